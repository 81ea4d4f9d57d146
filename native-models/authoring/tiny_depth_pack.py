"""Writes `test/fixtures/tiny-depth`: a depth network as users bring them, with random weights, and one result.

One graph, `image` `[1, 3, height, width]` normalised by the manifest's `mean` and `std` (of RGB in 0..1), sides
multiples of 14 -> `inverse_depth` `[1, height, width]`, at least 0, of free scale and offset: what the Depth Anything
class gives. `golden/`: `picture.npy` (uint8, 84 x 140 x RGB), `image.npy` as given to the graph, `inverse_depth.npy`.

usage: python tiny_depth_pack.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onnx_export import fold_constants, halve_weights, shorten_names, state_fixed_extents
from pack_manifest import component_entry

FOLDER = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "tiny-depth"
MEAN, STD, MULTIPLE = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225), 14
HEIGHT, WIDTH = 84, 140
AXES = {"image": {2: "height", 3: "width"}, "inverse_depth": {1: "height", 2: "width"}}


class TinyDepth(nn.Module):
    """Patches of 14 pixels, mixed with their neighbours and brought back to pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.enter, self.mix = nn.Conv2d(3, 8, MULTIPLE, MULTIPLE), nn.Conv2d(8, 8, 3, padding=1)
        self.leave = nn.Conv2d(8, 1, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        """`[1, 3, H, W]` -> `[1, H, W]`."""
        x = F.gelu(self.mix(F.gelu(self.enter(image))))
        x = F.interpolate(x, scale_factor=float(MULTIPLE), mode="bilinear")
        return F.relu(self.leave(x) + 1)[:, 0]


def tiny_depth() -> TinyDepth:
    """The network with fixed weights, exact in half precision."""
    torch.manual_seed(62)
    network = TinyDepth().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_((parameter * 2).half().float())
    return network


def picture() -> np.ndarray:
    """`[84, 140, 3]` uint8: a floor that comes nearer downwards, and a box."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    shade = np.stack([y * 2, x, (y + x) % 256], -1)
    shade[30:60, 50:90] = (220, 120, 40)
    return shade.astype(np.uint8)


def normalised(pixels: np.ndarray) -> Tensor:
    """`[H, W, 3]` uint8 -> `[1, 3, H, W]` as the graph wants it."""
    image = (pixels.astype(np.float32) / 255 - np.float32(MEAN)) / np.float32(STD)
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)[None], np.float32))


def export(network: TinyDepth, path: Path) -> None:
    """Writes the graph."""
    example = normalised(picture())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (example,), str(path), input_names=["image"], output_names=["inverse_depth"],
            dynamic_axes=AXES, opset_version=17, dynamo=False,
        )  # fmt: skip
    model = shorten_names(halve_weights(fold_constants(path)))
    state_fixed_extents(model, AXES, {"inverse_depth": network(example)})
    model.producer_name, model.producer_version = "craneshot-authoring", ""
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def main() -> None:
    (FOLDER / "golden").mkdir(parents=True, exist_ok=True)
    network = tiny_depth()
    with torch.no_grad():
        export(network, FOLDER / "depth.onnx")
        image = normalised(picture())
        answer = network(image)
    np.save(FOLDER / "golden" / "picture.npy", picture())
    np.save(FOLDER / "golden" / "image.npy", image.numpy().astype("<f4"))
    np.save(FOLDER / "golden" / "inverse_depth.npy", answer.numpy().astype("<f4"))
    facts = {
        "format": "craneshot-pack",
        "formatVersion": 1,
        "id": "tiny-depth",
        "version": "1.0.0",
        "family": "depth",
        "name": "Tiny random depth network",
        "components": {"depth": component_entry(FOLDER / "depth.onnx")},
        "depth": {
            "mean": MEAN,
            "std": STD,
            "sideMultiple": MULTIPLE,
            "shortSide": HEIGHT,
            "answer": "inverse-depth",
        },
        "licence": "GPL-3.0-or-later",
        "credits": [],
    }
    (FOLDER / "pack.json").write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
