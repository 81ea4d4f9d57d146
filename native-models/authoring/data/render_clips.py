"""Renders clips: frames, depth of frame 0, poses and lenses.

usage: python -m data.render_clips BANK.npz OUT.npz --clips 500 --frames 6 --size 128 --seed 1 [--held] [--full]

Without `--full` a clip is a random window of a larger frame, so that a small clip shows the pixel scale and the pixel
motion of frames of 128 to 256 pixels. Depth and translations are divided by the median depth of frame 0.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from .camera_paths import sample_path
from .drawing_style import draw
from .raycast import FAR, camera_rays, cast
from .scene import Scene
from .scene_kinds import sample_scene
from .shading import shade
from .texture_bank import TextureBank

DRAWINGS = 0.3
SKY_DEPTH = 100.0


@dataclass
class Clip:
    """`rgb` `[F, 3, S, S]` uint8, `depth` `[F, S, S]` subject distances, `poses` `[F, 4, 4]`, `intrinsics` `[F, 4]`."""

    rgb: np.ndarray
    depth: np.ndarray
    poses: np.ndarray
    intrinsics: np.ndarray
    move: str
    kind: str
    drawing: bool


def render(
    scene: Scene, poses: np.ndarray, intrinsics: np.ndarray, size: int, drawing: np.random.RandomState | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Frames `[F, 3, size, size]` in 0..1 (four rays a pixel) and depth `[F, size, size]` in metres."""
    fine = size * 2
    world = poses.copy()
    world[:, :3, :3] = scene.first_rotation @ poses[:, :3, :3]
    world[:, :3, 3] = poses[:, :3, 3] @ scene.first_rotation.T
    rays = camera_rays(world, intrinsics * 2, fine, fine)
    hits = cast(scene, rays)
    shape = (len(poses), fine, fine)
    colour = shade(scene, rays, hits, 2.5 if drawing else 0.0).reshape(*shape, 3).permute(0, 3, 1, 2)
    depth, surface = hits.depth.reshape(shape), hits.surface.reshape(shape)
    if drawing:
        colour = draw(colour, depth[:, None], surface[:, None], drawing)
    return F.avg_pool2d(colour, 2), depth[:, 1::2, 1::2]


def try_clip(bank: TextureBank, rng: np.random.RandomState, frames: int, size: int, full: bool) -> Clip | None:
    """One random clip, or None where the scene or the path turned out useless."""
    scene, fov = sample_scene(bank, rng), np.radians(rng.uniform(38, 85))
    if scene.projection:
        fov = 2 * np.arctan(0.5 * rng.uniform(0.55, 0.9) / scene.projection[1])
    whole = size if full else int(rng.choice([1.0, 1.25, 1.5, 2.0]) * size)
    focal = whole * 0.5 / np.tan(fov / 2)
    x, y = (rng.randint(0, whole - size + 1) for _ in range(2))
    lens = np.array([[focal, focal, whole / 2 - x, whole / 2 - y]])
    small = lens * 32 / size
    image, depth = render(scene, np.eye(4)[None], small, 32)
    finite = depth[depth < FAR / 2]
    if len(finite) < 200:
        return None
    subject, near = float(finite.median()), float(torch.quantile(finite, 0.05))
    if near < 0.35 or image.std() < 0.06:
        return None
    share = (size / whole) ** 0.5
    poses, zoom, move = sample_path(rng, frames, fov * share, near * share, subject * share)
    intrinsics = np.repeat(lens, frames, 0)
    intrinsics[:, :2] *= zoom[:, None]
    drawing = np.random.RandomState(rng.randint(2**31)) if rng.rand() < DRAWINGS else None
    image, depth = render(scene, poses, intrinsics, size, drawing)
    # Reject cameras inside things, empty frames and skies.
    closest = torch.quantile(depth[:, ::4, ::4].reshape(frames, -1), 0.02, dim=1).min()
    empty = image[0].flatten(1).std(1).min() < 0.04 or (depth[-1] > FAR / 2).float().mean() > 0.7
    if closest < 0.25 or empty:
        return None
    if scene.projection and (poses[:, 2, 3].max() > 0.75 * near or abs(poses[:, 1, 3]).max() > 0.5 * near):
        return None
    poses[:, :3, 3] /= subject
    depth = torch.where(depth > FAR / 2, torch.full_like(depth, SKY_DEPTH), (depth / subject).clamp(max=SKY_DEPTH))
    rgb = (image * 255).round().to(torch.uint8).numpy()
    return Clip(rgb, depth.numpy(), poses, intrinsics, move, scene.kind, drawing is not None)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clips", type=int, default=500)
    parser.add_argument("--frames", type=int, default=6)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    bank, rng, clips, start = (
        TextureBank(options.bank, options.held),
        np.random.RandomState(options.seed),
        [],
        time.time(),
    )
    while len(clips) < options.clips:
        with torch.no_grad():
            clip = try_clip(bank, rng, options.frames, options.size, options.full)
        if clip is not None:
            clips.append(clip)
            if len(clips) % 50 == 0:
                print(len(clips), f"{time.time() - start:.0f} s", flush=True)
    arrays = {name: np.stack([getattr(clip, name) for clip in clips]) for name in ("rgb", "poses", "intrinsics")}
    labels = {name: np.array([getattr(clip, name) for clip in clips]) for name in ("move", "kind", "drawing")}
    depth = np.stack([clip.depth[0] for clip in clips]).astype(np.float32)
    np.savez(options.out, depth=depth, **arrays, **labels)


if __name__ == "__main__":
    main()
