"""The weights of an exported pack as PyTorch networks again, to go on training from them.

usage: python import_pack.py PACK WORK          # writes WORK/autoencoder.pt, denoiser.pt and, if the pack has one, depth.pt

A graph keeps neither the names nor always the shapes of parameters. So the same network is exported with marked values;
the tensor in the same place of both graphs is then the same parameter. Half-precision and quantised weights come back as
the float32 values that the graph computes with.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from networks.depth import DepthNetwork
from onnx_export import example_inputs, export_part, round_to_half
from training.train_autoencoder import Autoencoder
from training.train_denoiser import CameraDiffusion


def constant_inputs(model: onnx.ModelProto) -> list[np.ndarray]:
    """The constant float tensors that nodes read, in order, as float32; equal ones may be stored once and read often."""
    graph = model.graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    widened = {node.output[0]: node for node in graph.node if _widens(node, stored)}
    found = []
    for node in graph.node:
        for name in () if node.output[0] in widened else node.input:
            if name in widened:
                found.append(_widened(widened[name], stored))
            elif name in stored:
                found.append(numpy_helper.to_array(stored[name]))
    return [value for value in found if value.dtype == np.float32]


def _widens(node: onnx.NodeProto, stored: dict[str, onnx.TensorProto]) -> bool:
    return node.op_type in ("Cast", "DequantizeLinear") and node.input[0] in stored


def _widened(node: onnx.NodeProto, stored: dict[str, onnx.TensorProto]) -> np.ndarray:
    """What a Cast or DequantizeLinear of stored values gives."""
    values = [numpy_helper.to_array(stored[name]) for name in node.input if name]
    if node.op_type == "Cast":
        return values[0].astype(np.float32)
    axis = next((a.i for a in node.attribute if a.name == "axis"), 1)
    shape = [1] * values[0].ndim
    if values[1].ndim:
        shape[axis] = -1
    zero = values[2].reshape(shape).astype(np.float32) if len(values) > 2 else np.float32(0)
    return (values[0].astype(np.float32) - zero) * values[1].reshape(shape).astype(np.float32)


def mark(module: nn.Module) -> dict[str, np.ndarray]:
    """Fills all parameters and buffers with random values that half precision keeps; returns them by name."""
    generator = torch.Generator().manual_seed(99)
    with torch.no_grad():
        for tensor in module.state_dict().values():
            tensor.copy_(torch.randn(tensor.shape, generator=generator))
    round_to_half(module)
    return {name: tensor.numpy().copy() for name, tensor in module.state_dict().items()}


def restored(marked: np.ndarray, there: np.ndarray, here: np.ndarray) -> np.ndarray | None:
    """`here` in the parameter's own shape, if `there` is the parameter `marked`, perhaps reshaped or transposed."""
    if marked.size != there.size:
        return None
    if np.array_equal(marked.ravel(), there.ravel()):
        return here.reshape(marked.shape)
    if marked.ndim == 2 and np.array_equal(marked.T.ravel(), there.ravel()):
        return here.reshape(marked.T.shape).T
    return None


def import_part(name: str, module: nn.Module, path: Path, pose_widths: tuple[int, ...]) -> None:
    """Loads the weights of the graph at `path` into `module`.

    @throws ValueError where the graph is of another architecture
    """
    marks = mark(module)
    with tempfile.TemporaryDirectory() as folder:
        marked_path = Path(folder) / f"{name}.onnx"
        export_part(name, module, example_inputs(3, 64, 128, pose_widths)[name], marked_path)
        marked = constant_inputs(onnx.load(str(marked_path)))
    actual = constant_inputs(onnx.load(str(path)))
    if [x.shape for x in marked] != [x.shape for x in actual]:
        raise ValueError(f"{path}: not the graph of this {name}")
    state = {}
    for there, here in zip(marked, actual):
        for key, values in marks.items():
            value = restored(values, there, here) if key not in state else None
            if value is not None:
                state[key] = torch.from_numpy(np.array(value))
                break
    missing = set(marks) - set(state)
    if missing:
        raise ValueError(f"{path}: no place found for {sorted(missing)}")
    module.load_state_dict(state)


def import_pack(pack: Path, networks: dict[str, nn.Module]) -> list[str]:
    """Loads the weights of `pack` into "autoencoder", "denoiser" and, where it has one, "depth"; returns their names.

    @throws ValueError where the networks are of other widths
    """
    autoencoder, diffusion = networks["autoencoder"], networks["denoiser"]
    parts = {
        "encoder": autoencoder.encoder,
        "decoder": autoencoder.decoder,
        "pose_encoder": diffusion.pose_encoder,
        "denoiser": diffusion.denoiser,
    }
    if (pack / "depth.onnx").exists():
        parts["depth"] = networks["depth"]
    pose_widths = tuple(block.conv_out.out_channels for block in diffusion.pose_encoder.blocks)
    for name, module in parts.items():
        import_part(name, module.eval(), pack / f"{name}.onnx", pose_widths)
    return ["autoencoder", "denoiser", *(["depth"] if "depth" in parts else [])]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pack", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    networks = {"autoencoder": Autoencoder(), "denoiser": CameraDiffusion(), "depth": DepthNetwork()}
    for name in import_pack(options.pack, networks):
        torch.save(networks[name].state_dict(), options.work / f"{name}.pt")
        print(name, sum(p.numel() for p in networks[name].parameters()))


if __name__ == "__main__":
    main()
