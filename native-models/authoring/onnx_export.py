"""PyTorch networks -> ONNX files with float32 edges and half-precision weights, checked in ONNX Runtime."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from networks.autoencoder import Decoder, Encoder
from networks.denoiser import Denoiser
from networks.depth import DepthNetwork
from networks.pose_encoder import PoseEncoder, cell_rays
from plucker import plucker_map

OPSET = 17
LATENT_AXES = {0: "frames", 2: "latent_height", 3: "latent_width"}
PICTURE_AXES = {0: "count", 2: "height", 3: "width"}
BOARD_AXES = {2: "height", 3: "width"}
CELL_AXES = {0: "count", 2: "latent_height", 3: "latent_width"}
POSE_AXES = [LATENT_AXES, *({0: "frames", 2: f"height_{s}", 3: f"width_{s}"} for s in (16, 32)), LATENT_AXES]
DENOISER_INPUTS = [
    "sample", "timestep", "first_latent", "cache_latent", "cache_geometry", "pose_0", "pose_1", "pose_2", "rays",
]  # fmt: skip
POSE_OUTPUTS = ["pose_0", "pose_1", "pose_2", "rays"]
DEPTH_OUTPUTS = ["log_depth", "log_error"]


def example_inputs(frames: int, height: int, width: int, pose_widths: tuple[int, ...]) -> dict[str, tuple[Tensor, ...]]:
    """Random tensors of the right shapes for each part; the Plücker map is that of a sideways move."""
    generator = torch.Generator().manual_seed(3)
    h, w = height // 8, width // 8
    poses = np.tile(np.eye(4), (frames, 1, 1))
    poses[:, 0, 3] = np.linspace(0, 0.2, frames)
    lens = np.tile([0.9 * width, 0.9 * width, width / 2, height / 2], (frames, 1))
    plucker = torch.from_numpy(plucker_map(poses, lens, height, width))

    def rand(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    pose = [rand(frames, c, h >> i, w >> i) for i, c in enumerate(pose_widths)]
    geometry = torch.rand(frames, 4, h, w, generator=generator)
    video = (rand(frames, 8, h, w), torch.tensor([0.7]), rand(1, 8, h, w), rand(frames, 8, h, w), geometry)
    reference = torch.rand(frames, 4, height, width, generator=generator).round(decimals=1)
    reference[:, 3:] = (reference[:, 3:] > 0.4).float()
    return {
        "encoder": (torch.rand(frames, 3, height, width, generator=generator),),
        "pose_encoder": (plucker[None],),
        "denoiser": (*video, *pose, cell_rays(plucker)),
        "decoder": (rand(frames, 8, h, w), reference),
        "depth": (torch.rand(1, 3, height, width, generator=generator), torch.tensor([0.1])),
    }


def interfaces() -> dict[str, tuple[list[str], list[str], dict[str, dict[int, str]]]]:
    """Input names, output names and dynamic axes of each part."""
    pose = dict(zip(POSE_OUTPUTS, POSE_AXES))
    video = {name: LATENT_AXES for name in ("sample", "cache_latent", "cache_geometry", "clean")}
    first = {"first_latent": {2: "latent_height", 3: "latent_width"}}
    plucker = {"plucker": {1: "frames", 3: "height", 4: "width"}, **pose}
    return {
        "encoder": (["image"], ["latent"], {"image": PICTURE_AXES, "latent": CELL_AXES}),
        "pose_encoder": (["plucker"], POSE_OUTPUTS, plucker),
        "denoiser": (DENOISER_INPUTS, ["clean"], {**video, **first, **pose}),
        "decoder": (
            ["latent", "reference"],
            ["image"],
            {"latent": CELL_AXES, "reference": PICTURE_AXES, "image": PICTURE_AXES},
        ),
        "depth": (["image", "log_focal"], DEPTH_OUTPUTS, {name: BOARD_AXES for name in ("image", *DEPTH_OUTPUTS)}),
    }


def fold_constants(path: Path) -> onnx.ModelProto:
    """The file after ONNX Runtime's basic rewrites: constants folded, still standard operators only."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(path)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    model = onnx.load(str(path))
    domains = {node.domain for node in model.graph.node}
    if domains - {"", "ai.onnx"}:
        raise RuntimeError(f"{path.name}: operators outside the standard set: {domains}")
    standard = [entry for entry in model.opset_import if entry.domain in ("", "ai.onnx")]
    del model.opset_import[:]
    model.opset_import.extend(standard)
    return model


def halve_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Stores large float32 weights as float16 with a Cast back; runtimes fold the Cast when they load the file."""
    graph, kept, casts = model.graph, [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 256:
            kept.append(tensor)
            continue
        name = tensor.name + ".half"
        kept.append(numpy_helper.from_array(values.astype(np.float16), name))
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.FLOAT, name=tensor.name + ".cast"))
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(casts + nodes)
    return model


def shorten_names(model: onnx.ModelProto) -> onnx.ModelProto:
    """Gives inner tensors and nodes short names; the exporter's scope names are half of a small file."""
    graph = model.graph
    names = {slot.name: slot.name for slot in [*graph.input, *graph.output]}
    for node in graph.node:
        for slots in (node.input, node.output):
            for i, name in enumerate(slots):
                if name:
                    slots[i] = names.setdefault(name, f"t{len(names)}")
        node.name, node.doc_string = "", ""
    for tensor in graph.initializer:
        tensor.name = names.setdefault(tensor.name, f"t{len(names)}")
    del graph.value_info[:]
    return model


def state_fixed_extents(model: onnx.ModelProto, axes: dict[str, dict[int, str]], outputs: dict[str, Tensor]) -> None:
    """Writes the extents that are the same for every input as numbers; the exporter invents names for some of them."""
    for slot in model.graph.output:
        for axis, dim in enumerate(slot.type.tensor_type.shape.dim):
            if axis not in axes.get(slot.name, {}):
                dim.dim_value = outputs[slot.name].shape[axis]


def round_to_half(module: nn.Module) -> None:
    """Rounds the weights that `halve_weights` would store, so that PyTorch computes with the exported values."""
    with torch.no_grad():
        for tensor in [*module.parameters(), *module.buffers()]:
            if tensor.numel() >= 256:
                tensor.copy_(tensor.half().float())


def export_part(name: str, module: nn.Module, inputs: tuple[Tensor, ...], path: Path) -> None:
    """Writes one part as an ONNX file; raises where the file is not valid."""
    input_names, output_names, axes = interfaces()[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), inputs, str(path), input_names=input_names, output_names=output_names,
            dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True, dynamo=False,
        )  # fmt: skip
    model = shorten_names(halve_weights(fold_constants(path)))
    with torch.no_grad():
        results = module(*inputs)
    results = results if isinstance(results, tuple) else (results,)
    state_fixed_extents(model, axes, dict(zip(output_names, results)))
    model.producer_name, model.producer_version = "craneshot-authoring", ""
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def check_part(name: str, module: nn.Module, inputs: tuple[Tensor, ...], path: Path) -> float:
    """Largest difference between PyTorch and ONNX Runtime, relative to the largest value."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = {slot.name: tensor.numpy() for slot, tensor in zip(session.get_inputs(), inputs)}
    with torch.no_grad():
        expected = module(*inputs)
    expected = expected if isinstance(expected, tuple) else (expected,)
    worst = 0.0
    for got, want in zip(session.run(None, feed), expected):
        worst = max(worst, float(np.abs(got - want.numpy()).max() / (np.abs(want.numpy()).max() + 1e-6)))
    if worst > 2e-4:
        raise RuntimeError(f"{name}: ONNX Runtime differs from PyTorch by {worst:.2e}")
    return worst


def export_checked(name: str, module: nn.Module, folder: Path, pose_widths: tuple[int, ...] = ()) -> float:
    """Writes `folder/<name>.onnx` and compares it with PyTorch at three sizes; returns the largest difference."""
    round_to_half(module)
    path = folder / f"{name}.onnx"
    export_part(name, module, example_inputs(3, 64, 128, pose_widths)[name], path)
    sizes = [(3, 64, 128), (1, 64, 64), (5, 192, 128)]
    return max(check_part(name, module, example_inputs(*size, pose_widths)[name], path) for size in sizes)


def export_pack(
    folder: Path, encoder: Encoder, pose_encoder: PoseEncoder, denoiser: Denoiser, decoder: Decoder
) -> dict[str, float]:
    """Writes the four files of generation to `folder`, each checked at three sizes; returns the differences found."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"encoder": encoder, "pose_encoder": pose_encoder, "denoiser": denoiser, "decoder": decoder}
    pose_widths = tuple(block.conv_out.out_channels for block in pose_encoder.blocks)
    return {name: export_checked(name, module, folder, pose_widths) for name, module in parts.items()}


def export_depth(folder: Path, depth: DepthNetwork) -> float:
    """Writes `folder/depth.onnx`, checked at three sizes; returns the difference found."""
    folder.mkdir(parents=True, exist_ok=True)
    return export_checked("depth", depth, folder)
