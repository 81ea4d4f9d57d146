"""Rays against a smooth relief: marching until the ray is behind the surface, then bisection."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .first_crossing import first_crossing

STEPS, HALVINGS, BATCH = 40, 14, 400_000


def relief_depth(log_depth: Tensor, focal: float, aspect: float, points: Tensor) -> Tensor:
    """Depth `[p]` of the surface along the projecting camera's rays through `points` `[p, 3]` (its own axes, z > 0).

    `log_depth` `[1, 1, rows, columns]` over the photo; `focal` in photo widths.
    """
    z = points[:, 2].clamp(min=1e-4)
    u, v = focal * points[:, 0] / z, focal * aspect * points[:, 1] / z
    grid = (torch.stack([u, v], -1) * 2)[None, None]
    value = F.grid_sample(log_depth, grid, mode="bicubic", padding_mode="border", align_corners=True)
    return value[0, 0, 0].exp()


def hit_relief(relief, projection: tuple, rotation: np.ndarray, rays, nearest: Tensor) -> tuple[Tensor, Tensor]:
    """Depth `[p]` of each ray's first meeting with the relief and whether it lies before `nearest` `[p]`."""
    _, focal, aspect = projection
    grid = rays.vec(relief.log_depth)[None, None]
    turn = rays.vec(rotation)
    depths, found = [], []
    for part in torch.arange(len(nearest), device=nearest.device).split(BATCH):
        origin, direction = rays.origin[part] @ turn, rays.direction[part] @ turn
        depth, hit = _march(grid, focal, aspect, origin, direction, relief.near, relief.far)
        depths.append(depth)
        found.append(hit)
    depth, hit = torch.cat(depths), torch.cat(found)
    return depth, hit & (depth < nearest)


def _march(
    grid: Tensor, focal: float, aspect: float, origin: Tensor, direction: Tensor, near: float, far: float
) -> tuple[Tensor, Tensor]:
    """Along rays given in the projecting camera's axes; even steps in the log of the distance from 0.3 near to 3 far."""

    def behind(t: Tensor) -> Tensor:
        point = origin + direction * t[:, None]
        return (point[:, 2] > relief_depth(grid, focal, aspect, point)) & (point[:, 2] > 1e-3)

    steps = torch.logspace(np.log10(near * 0.3), np.log10(far * 3), STEPS).tolist()
    return first_crossing(behind, steps, origin[:, 0], HALVINGS)
