"""Colours of ray hits: textures, one light, contact shadows, fog and sky."""

import numpy as np
import torch
from torch import Tensor

from .raycast import FIRST_ROUND, RELIEF, Hits, Rays
from .scene import Quad, Round, Scene


def project_photo(scene: Scene, points: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Where scene points `[p, 3]` lie in the projected photo: `u`, `v` and depth before its camera, each `[p]`."""
    _, focal, aspect = scene.projection
    local = points @ points.new_tensor(scene.projection_rotation)
    z = local[:, 2].clamp(min=0.05)
    return 0.5 + focal * local[:, 0] / z, 0.5 + focal * aspect * local[:, 1] / z, z


def mip_level(texels_per_pixel: Tensor, blur: float) -> Tensor:
    """`blur` raises the level: drawings use nearly flat colours."""
    return torch.log2(texels_per_pixel.clamp(min=1e-3)).clamp(min=0) + blur


def shade_quad(scene: Scene, quad: Quad, rays: Rays, hits: Hits, at: Tensor, blur: float) -> Tensor:
    """Colours `[p, 3]` of the rays `at` that hit `quad`."""
    bank, depth = scene.bank, hits.depth[at]
    width, height = bank.size[quad.texture]
    u_length, v_length = np.linalg.norm(quad.u), np.linalg.norm(quad.v)
    normal = np.cross(quad.u, quad.v) / (u_length * v_length + 1e-12)
    direction = rays.direction[at]
    facing = ((direction @ rays.vec(normal)).abs() / direction.norm(dim=1)).clamp(min=0.05)
    point = rays.origin[at] + direction * depth[:, None]
    texture = torch.full_like(at, quad.texture)
    if quad.projected:
        u, v, z = project_photo(scene, point)
        level = mip_level(depth * rays.pixel[at] * width * scene.projection[1] / z, blur)
    else:
        u = hits.u[at] * quad.repeat[0] + quad.shift[0]
        v = hits.v[at] * quad.repeat[1] + quad.shift[1]
        density = max(width * quad.repeat[0] / u_length, height * quad.repeat[1] / v_length)
        level = mip_level(depth * rays.pixel[at] * density / facing.sqrt(), blur)
    mirror = torch.full_like(at, quad.projected or (quad.mirror and not quad.alpha), dtype=torch.bool)
    colour = bank.sample(texture, u, v, level, mirror)[:, :3]
    shade = scene.ambient + (1 - scene.ambient) * abs(float(normal @ scene.light)) * 1.3
    shade = torch.full_like(u, 1 + (shade - 1) * quad.lit)
    border_u = torch.minimum(hits.u[at], 1 - hits.u[at]) * u_length
    border_v = torch.minimum(hits.v[at], 1 - hits.v[at]) * v_length
    shade = shade * (1 - quad.edge_dark * torch.exp(-torch.minimum(border_u, border_v) * 2.5))
    if abs(normal[1]) > 0.99:
        for x, z, half_x, half_z in scene.shadows:
            distance = ((point[:, 0] - x) / (half_x + 0.12)) ** 2 + ((point[:, 2] - z) / (half_z + 0.12)) ** 2
            shade = shade * (1 - 0.5 * torch.exp(-1.2 * distance))
    return colour * shade[:, None]


def shade_round(scene: Scene, shape: Round, rays: Rays, hits: Hits, at: Tensor, blur: float) -> Tensor:
    """Colours `[p, 3]` of the rays `at` that hit `shape`."""
    bank, depth = scene.bank, hits.depth[at]
    radii = rays.vec(shape.radii)
    point = (rays.origin[at] + rays.direction[at] * depth[:, None] - rays.vec(shape.centre)) / radii
    normal = point * rays.vec([1, 0, 1] if shape.cylinder else [1, 1, 1]) / radii
    normal = normal / normal.norm(dim=1, keepdim=True)
    turns = max(round(2 * np.pi * shape.radii[0] / shape.scale), 1)
    u, v = hits.u[at] * turns, hits.v[at] * shape.radii[1] / shape.scale
    level = mip_level(depth * rays.pixel[at] * bank.size[shape.texture, 0] / shape.scale, blur)
    texture = torch.full_like(at, shape.texture)
    colour = bank.sample(texture, u, v, level, torch.zeros_like(at, dtype=torch.bool))[:, :3]
    diffuse = (normal @ rays.vec(scene.light)) * 0.5 + 0.5
    return colour * (scene.ambient * 0.8 + (1 - scene.ambient) * 1.5 * diffuse)[:, None]


def shade_relief(scene: Scene, rays: Rays, hits: Hits, at: Tensor, blur: float) -> Tensor:
    """Colours `[p, 3]` of the rays `at` that hit the relief: the photo thrown onto it."""
    photo, focal, _ = scene.projection
    depth = hits.depth[at]
    u, v, z = project_photo(scene, rays.origin[at] + rays.direction[at] * depth[:, None])
    level = mip_level(depth * rays.pixel[at] * scene.bank.size[photo, 0] * focal / z, blur)
    texture = torch.full_like(at, photo)
    return scene.bank.sample(texture, u, v, level, torch.ones_like(at, dtype=torch.bool))[:, :3]


def shade_sky(scene: Scene, direction: Tensor, blur: float) -> Tensor:
    """Colours `[p, 3]` of the sky along `direction` `[p, 3]`."""
    unit = direction / direction.norm(dim=1, keepdim=True)
    elevation = torch.asin((-unit[:, 1]).clamp(-1, 1))
    kind, first, second = scene.sky
    if kind == "gradient":
        up = (elevation / 1.2).clamp(0, 1)[:, None] ** 0.6
        return unit.new_tensor(first) * up + unit.new_tensor(second) * (1 - up)
    texture = torch.full_like(elevation, int(first), dtype=torch.long)
    mirror = torch.ones_like(texture, dtype=torch.bool)
    if kind == "projected":
        u, v, _ = project_photo(scene, unit)
        return scene.bank.sample(texture, u, v, torch.full_like(u, blur), mirror)[:, :3]
    turn = torch.atan2(unit[:, 0], unit[:, 2])
    if kind == "panorama":
        u, v = turn / (2 * np.pi) + second, (0.5 - elevation / np.pi).clamp(0.002, 0.998)
        return scene.bank.sample(texture, u, v, torch.full_like(u, blur))[:, :3]
    u, v = turn / 1.6 + second, 0.55 - elevation / 1.3
    return scene.bank.sample(texture, u, v, torch.full_like(u, 0.5 + blur), mirror)[:, :3]


def shade(scene: Scene, rays: Rays, hits: Hits, blur: float = 0.0) -> Tensor:
    """Colours `[p, 3]` in 0..1 of all rays."""
    colour = torch.zeros_like(rays.direction)
    for surface in torch.unique(hits.surface).tolist():
        at = torch.where(hits.surface == surface)[0]
        if surface < 0:
            colour[at] = shade_sky(scene, rays.direction[at], blur)
        elif surface == RELIEF:
            colour[at] = shade_relief(scene, rays, hits, at, blur)
        elif surface < FIRST_ROUND:
            colour[at] = shade_quad(scene, scene.quads[surface], rays, hits, at, blur)
        else:
            colour[at] = shade_round(scene, scene.rounds[surface - FIRST_ROUND], rays, hits, at, blur)
    if scene.fog > 0:
        clear = torch.exp(-hits.depth * rays.direction.norm(dim=1) * scene.fog)[:, None]
        clear = torch.where(hits.surface[:, None] < 0, torch.ones_like(clear), clear)
        colour = colour * clear + rays.vec(scene.fog_colour) * (1 - clear)
    return (colour * rays.vec(scene.tint)).clamp(0, 1)
