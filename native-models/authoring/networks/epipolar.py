"""Samples of the first frame's latent along each camera ray, at fixed depths in front of the first camera."""

import torch
from torch import Tensor
from torch.nn import functional as F

# 1 / depth in subject distances, near to far; 1 is the subject itself.
INVERSE_DEPTHS = (2.0, 1.35, 1.0, 0.6, 0.28, 0.05)


def cross(a: Tensor, b: Tensor, axis: int) -> Tensor:
    """Vector product along `axis` (size 3), from plain multiplications."""
    ax, ay, az = (a.narrow(axis, i, 1) for i in range(3))
    bx, by, bz = (b.narrow(axis, i, 1) for i in range(3))
    return torch.cat([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis)


def camera_origins(nearest: Tensor, direction: Tensor) -> Tensor:
    """Centre of each frame's camera: the point nearest to all its rays.

    `nearest` `[n, 3, p]`: the point of each ray nearest to the world origin, `direction` `[n, 3, p]` unit ->
    `[n, 3]`. Solves mean(I - d dᵀ) o = mean(nearest) by Cramer's rule.
    """
    a = torch.eye(3, device=direction.device, dtype=direction.dtype)
    a = a - (direction @ direction.transpose(1, 2)) / direction.shape[2]
    b = nearest.mean(2)
    u, v, w = a[:, :, 0], a[:, :, 1], a[:, :, 2]
    vw, wu, uv = cross(v, w, 1), cross(w, u, 1), cross(u, v, 1)
    determinant = (u * vw).sum(1, keepdim=True).clamp(min=1e-6)
    parts = [(axis * b).sum(1, keepdim=True) for axis in (vw, wu, uv)]
    return torch.cat(parts, 1) / determinant


def epipolar_grid(rays: Tensor, clips: int) -> tuple[Tensor, Tensor]:
    """Where each ray passes the fixed depths, in the first frame's picture.

    `rays` `[clips * F, 6, h, w]` -> `grid` `[clips, F * K * h, w, 2]` in GridSample coordinates (-1..1, cell edges)
    and `valid` `[clips * F, K, h, w]`: 1 where the point is before both cameras and inside the first frame.
    """
    n, _, h, w = rays.shape
    moment, direction = rays[:, :3], rays[:, 3:]
    nearest = cross(direction, moment, 1)
    origin = camera_origins(nearest.reshape(n, 3, h * w), direction.reshape(n, 3, h * w))
    along = (direction * origin[:, :, None, None]).sum(1, keepdim=True)
    depth = rays.new_tensor([1 / value for value in INVERSE_DEPTHS])[None, :, None, None]
    slope = direction[:, 2:3]
    forward = slope > 0.05
    slope = torch.where(forward, slope, torch.full_like(slope, 0.05))
    distance = (depth - nearest[:, 2:3]) / slope
    in_front = (forward & (distance > along + 0.02)).to(rays.dtype)
    x = (nearest[:, 0:1] + distance * direction[:, 0:1]) / depth
    y = (nearest[:, 1:2] + distance * direction[:, 1:2]) / depth
    # The first frame's own rays give its lens: slopes at its outer cell centres.
    first = rays.reshape(clips, n // clips, 6, h, w)[:, 0]
    slope_x, slope_y = first[:, 3] / first[:, 5], first[:, 4] / first[:, 5]
    x = _normalise(x, slope_x[:, 0, 0], slope_x[:, 0, -1], w, clips)
    y = _normalise(y, slope_y[:, 0, 0], slope_y[:, -1, 0], h, clips)
    inside = ((x.abs() <= 1) & (y.abs() <= 1)).to(rays.dtype)
    grid = torch.stack([x, y], -1).clamp(-4, 4)
    return grid.reshape(clips, n // clips * len(INVERSE_DEPTHS) * h, w, 2), in_front * inside


def _normalise(value: Tensor, low: Tensor, high: Tensor, cells: int, clips: int) -> Tensor:
    """Slopes `[clips * F, K, h, w]` -> GridSample coordinates, given slopes `[clips]` at the outer cell centres."""
    shape = value.shape
    flat = value.reshape(clips, -1)
    unit = (flat - low[:, None]) / (high - low)[:, None]
    edge = 1 - 1 / torch.as_tensor(cells, dtype=value.dtype, device=value.device)
    return ((unit * 2 - 1) * edge).reshape(shape)


def sample_first(features: Tensor, grid: Tensor, shape: tuple[int, int, int, int]) -> Tensor:
    """Reads the first frame's features on the grid; outside, its border is repeated.

    `features` `[clips, c, h, w]`, `grid` from `epipolar_grid`, `shape` (n, K, h, w) -> `[n, K, c, h, w]`.
    """
    n, samples, h, w = shape
    clips, c = features.shape[0], features.shape[1]
    out = F.grid_sample(features, grid, mode="bilinear", padding_mode="border", align_corners=False)
    out = out.reshape(clips, c, n // clips, samples, h, w)
    return out.permute(0, 2, 3, 1, 4, 5).reshape(n, samples, c, h, w)
