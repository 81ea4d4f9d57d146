"""Writes the graphs without weights, and `template.json`, which says which of the user's tensors fills which place.

usage: python -m svd_cameractrl.export_templates tiny|published
"""

import argparse
import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
import torch
from onnx import ModelProto
from torch import Tensor, nn

from svd_cameractrl.export_form import linear_symbolic
from svd_cameractrl.graph_edges import AXES, INPUTS, OUTPUTS, Extent, example_inputs, output_shapes
from svd_cameractrl.networks import Networks, graphs, install_merges
from svd_cameractrl.pack_facts import pack_facts
from svd_cameractrl.sizes import Sizes, published, tiny
from svd_cameractrl.template_graph import Weight, make_template
from svd_cameractrl.weightless import weightless_networks

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = {
    "tiny": ROOT / "test" / "fixtures" / "tiny-svd" / "template",
    "published": ROOT / "native-models" / "templates" / "svd-cameractrl",
}
OPSET = 17
DOMAINS = {"com.microsoft": 1, "craneshot": 1}
IN_HALF = ("image_encoder", "pose_encoder", "denoiser")


@contextmanager
def plain_linear() -> Iterator[None]:
    """Within it, linear layers are exported by `linear_symbolic`."""
    torch.onnx.register_custom_op_symbolic("aten::linear", linear_symbolic, OPSET)
    try:
        yield
    finally:
        torch.onnx.unregister_custom_op_symbolic("aten::linear", OPSET)


Axes = dict[str, dict[int, str]]


def exported(
    module: nn.Module, inputs: tuple[Tensor, ...], input_names: list[str], output_names: list[str], axes: Axes
) -> ModelProto:
    """The graph of one component, its weights being inputs under their names in `module`."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), plain_linear():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), inputs, buffer, input_names=input_names, output_names=output_names,
            dynamic_axes=axes, opset_version=OPSET, do_constant_folding=False, export_params=False,
            keep_initializers_as_inputs=True, dynamo=False, custom_opsets=DOMAINS,
        )  # fmt: skip
    return onnx.load_from_string(buffer.getvalue())


def state_extents(model: ModelProto, shapes: list[list[Extent]]) -> None:
    """Writes the outputs' extents; the exporter invents words for some of them."""
    for slot, extents in zip(model.graph.output, shapes, strict=True):
        shape = slot.type.tensor_type.shape
        del shape.dim[:]
        for extent in extents:
            shape.dim.add(**({"dim_param": extent} if isinstance(extent, str) else {"dim_value": extent}))


def file_place(name: str, shape: tuple[int, ...]) -> dict[str, object]:
    """Where a weight called `name` in our modules lies in the user's files, and its extents there."""
    part, key = name.split(".", 1)
    extents: list[Extent] = list(shape)
    if key.endswith("pos_encoder.pe"):
        extents[1] = "frames"
    if part == "cameractrl":
        key = f"pose_encoder_state_dict.{key}"
    if "qkv_merge" in key:
        part, key = "cameractrl", f"attention_processor_state_dict.{key}"
    return {"source": part, "key": key, "shape": extents}


def component(folder: Path, name: str, model: ModelProto, weights: list[Weight], half: bool) -> dict[str, object]:
    """Writes one graph, whose weights `model` still takes as inputs; returns its entry in `template.json`."""
    kept = make_template(model, weights, half, lambda i: f"w{i}")
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / f"{name}.onnx")
    print(f"{folder.name}/{name}.onnx {(folder / f'{name}.onnx').stat().st_size} bytes", flush=True)
    places = [{"name": f"w{i}", **file_place(weight.exported, weight.shape)} for i, weight in enumerate(kept)]
    return {"file": f"{name}.onnx", "initializers": places}


def merged(networks: Networks) -> Networks:
    """The same with pose merges in the UNet, so that their weights are weightless too."""
    install_merges(networks.unet, folded=False)
    return networks


def write_json(path: Path, value: dict[str, object]) -> None:
    """One initializer a line: readable differences in a small file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('{"name":"w', '\n{"name":"w').replace(',"components"', ',\n"components"') + "\n")


def write_templates(folder: Path, layout: str, sizes: Sizes) -> None:
    """All components of one layout, and beside `folder` those that compute in float16 where that is exact enough."""
    inputs, shapes = example_inputs(sizes, 2, 64, 64, "cpu"), output_shapes(sizes)
    folders = {False: folder, True: folder.with_name(f"{folder.name}-half")}
    entries: dict[bool, dict[str, object]] = {False: {}, True: {}}
    for name, module in graphs(merged(weightless_networks(sizes))).items():
        whole = exported(module, inputs[name], INPUTS[name], OUTPUTS[name], AXES[name])
        state_extents(whole, shapes[name])
        weights = [Weight(key, tuple(value.shape)) for key, value in module.state_dict().items()]
        for half, place in folders.items():
            model = ModelProto()
            model.CopyFrom(whole)
            entries[half][name] = component(place, name, model, weights, half and name in IN_HALF)
    for half, place in folders.items():
        head = {"format": "craneshot-template", "formatVersion": 1, "family": "svd-cameractrl"}
        write_json(place / "template.json", {**head, "pack": pack_facts(layout, half), "components": entries[half]})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("layout", choices=sorted(FOLDERS))
    layout = parser.parse_args().layout
    write_templates(FOLDERS[layout], layout, tiny() if layout == "tiny" else published(14))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
