"""What only the networks themselves can say: the cost of a wrong camera, exported against PyTorch, rounding."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from import_pack import import_pack
from networks.depth import DepthNetwork
from onnx_export import example_inputs
from training.train_autoencoder import Autoencoder
from training.train_denoiser import CameraDiffusion

from .onnx_pack import OnnxPack

SIZES = [(3, 64, 128), (1, 64, 64), (5, 192, 128)]


def new_networks() -> dict[str, nn.Module]:
    return {"autoencoder": Autoencoder(), "denoiser": CameraDiffusion(), "depth": DepthNetwork()}


def parts_of(networks: dict[str, nn.Module], names: list[str]) -> dict[str, nn.Module]:
    parts = {
        "encoder": networks["autoencoder"].encoder,
        "pose_encoder": networks["denoiser"].pose_encoder,
        "denoiser": networks["denoiser"].denoiser,
        "decoder": networks["autoencoder"].decoder,
    }
    return parts | ({"depth": networks["depth"]} if "depth" in names else {})


def outputs(module: nn.Module, inputs: tuple) -> list[np.ndarray]:
    with torch.no_grad():
        found = module(*inputs)
    return [x.numpy() for x in (found if isinstance(found, tuple) else (found,))]


def exported_against_torch(pack: Path, floats: Path | None) -> dict:
    """Largest difference of each part from the PyTorch module with the pack's weights, relative to the largest value;
    with `floats`, a folder of unrounded weights, also the mean difference that rounding made, relative to the spread.
    """
    networks = new_networks()
    names = import_pack(pack, networks)
    onnx, found = OnnxPack(pack, 2), {}
    widths = tuple(block.conv_out.out_channels for block in networks["denoiser"].pose_encoder.blocks)
    unrounded = new_networks()
    for name in names if floats else ():
        file = floats / ("decoder.pt" if name == "autoencoder" else f"{name}.pt")
        unrounded[name].load_state_dict(torch.load(file, map_location="cpu", weights_only=True))
    for name, module in parts_of(networks, names).items():
        if name not in onnx.sessions:
            continue
        row: dict = {"largest_difference": 0.0}
        for size in SIZES:
            inputs = example_inputs(*size, widths)[name]
            wanted, got = outputs(module.eval(), inputs), onnx.run(name, *(x.numpy() for x in inputs))
            worst = max(float(np.abs(a - b).max() / (np.abs(b).max() + 1e-6)) for a, b in zip(got, wanted))
            row["largest_difference"] = max(row["largest_difference"], worst)
            if floats:
                own = outputs(parts_of(unrounded, names)[name].eval(), inputs)
                row["rounding"] = max(float(np.abs(a - b).mean() / (b.std() + 1e-6)) for a, b in zip(wanted, own))
        found[name] = {key: float(f"{value:.2e}") for key, value in row.items()}
    return found


def wrong_camera(pack: Path, held: Path, count: int) -> dict:
    """The denoiser's loss with another clip's camera or cache against the right one's, on the square clips."""
    from evaluate import TIMES, held_clips, loss_table

    onnx, losses = OnnxPack(pack, 2), []
    for name in ("clips-square-photo", "clips-square-drawing"):
        for seed, clip in enumerate(held_clips(onnx, held / f"{name}.npz", count)):
            losses.append(loss_table(onnx, clip, seed))
    mean = {name: np.mean([table[name] for table in losses], 0) for name in losses[0]}
    ratios = {name: mean[name] / mean["full"] for name in ("cache_off", "wrong_plucker", "wrong_cache")}
    ratios["cache_off_wrong_plucker_to_cache_off"] = mean["cache_off_wrong_plucker"] / mean["cache_off"]
    return {"clips": len(losses), "times": list(TIMES),
            "ratios": {name: [round(float(v), 3) for v in values] for name, values in ratios.items()}}  # fmt: skip
