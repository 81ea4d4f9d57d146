"""Renders single pictures with depth for the depth network: many different scenes instead of many frames.

usage: python -m data.depth_pictures BANK.npz OUT_FOLDER --pictures 400 --seeds 1 40 [--held]

Writes OUT_FOLDER/pictures_<seed>.npz, one file a seed and one picture size a file; files that exist are kept, so the
command can be stopped and started again. One ray a pixel: training shrinks the pictures, which smooths their edges.
Drawing is left to training, which draws the same scene differently each time: `surface` is stored for the outlines,
`flat` marks the pictures whose textures were rendered as nearly flat colours for it.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .raycast import FAR, camera_rays, cast
from .render_clips import SKY_DEPTH
from .scene import Scene
from .scene_kinds import sample_scene
from .shading import shade
from .texture_bank import TextureBank

# Height, width: boards are wide, some are square.
SIZES = [(160, 256), (144, 256), (160, 256), (192, 192), (128, 288)]
# Pop-ups are few: their geometry has nothing to do with what their photo shows.
KINDS = {"room": 0.25, "outdoor": 0.28, "street": 0.2, "layers": 0.12, "cloud": 0.05, "popup": 0.1}
FLAT = 0.35
FLAT_BLUR = 2.5


@dataclass
class DepthPicture:
    """`rgb` `[3, h, w]` uint8; `log_depth` `[h, w]` float16, median of what is not sky 0; `surface` `[h, w]` uint8,
    255 = sky; `log_focal` = ln(focal length / width); principal point in the middle.
    """

    rgb: np.ndarray
    log_depth: np.ndarray
    surface: np.ndarray
    log_focal: float
    kind: str
    flat: bool


def render_picture(
    scene: Scene, focal: float, height: int, width: int, blur: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Colours `[3, h, w]` in 0..1, depth in metres and surface index `[h, w]`; `focal` in pixels."""
    pose = np.eye(4)
    pose[:3, :3] = scene.first_rotation
    rays = camera_rays(pose[None], np.array([[focal, focal, width / 2, height / 2]]), height, width)
    hits = cast(scene, rays)
    colour = shade(scene, rays, hits, blur).reshape(height, width, 3).permute(2, 0, 1)
    return colour, hits.depth.reshape(height, width), hits.surface.reshape(height, width)


def try_picture(bank: TextureBank, rng: np.random.RandomState, height: int, width: int) -> DepthPicture | None:
    """One random picture, or None where the camera stands in something or sees nothing."""
    scene = sample_scene(bank, rng, str(rng.choice(list(KINDS), p=list(KINDS.values()))))
    fov = np.radians(rng.uniform(35, 88))
    if scene.projection:
        fov = 2 * np.arctan(0.5 * rng.uniform(0.55, 0.9) / scene.projection[1])
    focal, flat = 0.5 / np.tan(fov / 2), bool(rng.rand() < FLAT)
    small, rough, _ = render_picture(scene, focal * 32, 32 * height // width, 32, 0.0)
    finite = rough[rough < FAR / 2]
    if len(finite) < 0.3 * rough.numel() or float(torch.quantile(finite, 0.03)) < 0.25 or small.std() < 0.06:
        return None
    colour, depth, surface = render_picture(scene, focal * width, height, width, FLAT_BLUR if flat else 0.0)
    sky = depth > FAR / 2
    relative = (depth / depth[~sky].median()).clamp(0.02, SKY_DEPTH)
    log_depth = torch.where(sky, torch.full_like(depth, SKY_DEPTH), relative).log()
    rgb = (colour * 255).round().to(torch.uint8).numpy()
    index = torch.where(sky, torch.full_like(surface, 255), surface).to(torch.uint8)
    return DepthPicture(rgb, log_depth.half().numpy(), index.numpy(), float(np.log(focal)), scene.kind, flat)


def render_file(bank: TextureBank, seed: int, count: int, target: Path) -> None:
    """Renders `count` pictures of one size, chosen by the seed."""
    rng = np.random.RandomState(seed)
    height, width = SIZES[seed % len(SIZES)]
    pictures: list[DepthPicture] = []
    while len(pictures) < count:
        with torch.no_grad():
            picture = try_picture(bank, rng, height, width)
        if picture is not None:
            pictures.append(picture)
    names = DepthPicture.__dataclass_fields__
    arrays = {name: np.stack([getattr(picture, name) for picture in pictures]) for name in names}
    part = target.with_suffix(".part.npz")
    np.savez(part, **arrays)
    part.replace(target)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pictures", type=int, default=400, help="of each file")
    parser.add_argument("--seeds", type=int, nargs=2, default=(1, 40), help="first and last")
    parser.add_argument("--held", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    bank = TextureBank(options.bank, options.held)
    for seed in range(options.seeds[0], options.seeds[1] + 1):
        target = options.out / f"pictures_{seed}.npz"
        if not target.exists():
            render_file(bank, seed, options.pictures, target)
            print(target.name, flush=True)


if __name__ == "__main__":
    main()
