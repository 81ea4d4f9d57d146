"""Ray casting of a scene: for every ray the nearest surface, its depth and its surface coordinates.

Rays are flat lists `[p]`; directions have z-depth 1 per unit of length in their own camera. Everything runs on the
device that the rays are on.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .relief import hit_relief
from .scene import Quad, Round, Scene

FAR = 1000.0
NEAR = 0.02
FIRST_ROUND = 100
RELIEF = 200


@dataclass
class Rays:
    """`origin`, `direction` `[p, 3]`; `pixel` `[p]`: width of a pixel at depth 1; `time` `[p]`: 0 = first frame, 1 = last."""

    origin: Tensor
    direction: Tensor
    pixel: Tensor
    time: Tensor

    def vec(self, values: np.ndarray) -> Tensor:
        """`values` beside the rays."""
        return torch.tensor(np.asarray(values), dtype=torch.float32, device=self.origin.device)


@dataclass
class Hits:
    """`depth` `[p]` along z (FAR = sky), `surface` `[p]`: quad index, 100 + round index, 200 = relief or -1; `u`, `v` `[p]`."""

    depth: Tensor
    surface: Tensor
    u: Tensor
    v: Tensor

    def keep(self, hit: Tensor, depth: Tensor, surface: int, u: Tensor, v: Tensor) -> None:
        self.depth = torch.where(hit, depth, self.depth)
        self.surface = torch.where(hit, torch.full_like(self.surface, surface), self.surface)
        self.u, self.v = torch.where(hit, u, self.u), torch.where(hit, v, self.v)


def camera_rays(
    world_from_camera: np.ndarray, intrinsics: np.ndarray, height: int, width: int, device: str | torch.device = "cpu"
) -> Rays:
    """Rays through all pixel centres of all frames, frame by frame, row by row."""
    poses = torch.tensor(world_from_camera, dtype=torch.float32, device=device)
    fx, fy, cx, cy = torch.tensor(intrinsics, dtype=torch.float32, device=device).T[:, :, None, None]
    rows, columns = (torch.arange(count, device=device) + 0.5 for count in (height, width))
    y, x = torch.meshgrid(rows, columns, indexing="ij")
    frames = len(poses)
    ones = torch.ones(frames, height, width, device=device)
    local = torch.stack([(x - cx) / fx, (y - cy) / fy, ones], -1)
    direction = torch.einsum("nij,nhwj->nhwi", poses[:, :3, :3], local).reshape(-1, 3)
    origin = poses[:, None, None, :3, 3].expand(-1, height, width, 3).reshape(-1, 3)
    time = torch.linspace(0, 1, frames, device=device) if frames > 1 else torch.zeros(1, device=device)
    time = time[:, None, None].expand(-1, height, width).reshape(-1)
    return Rays(origin, direction, (ones / fx).reshape(-1), time)


def hit_quad(scene: Scene, index: int, quad: Quad, rays: Rays, hits: Hits) -> None:
    """Intersects all rays with one parallelogram; cut-outs let rays through where they are transparent."""
    corner, u_edge, v_edge = rays.vec(quad.origin), rays.vec(quad.u), rays.vec(quad.v)
    if quad.travel is not None:
        corner = corner + rays.time[:, None] * rays.vec(quad.travel)
    normal = rays.vec(np.cross(quad.u, quad.v) / (np.linalg.norm(np.cross(quad.u, quad.v)) + 1e-12))
    slope = rays.direction @ normal
    slope = torch.where(slope.abs() < 1e-7, torch.full_like(slope, 1e-7), slope)
    depth = ((corner - rays.origin) @ normal) / slope
    hit = (depth > NEAR) & (depth < hits.depth)
    if not bool(hit.any()):
        return
    local = rays.origin + rays.direction * depth[:, None] - corner
    u, v = local @ (u_edge / (u_edge @ u_edge)), local @ (v_edge / (v_edge @ v_edge))
    hit &= (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    if quad.alpha:
        where = torch.where(hit)[0]
        if len(where):
            texture = torch.full((len(where),), quad.texture, device=where.device)
            texels = (
                rays.pixel[where] * depth[where] / u_edge.norm() * scene.bank.size[quad.texture, 0] * quad.repeat[0]
            )
            level = torch.log2((texels * 0.7).clamp(min=1e-3)).clamp(min=0)
            inner = [_inner(x[where], repeat) for x, repeat in ((u, quad.repeat[0]), (v, quad.repeat[1]))]
            hit[where] = scene.bank.sample(texture, *inner, level)[:, 3] > 0.5
    hits.keep(hit, depth, index, u, v)


def _inner(share: Tensor, repeat: float) -> Tensor:
    """Texture coordinate of a cut-out: a single one keeps clear of its edge, where the texture would start again."""
    return share.clamp(0.002, 0.998) if repeat == 1 else share * repeat


def hit_round(index: int, shape: Round, rays: Rays, hits: Hits) -> None:
    """Intersects all rays with one ellipsoid or upright cylinder; `u` is the turn in 0..1, `v` the height in -1..1."""
    radii = rays.vec(shape.radii)
    origin, direction = (rays.origin - rays.vec(shape.centre)) / radii, rays.direction / radii
    axes = rays.vec([1, 0, 1]) if shape.cylinder else rays.vec([1, 1, 1])
    a = (direction * direction * axes).sum(-1)
    b = (origin * direction * axes).sum(-1)
    c = (origin * origin * axes).sum(-1) - 1
    root = b * b - a * c
    depth = (-b - root.clamp(min=0).sqrt()) / a.clamp(min=1e-9)
    point = origin + direction * depth[:, None]
    hit = (root > 0) & (depth > NEAR) & (depth < hits.depth) & (point[:, 1].abs() <= 1.0001)
    turn = torch.atan2(point[:, 0], point[:, 2]) / (2 * np.pi)
    hits.keep(hit, depth, FIRST_ROUND + index, turn, point[:, 1])


def cast(scene: Scene, rays: Rays) -> Hits:
    """The nearest surface of every ray."""
    empty = torch.zeros_like(rays.pixel)
    nothing = torch.full_like(empty, -1, dtype=torch.long)
    hits = Hits(torch.full_like(empty, FAR), nothing, empty, empty)
    for index, quad in enumerate(scene.quads):
        hit_quad(scene, index, quad, rays, hits)
    for index, shape in enumerate(scene.rounds):
        hit_round(index, shape, rays, hits)
    if scene.relief is not None:
        depth, hit = hit_relief(scene.relief, scene.projection, scene.projection_rotation, rays, hits.depth)
        hits.keep(hit, depth, RELIEF, empty, empty)
    return hits
