"""Cache renders without the product's rasteriser: rays against a depth picture, on CPU or CUDA.

For machines where thousands of clips are drawn in minutes and there is no node. The picture with its depth is a surface
that its own camera sees once everywhere, torn where neighbouring depths differ by more than `TEAR`.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from data.first_crossing import first_crossing

TEAR = 1.12
STEPS, HALVINGS = 48, 10
# Of a point on a smooth piece, how far its depth may be from the surface after the halvings.
ON_SURFACE = 0.02


@dataclass
class Board:
    """`rgb` `[3, H, W]` in 0..1, `depth` `[H, W]`, `lens` `[4]` (fx fy cx cy) of frame 0, all on one device."""

    rgb: Tensor
    depth: Tensor
    lens: Tensor

    def __post_init__(self) -> None:
        log_depth = self.depth.log()[None, None]
        span = F.max_pool2d(log_depth, 2, 1) + F.max_pool2d(-log_depth, 2, 1)
        torn = F.pad((span > math.log(TEAR)).float(), (1, 1, 1, 1))
        self.torn = F.max_pool2d(torn, 2, 1)
        self.log_depth = log_depth

    def at(self, point: Tensor) -> tuple[Tensor, Tensor]:
        """GridSample coordinates `[n, h, w, 2]` and depth `[n, h, w]` of the surface towards `point` `[n, h, w, 3]`."""
        height, width = self.depth.shape
        z = point[..., 2].clamp(min=1e-4)
        x, y = (point[..., i] / z * self.lens[i] + self.lens[i + 2] for i in range(2))
        grid = torch.stack([x / width, y / height], -1) * 2 - 1
        options = {"padding_mode": "border", "align_corners": False}
        flat = grid.reshape(1, -1, 1, 2)
        smooth = F.grid_sample(self.log_depth, flat, mode="bilinear", **options)
        torn = F.grid_sample(self.torn, flat, mode="nearest", **options)
        stepped = F.grid_sample(self.log_depth, flat, mode="nearest", **options)
        return grid, torch.where(torn > 0, stepped, smooth).exp().reshape(z.shape)


@torch.no_grad()
def march_cache(board: Board, poses: Tensor, lenses: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """`poses` `[F, 4, 4]` relative to frame 0, `lenses` `[F, 4]` -> filled `[F, 3, H, W]` in 0..1, coverage `[F, 1, H, W]` of
    0/1 and inverse depth `[F, 1, H, W]` (0 in holes).
    """
    height, width = board.depth.shape
    device = board.depth.device
    y, x = torch.meshgrid(*(torch.arange(side, device=device) + 0.5 for side in (height, width)), indexing="ij")
    fx, fy, cx, cy = lenses.T[:, :, None, None]
    local = torch.stack([(x - cx) / fx, (y - cy) / fy, torch.ones_like(x).expand(len(poses), -1, -1)], -1)
    direction = torch.einsum("fij,fhwj->fhwi", poses[:, :3, :3], local)
    origin = poses[:, None, None, :3, 3]
    depth, hit = _first_hit(board, origin, direction)
    point = origin + direction * depth[..., None]
    grid, surface = board.at(point)
    hit &= ((point[..., 2] / surface) - 1).abs() < ON_SURFACE
    hit &= (grid.abs() <= 1).all(-1)
    coverage = hit[:, None].float()
    rgb = F.grid_sample(
        board.rgb[None].expand(len(poses), -1, -1, -1), grid, padding_mode="border", align_corners=False
    )
    inverse = (1 / depth.clamp(min=1e-3))[:, None] * coverage
    return push_pull(rgb * coverage, coverage), coverage, inverse


def _first_hit(board: Board, origin: Tensor, direction: Tensor) -> tuple[Tensor, Tensor]:
    """Depth along each ray where it first gets behind the surface, and whether it does."""
    nearest, farthest = float(board.depth.min()) * 0.4, float(board.depth.max()) * 3
    steps = [nearest * (farthest / nearest) ** (i / (STEPS - 1)) for i in range(STEPS)]

    def behind(t: Tensor) -> Tensor:
        point = origin + direction * t[..., None]
        return (point[..., 2] > board.at(point)[1]) & (point[..., 2] > 1e-3)

    return first_crossing(behind, steps, direction[..., 0], HALVINGS)


def push_pull(rgb: Tensor, weight: Tensor) -> Tensor:
    """Fills `rgb` `[n, 3, h, w]`, already multiplied by `weight` `[n, 1, h, w]` of 0/1, from a pyramid of means."""
    if min(rgb.shape[2:]) < 2:
        known = weight.sum((2, 3), keepdim=True)
        mean = rgb.sum((2, 3), keepdim=True) / known.clamp(min=1e-6) + 0.5 * (known == 0)
        return rgb + mean * (1 - weight)
    total, count = F.avg_pool2d(rgb, 2, ceil_mode=True), F.avg_pool2d(weight, 2, ceil_mode=True)
    known = (count > 0).float()
    coarse = push_pull(total / count.clamp(min=1e-6) * known, known)
    wide = F.interpolate(coarse, size=rgb.shape[2:], mode="bilinear", align_corners=False)
    return rgb + wide * (1 - weight)
