"""Scenes that are a real photo: thrown from the first camera onto plausible geometry, so that frame 0 is a crop of it."""

import cv2
import numpy as np

from plucker import rotation

from .scene import Relief, Scene, vector


def throw_photo(scene: Scene, horizon: float) -> None:
    """Chooses the photo and its lens; `horizon`: height of the horizon over its middle, in photo widths."""
    photo, focal = scene.photo(), scene.rng.uniform(0.45, 0.8)
    scene.projection = (photo, focal, scene.bank.aspect[photo])
    scene.projection_rotation = rotation(0, np.arctan(horizon / focal))
    scene.sky, scene.light, scene.ambient = ("projected", photo, 0.0), vector(0, -1, -0.3), 1.0
    scene.tint = np.ones(3) * scene.rng.uniform(0.9, 1.1)


def popup(scene: Scene) -> None:
    """A photo on ground and backdrop, on the walls of a box or on a slanted plane, often with things standing in it."""
    rng, h = scene.rng, scene.camera_height
    throw_photo(scene, rng.uniform(-0.2, 0.25))
    photo = scene.projection[0]
    back, kind, big = h * rng.uniform(2.2, 7), rng.rand(), 200.0

    def throw(origin: np.ndarray, u: np.ndarray, v: np.ndarray, lit: float = 1.0) -> None:
        scene.quad(origin, u, v, photo, projected=True, lit=lit)

    if kind < 0.5:
        throw(vector(-big, h, -big), vector(2 * big, 0, 0), vector(0, 0, 2 * big))
        turn = rotation(rng.uniform(-0.5, 0.5))
        u = turn[:, 0] * big
        throw(turn[:, 2] * back - u / 2 - vector(0, big / 2, 0), u, vector(0, big, 0), 0.0)
    elif kind < 0.75:
        left, right, top = -h * rng.uniform(0.9, 2.5), h * rng.uniform(0.9, 2.5), -h * rng.uniform(0.6, 2.5)
        wide, high, deep = vector(right - left, 0, 0), vector(0, h - top, 0), vector(0, 0, 20 + back)
        for y in (h, top):
            throw(vector(left, y, -20), wide, deep)
        for x in (left, right):
            throw(vector(x, top, -20), deep, high)
        throw(vector(left, top, back), wide, high)
    else:
        turn, z = rotation(rng.uniform(-0.9, 0.9), rng.uniform(-0.9, 0.3)), rng.uniform(1.5, 4)
        u, v = turn[:, 0] * 60, turn[:, 1] * 60
        throw(vector(0, 0, z) - u / 2 - v / 2, u, v)
        throw(vector(-100, -100, z * 4), vector(200, 0, 0), vector(0, 200, 0), 0.0)
    if kind < 0.75:
        scene.clutter(rng.choice([0, 0, 1, 2, 3, 4]), (-back * 0.35, back * 0.35), (back * 0.35, back * 0.85), back / 6)


def relief(scene: Scene) -> None:
    """A photo on a smooth landscape of depth, sometimes with a floor-like rise towards the camera."""
    rng = scene.rng
    throw_photo(scene, rng.uniform(-0.1, 0.15))
    cells = rng.randint(3, 8)
    noise = cv2.resize(rng.randn(cells, cells).astype(np.float32), (24, 18), interpolation=cv2.INTER_CUBIC)
    rise = np.linspace(0, 1, 18)[:, None] ** 2 * rng.choice([0, rng.uniform(0.3, 1.2)])
    log_depth = np.log(rng.uniform(2, 6)) + noise * rng.uniform(0.08, 0.4) - rise
    scene.relief = Relief(log_depth, float(np.exp(log_depth.min() - 0.1)), float(np.exp(log_depth.max() + 0.1)))
    for _ in range(rng.choice([0, 0, 1, 2])):
        scene.floating_cutout(float(np.exp(log_depth.min())) * rng.uniform(0.4, 0.8))
