"""Writes the random test pack `test/fixtures/tiny-pack`: the embedded model's interfaces with few channels.

Its output layers are random instead of zero, so that tests see every input's effect. `golden/` holds one small case
computed by PyTorch: 64x64 pixels, three frames, two steps. The Plücker map is not stored: it follows from `poses`
(`world_from_camera`, OpenCV axes) and `intrinsics` (`fx, fy, cx, cy` in pixels), and `rays` shows its cell means.
`log_depth` and `log_error` are the depth network's answer for the picture through the first frame's lens.

usage: python tiny_pack.py [--only depth]
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from geometry_features import cache_geometry
from networks.autoencoder import Decoder, Encoder
from networks.denoiser import Denoiser
from networks.depth import DepthNetwork
from networks.pose_encoder import PoseEncoder
from networks.sampler import initial_noise, sample_flow
from onnx_export import export_depth, export_pack
from pack_manifest import COMPONENTS, component_entry
from plucker import plucker_map, rotation

FOLDER = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "tiny-pack"
FRAMES, SIZE, STEPS = 3, 64, 2


def randomise_zero_layers(module: nn.Module, generator: torch.Generator) -> None:
    """Gives every all-zero weight small random values: a network of zeros would hide mistakes."""
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.ndim > 1 and not parameter.any():
                fan_in = parameter[0].numel()
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * (0.5 / fan_in) ** 0.5)


def tiny_networks() -> tuple[Encoder, PoseEncoder, Denoiser, Decoder]:
    """The four networks with few channels and fixed random weights."""
    torch.manual_seed(20)
    parts = (
        Encoder((8, 8)),
        PoseEncoder((8, 8, 8)),
        Denoiser((8, 8, 16), (8, 8, 8), 16),
        Decoder((8, 8, 8), 8),
    )
    generator = torch.Generator().manual_seed(21)
    for part in parts:
        randomise_zero_layers(part.eval(), generator)
    # Keeps a picture decoded without a cache away from black, where clamping would hide it.
    nn.init.constant_(parts[3].out.bias, 0.15)
    return parts


def tiny_depth() -> DepthNetwork:
    """The depth network with few channels and fixed random weights."""
    torch.manual_seed(23)
    depth = DepthNetwork((8, 8, 8, 8, 8), 1).eval()
    randomise_zero_layers(depth, torch.Generator().manual_seed(24))
    return depth


def case() -> dict[str, np.ndarray]:
    """Inputs of the golden case: a picture, a cache render with holes, a moving and turning camera, noise."""
    y, x = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    picture = np.stack([0.5 + 0.4 * np.sin(9 * x + 4 * y), y, (x > 0.5) * 0.6 + 0.2 * x]).astype(np.float32)
    shifts = (0, 5, 11)
    cache = np.stack([np.roll(picture, -s, 2) for s in shifts])
    coverage = np.stack([(np.arange(SIZE) < SIZE - s)[None].repeat(SIZE, 0) for s in shifts]).astype(np.float32)
    coverage[2, 20:30, 12:17] = 0
    inverse = coverage * (0.6 + 0.8 * y.astype(np.float32))
    poses = np.tile(np.eye(4), (FRAMES, 1, 1))
    for i, amount in enumerate((0.0, 0.5, 1.0)):
        poses[i, :3, :3] = rotation(yaw=0.12 * amount, roll=0.05 * amount)
        poses[i, :3, 3] = (0.2 * amount, -0.05 * amount, 0.1 * amount)
    lens = np.array([[60.0 + 4 * i, 60.0 + 4 * i, 32.0, 32.0] for i in range(FRAMES)])
    noise = initial_noise(FRAMES, SIZE // 8, SIZE // 8, torch.Generator().manual_seed(22))
    return {
        "picture": picture,
        "cache": np.concatenate([cache, coverage[:, None]], 1),
        "inverse_depth": inverse.astype(np.float32),
        "poses": poses.astype(np.float32),
        "intrinsics": lens.astype(np.float32),
        "noise": noise.numpy(),
    }


@torch.no_grad()
def run_case(parts: tuple[Encoder, PoseEncoder, Denoiser, Decoder], inputs: dict[str, np.ndarray]) -> dict[str, Tensor]:
    """The whole pipeline in PyTorch; returns every intermediate result."""
    encoder, pose_encoder, denoiser, decoder = parts
    picture, cache, inverse, noise = (
        torch.from_numpy(inputs[name]) for name in ("picture", "cache", "inverse_depth", "noise")
    )
    plucker = torch.from_numpy(plucker_map(inputs["poses"], inputs["intrinsics"], SIZE, SIZE)[None])
    first_latent, cache_latent = encoder(picture[None]), encoder(cache[:, :3])
    geometry = cache_geometry(cache[:, 3:], inverse[:, None])
    pose = pose_encoder(plucker)
    condition = (first_latent, cache_latent, geometry, *pose)
    cleans: list[Tensor] = []
    latents = sample_flow(noise, STEPS, lambda x, t: denoiser(x, torch.tensor([t]), *condition), cleans)
    off = (first_latent, torch.zeros_like(cache_latent), torch.zeros_like(geometry), *pose)
    names = ("pose_0", "pose_1", "pose_2", "rays")
    return {
        "first_latent": first_latent,
        "cache_latent": cache_latent,
        "cache_geometry": geometry,
        **dict(zip(names, pose)),
        **{f"clean_{i}": clean for i, clean in enumerate(cleans)},
        "latents": latents,
        "image_2": decoder(latents, cache)[2],
        "clean_cache_off": denoiser(noise, torch.tensor([1.0]), *off),
        "red_0_cache_off": decoder(latents, torch.zeros_like(cache))[0, :1],
    }


@torch.no_grad()
def depth_case(picture: np.ndarray) -> dict[str, np.ndarray]:
    """The depth network's answer for the picture through a lens of 60 pixels."""
    depth = tiny_depth()
    print("depth", export_depth(FOLDER, depth))
    log_depth, log_error = depth(torch.from_numpy(picture[None]), torch.tensor([60 / SIZE]).log())
    return {"log_depth": log_depth[0, 0].numpy(), "log_error": log_error[0, 0].numpy()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=["depth"], help="leave the other graphs as they are, byte for byte")
    only_depth = parser.parse_args().only == "depth"
    golden = FOLDER / "golden"
    golden.mkdir(exist_ok=True)
    inputs = case()
    results = depth_case(inputs["picture"])
    if not only_depth:
        parts = tiny_networks()
        print(export_pack(FOLDER, *parts))
        results |= inputs | {name: value.numpy() for name, value in run_case(parts, inputs).items()}
    for name, value in results.items():
        np.save(golden / f"{name}.npy", np.ascontiguousarray(value, dtype="<f4"))
    manifest = json.loads((FOLDER / "pack.json").read_text())
    for name in ("depth",) if only_depth else (*COMPONENTS, "depth"):
        manifest["components"][name] = component_entry(FOLDER / f"{name}.onnx")
    (FOLDER / "pack.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
