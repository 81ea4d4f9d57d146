"""An exported graph -> a small one without weights: its initializers are named, typed and point nowhere."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

MARK = "InComputeType"
FOLDED = {"Unsqueeze", "Squeeze", "Concat", "Cast", "Add", "Sub", "Mul", "Div", "Mod", "Gather", "Slice", "Reshape"}
FOLDED |= {"Equal", "Where", "ConstantOfShape", "Range", "Expand", "Neg", "Transpose", "Shape"}


@dataclass(frozen=True)
class Weight:
    """An initializer: its name in the exported graph, and its extents as stored."""

    exported: str
    shape: tuple[int, ...]


def used_names(graph: GraphProto) -> set[str]:
    """Names that some node or the graph's output reads."""
    return {name for node in graph.node for name in node.input} | {slot.name for slot in graph.output}


def drop_unused(graph: GraphProto) -> None:
    """Removes nodes whose results nobody reads."""
    needed, kept = {slot.name for slot in graph.output}, []
    for node in reversed(graph.node):
        if any(name in needed for name in node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))


def node_key(node: NodeProto) -> tuple[object, ...]:
    """Equal for two nodes that compute the same."""
    attributes = sorted(attribute.SerializeToString(deterministic=True) for attribute in node.attribute)
    return (node.domain, node.op_type, tuple(node.input), tuple(attributes), len(node.output))


def evaluate(node: NodeProto, values: list[np.ndarray], opset: int) -> np.ndarray:
    """The result of one standard node on known inputs."""
    names = [f"i{i}" for i in range(len(values))]
    alone = NodeProto()
    alone.CopyFrom(node)
    del alone.input[:], alone.output[:]
    alone.input.extend(names)
    alone.output.append("o")
    slots = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
        for name, value in zip(names, values, strict=True)
    ]
    graph = helper.make_graph([alone], "one", slots, [helper.make_empty_tensor_value_info("o")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    return np.asarray(ReferenceEvaluator(model).run(None, dict(zip(names, values, strict=True)))[0])


class Constants:
    """The constants of a graph, equal ones once."""

    def __init__(self) -> None:
        self.values: dict[str, np.ndarray] = {}
        self.names: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def name_of(self, value: np.ndarray, suggestion: str) -> str:
        """The name under which `value` is kept."""
        name = self.names.setdefault((value.dtype.str, value.shape, value.tobytes()), suggestion)
        self.values[name] = value
        return name


def merge_equal(model: ModelProto) -> Constants:
    """Leaves one of each group of equal nodes and constants, computes what depends on constants only."""
    graph, opset = model.graph, next(entry.version for entry in model.opset_import if entry.domain == "")
    constants, renamed, seen, kept = Constants(), {}, {}, []
    for node in graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)
        node.name, node.doc_string = "", ""
        if node.op_type == "Constant":
            value = numpy_helper.to_array(node.attribute[0].t)
            renamed[node.output[0]] = constants.name_of(value, node.output[0])
        elif node.op_type == "Identity":
            renamed[node.output[0]] = node.input[0]
        elif node.op_type in FOLDED and node.input and all(name in constants.values for name in node.input):
            value = evaluate(node, [constants.values[name] for name in node.input], opset)
            renamed[node.output[0]] = constants.name_of(value, node.output[0])
        elif node_key(node) in seen:
            renamed.update(zip(node.output, seen[node_key(node)].output, strict=True))
        else:
            seen[node_key(node)] = node
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)
    return constants


def before_marks(graph: GraphProto) -> set[str]:
    """Names of the numbers that sinusoids are computed from, and their way there: all of it stays in float32."""
    names: set[str] = set()
    for node in reversed(graph.node):
        if node.op_type != "Shape" and (node.op_type == MARK or any(name in names for name in node.output)):
            names.update(node.input)
    return names


def cast(source: str, result: str, element: int) -> NodeProto:
    return helper.make_node("Cast", [source], [result], to=element)


def compute_in_half(graph: GraphProto, constants: Constants) -> None:
    """Float32 at the inputs, outputs and sinusoids; float16 between."""
    early = before_marks(graph)
    renamed: dict[str, str] = {}
    head: list[NodeProto] = []
    for slot in graph.input:
        if slot.name not in early:
            renamed[slot.name] = f"{slot.name}.half"
            head.append(cast(slot.name, renamed[slot.name], TensorProto.FLOAT16))
    for node in graph.node:
        if node.op_type == MARK or any(name in early for name in node.output):
            continue
        if node.op_type == "Cast" and node.attribute[0].i == TensorProto.FLOAT:
            node.attribute[0].i = TensorProto.FLOAT16
        for i, name in enumerate(node.input):
            value = constants.values.get(name)
            if value is not None and value.dtype == np.float32 and node.op_type != "Resize":
                renamed[name] = constants.name_of(value.astype(np.float16), f"{name}.half")
                node.input[i] = renamed[name]
            elif value is None:
                node.input[i] = renamed.get(name, name)
    tail = []
    for slot in graph.output:
        for node in graph.node:
            for i, name in enumerate(node.output):
                if name == slot.name:
                    node.output[i] = f"{name}.half"
            for i, name in enumerate(node.input):
                if name == slot.name:
                    node.input[i] = f"{name}.half"
        tail.append(cast(f"{slot.name}.half", slot.name, TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend([*head, *nodes, *tail])


def settle_marks(graph: GraphProto, half: bool) -> None:
    """Marks become casts, or vanish where everything is float32."""
    renamed: dict[str, str] = {}
    kept = []
    for node in graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)
        if node.op_type != MARK:
            kept.append(node)
        elif half:
            kept.append(cast(node.input[0], node.output[0], TensorProto.FLOAT16))
        else:
            renamed[node.output[0]] = node.input[0]
    del graph.node[:]
    graph.node.extend(kept)


def empty_tensor(name: str, shape: tuple[int, ...], element: int) -> TensorProto:
    """External data whose place is not said yet."""
    tensor = TensorProto(name=name, data_type=element, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="weights")
    return tensor


def shorten(graph: GraphProto, fixed: dict[str, str]) -> None:
    """Gives inner tensors short names; `fixed` holds those that are decided already."""
    names = {slot.name: slot.name for slot in [*graph.input, *graph.output]} | fixed | {"": ""}
    for node in graph.node:
        for slots in (node.input, node.output):
            for i, name in enumerate(slots):
                slots[i] = names.setdefault(name, f"t{len(names)}")
    for tensor in graph.initializer:
        tensor.name = names.setdefault(tensor.name, f"t{len(names)}")


def check(model: ModelProto) -> None:
    """Raises where the graph is not valid; weights are taken for inputs, since their numbers are not there."""
    copy = ModelProto()
    copy.CopyFrom(model)
    outside = [tensor for tensor in copy.graph.initializer if tensor.external_data]
    inside = [tensor for tensor in copy.graph.initializer if not tensor.external_data]
    del copy.graph.initializer[:]
    copy.graph.initializer.extend(inside)
    copy.graph.input.extend(helper.make_tensor_value_info(t.name, t.data_type, t.dims) for t in outside)
    onnx.checker.check_model(copy)


def make_template(model: ModelProto, weights: list[Weight], half: bool, rename: Callable[[int], str]) -> list[Weight]:
    """Changes `model` in place; returns the weights that it uses, in order of their new names `rename(i)`."""
    graph = model.graph
    constants = merge_equal(model)
    drop_unused(graph)
    by_name = {weight.exported: weight for weight in weights}
    inputs = [slot for slot in graph.input if slot.name not in by_name]
    del graph.input[:], graph.value_info[:]
    graph.input.extend(inputs)
    if half:
        compute_in_half(graph, constants)
    settle_marks(graph, half)
    used = used_names(graph)
    kept = [weight for weight in weights if weight.exported in used]
    element = TensorProto.FLOAT16 if half else TensorProto.FLOAT
    fixed = {weight.exported: rename(i) for i, weight in enumerate(kept)}
    tensors = [numpy_helper.from_array(value, name) for name, value in constants.values.items() if name in used]
    shorten_with = [empty_tensor(weight.exported, weight.shape, element) for weight in kept]
    graph.initializer.extend([*shorten_with, *tensors])
    shorten(graph, fixed)
    del model.opset_import[:]
    domains = {node.domain for node in graph.node}
    model.opset_import.extend([helper.make_opsetid("", 17)])
    if "com.microsoft" in domains:
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    model.producer_name, model.producer_version, graph.name = "craneshot-authoring", "", "template"
    check(model)
    return kept
