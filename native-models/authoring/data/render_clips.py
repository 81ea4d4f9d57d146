"""Renders clips: frames, what frame 0 saw of them, depth of frame 0, poses and lenses.

usage: python -m data.render_clips BANK.npz OUT.npz --clips 500 --frames 6 --size 128 --seed 1 [--held] [--full]
       [--width 448 --height 256] [--drawings 0.3] [--moving 0.08] [--device cuda]

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

from .camera_paths import sample_path, scaled_path
from .drawing_style import draw
from .raycast import FAR, Hits, Rays, camera_rays, cast
from .scene import Scene
from .scene_kinds import sample_scene
from .shading import project_photo, shade
from .texture_bank import TextureBank

DRAWINGS, MOVING = 0.3, 0.08
SKY_DEPTH = 100.0
OUTSIDE_PHOTO = 0.01
# A point counts as seen by frame 0 where that camera's ray towards it meets the same surface this near to it.
SAME_POINT = 1e-3
# A last frame of which frame 0 shows less: the camera went through a wall, or turned away altogether.
LEAST_SEEN = 0.1


@dataclass
class Clip:
    """`rgb` `[F, 3, H, W]` uint8; `seen` `[F, H, W]` uint8: 1 where frame 0 shows the point; `depth` `[H, W]` of frame 0 in
    subject distances; `poses` `[F, 4, 4]`, `intrinsics` `[F, 4]`.
    """

    rgb: np.ndarray
    seen: np.ndarray
    depth: np.ndarray
    poses: np.ndarray
    intrinsics: np.ndarray
    move: str
    kind: str
    drawing: bool
    moving: bool


def world_poses(scene: Scene, poses: np.ndarray) -> np.ndarray:
    """Poses relative to the first camera `[F, 4, 4]` -> poses in the scene."""
    world = poses.copy()
    world[:, :3, :3] = scene.first_rotation @ poses[:, :3, :3]
    world[:, :3, 3] = poses[:, :3, 3] @ scene.first_rotation.T
    return world


def seen_first(scene: Scene, rays: Rays, hits: Hits, poses: np.ndarray, lens: np.ndarray, shape: tuple) -> torch.Tensor:
    """Which hits `[p]` the first camera shows, by casting rays from it; `shape`: height and width of its frame."""
    world, height, width = world_poses(scene, poses[:1])[0], *shape
    point = rays.origin + rays.direction * hits.depth.clamp(max=FAR)[:, None]
    local = (point - rays.vec(world[:3, 3])) @ rays.vec(world[:3, :3])
    z = local[:, 2].clamp(min=1e-6)
    x, y = (local[:, i] / z * lens[i] + lens[i + 2] for i in range(2))
    inside = (local[:, 2] > 1e-6) & (x >= 0) & (x < width) & (y >= 0) & (y < height)
    back = Rays(rays.vec(world[:3, 3]).expand_as(point), (point - rays.vec(world[:3, 3])) / z[:, None],
                torch.full_like(z, 1 / lens[0]), torch.zeros_like(z))  # fmt: skip
    first = cast(scene, back)
    same = (first.surface == hits.surface) & ((first.depth / z - 1).abs() < SAME_POINT)
    return inside & torch.where(hits.surface < 0, first.surface < 0, same)


def render(
    scene: Scene,
    poses: np.ndarray,
    intrinsics: np.ndarray,
    shape: tuple[int, int],
    drawing: np.random.RandomState | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Frames `[F, 3, height, width]` in 0..1 (four rays a pixel) and depth of the same size in metres."""
    height, width = (2 * side for side in shape)
    rays = camera_rays(world_poses(scene, poses), intrinsics * 2, height, width, scene.bank.device)
    hits = cast(scene, rays)
    grid = (len(poses), height, width)
    colour = shade(scene, rays, hits, 2.5 if drawing else 0.0).reshape(*grid, 3).permute(0, 3, 1, 2)
    depth, surface = hits.depth.reshape(grid), hits.surface.reshape(grid)
    if drawing:
        colour = draw(colour, depth[:, None], surface[:, None], drawing)
    return F.avg_pool2d(colour, 2), depth[:, 1::2, 1::2]


def outside_photo(scene: Scene, poses: np.ndarray, intrinsics: np.ndarray, shape: tuple[int, int]) -> float:
    """Share of the frames that shows the projected photo beyond its border."""
    small = np.array([round(side * 24 / max(shape)) for side in shape])
    rays = camera_rays(world_poses(scene, poses), intrinsics * small[1] / shape[1], *small, scene.bank.device)
    hits = cast(scene, rays)
    far = hits.surface < 0
    point = torch.where(far[:, None], rays.direction, rays.origin + rays.direction * hits.depth[:, None])
    u, v, _ = project_photo(scene, point)
    thrown = [i for i, quad in enumerate(scene.quads) if not quad.projected]
    others = torch.isin(hits.surface, torch.tensor([*thrown, *range(100, 200)], device=far.device))
    return float(((u < 0) | (u > 1) | (v < 0) | (v > 1))[~others].float().mean().nan_to_num())


def path_inside(
    scene: Scene, poses: np.ndarray, lens: np.ndarray, zoom: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray] | None:
    """The path, or the widest part of it that keeps to the photo; None where frame 0 itself does not."""
    for scale in (1.0, 0.6, 0.35, 0.2):
        part, part_zoom = scaled_path(poses, zoom, scale)
        intrinsics = np.repeat(lens, len(poses), 0)
        intrinsics[:, :2] *= part_zoom[:, None]
        if outside_photo(scene, part, intrinsics, shape) < OUTSIDE_PHOTO:
            return part, part_zoom
    return None


def first_look(scene: Scene, lens: np.ndarray, shape: tuple[int, int]) -> tuple[float, float] | None:
    """Median and near depth in metres of frame 0, or None where it shows too little."""
    part = 32 / max(shape)
    small = tuple(round(side * part) for side in shape)
    image, depth = render(scene, np.eye(4)[None], lens * part, small)
    finite = depth[depth < FAR / 2]
    if len(finite) < 0.2 * depth.numel() or image.std() < 0.06:
        return None
    subject, near = float(finite.median()), float(torch.quantile(finite, 0.05))
    return None if near < 0.35 else (subject, near)


def try_clip(
    bank: TextureBank,
    rng: np.random.RandomState,
    frames: int,
    shape: tuple[int, int],
    full: bool,
    drawings: float = DRAWINGS,
    moving: float = MOVING,
) -> Clip | None:
    """One random clip of `shape` (height, width), or None where the scene or the path turned out useless."""
    scene = sample_scene(bank, rng, moving=rng.rand() < moving)
    fov = np.radians(rng.uniform(38, 85))
    if scene.projection:
        fov = 2 * np.arctan(0.5 * rng.uniform(0.45, 0.85) / scene.projection[1])
    times = 1.0 if full else float(rng.choice([1.0, 1.25, 1.5, 2.0]))
    height, width = (int(side * times) for side in shape)
    focal = width * 0.5 / np.tan(fov / 2)
    x, y = rng.randint(0, width - shape[1] + 1), rng.randint(0, height - shape[0] + 1)
    lens = np.array([[focal, focal, width / 2 - x, height / 2 - y]])
    look = first_look(scene, lens, shape)
    if look is None:
        return None
    subject, near = look
    share = (1 / times) ** 0.5
    poses, zoom, move = sample_path(rng, frames, fov * share, near * share, subject * share)
    if scene.projection:
        inside = path_inside(scene, poses, lens, zoom, shape)
        if inside is None:
            return None
        poses, zoom = inside
    intrinsics = np.repeat(lens, frames, 0)
    intrinsics[:, :2] *= zoom[:, None]
    drawing = np.random.RandomState(rng.randint(2**31)) if rng.rand() < drawings else None
    image, depth = render(scene, poses, intrinsics, shape, drawing)
    if not worth_keeping(scene, image, depth, poses, near):
        return None
    rays = camera_rays(world_poses(scene, poses), intrinsics, *shape, bank.device)
    seen = seen_first(scene, rays, cast(scene, rays), poses, intrinsics[0], shape).reshape(frames, *shape)
    if seen[-1].float().mean() < LEAST_SEEN:
        return None
    poses[:, :3, 3] /= subject
    depth = torch.where(
        depth[0] > FAR / 2, torch.full_like(depth[0], SKY_DEPTH), (depth[0] / subject).clamp(max=SKY_DEPTH)
    )
    rgb = (image * 255).round().to(torch.uint8).cpu().numpy()
    travels = any(quad.travel is not None for quad in scene.quads)
    return Clip(rgb, seen.cpu().numpy().astype(np.uint8), depth.cpu().numpy(), poses, intrinsics, move, scene.kind,
                drawing is not None, travels)  # fmt: skip


def worth_keeping(scene: Scene, image: torch.Tensor, depth: torch.Tensor, poses: np.ndarray, near: float) -> bool:
    """Rejects cameras inside things, empty frames and skies."""
    closest = torch.quantile(depth[:, ::4, ::4].flatten(1), 0.02, dim=1).min()
    empty = image[0].flatten(1).std(1).min() < 0.04 or (depth[-1] > FAR / 2).float().mean() > 0.7
    if closest < 0.25 or empty:
        return False
    return not (scene.projection and (poses[:, 2, 3].max() > 0.75 * near or abs(poses[:, 1, 3]).max() > 0.5 * near))


def render_set(bank: TextureBank, options: argparse.Namespace) -> dict[str, np.ndarray]:
    """All clips as arrays by name, in the order in which the seed makes them."""
    rng, clips, start = np.random.RandomState(options.seed), [], time.time()
    shape = (options.height or options.size, options.width or options.size)
    while len(clips) < options.clips:
        with torch.no_grad():
            clip = try_clip(bank, rng, options.frames, shape, options.full, options.drawings, options.moving)
        if clip is not None:
            clips.append(clip)
            if len(clips) % 50 == 0:
                print(len(clips), f"{time.time() - start:.0f} s", flush=True)
    depth = {"depth": np.stack([clip.depth for clip in clips]).astype(np.float32)}
    names = ("rgb", "seen", "poses", "intrinsics", "move", "kind", "drawing", "moving")
    return depth | {name: np.stack([getattr(clip, name) for clip in clips]) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clips", type=int, default=500)
    parser.add_argument("--frames", type=int, default=6)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--width", type=int, default=0)
    parser.add_argument("--height", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawings", type=float, default=DRAWINGS)
    parser.add_argument("--moving", type=float, default=MOVING)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(1)
    np.savez(options.out, **render_set(TextureBank(options.bank, options.held, options.device), options))


if __name__ == "__main__":
    main()
