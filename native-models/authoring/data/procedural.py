"""Procedural textures and cut-out shapes, so that surfaces do not depend on found pictures alone."""

import cv2
import numpy as np


def smooth_noise(rng: np.random.RandomState, height: int, width: int, octaves: int = 5, start: int = 2) -> np.ndarray:
    """Fractal value noise `[height, width]` in 0..1."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cells = start * 2**octave
        grid = rng.rand(cells + 1, cells + 1).astype(np.float32)
        total += cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC) * 0.55**octave
    low, high = np.percentile(total, (1, 99))
    return np.clip((total - low) / (high - low + 1e-6), 0, 1)


def _pattern(rng: np.random.RandomState, size: int) -> np.ndarray:
    """A grey pattern `[size, size]` in 0..1: bricks, stripes, checks, dots, planks or plain noise."""
    y, x = np.mgrid[0:size, 0:size] / size
    kind, count = rng.randint(6), rng.randint(3, 14)
    if kind == 0:
        row = np.floor(y * count)
        column = x * count / 2 + 0.5 * (row % 2)
        joint = np.minimum(y * count % 1, column % 1 * 2) < rng.uniform(0.05, 0.15)
        shade = rng.rand(count + 1, count + 2)[row.astype(int), np.floor(column).astype(int)]
        return np.where(joint, 1.0, 0.3 + 0.4 * shade)
    if kind == 1:
        return 0.5 + 0.5 * np.sin(2 * np.pi * count * (x + rng.uniform(-1, 1) * y))
    if kind == 2:
        return ((np.floor(x * count) + np.floor(y * count)) % 2).astype(float)
    if kind == 3:
        return ((x * count % 1 - 0.5) ** 2 + (y * count % 1 - 0.5) ** 2 < rng.uniform(0.03, 0.15)).astype(float)
    if kind == 4:
        plank = np.floor(x * count).astype(int)
        grain = smooth_noise(rng, size, size, 5, 3)[:, (x[0] * size).astype(int)]
        return 0.5 * rng.rand(count + 1)[plank] + 0.4 * grain + 0.1 * (x * count % 1 > 0.06)
    return smooth_noise(rng, size, size)


def texture(rng: np.random.RandomState, size: int = 256) -> np.ndarray:
    """A coloured texture `[size, size, 3]` uint8: a pattern between two colours, with dirt."""
    a, b = rng.rand(3) * rng.uniform(0.3, 1), rng.rand(3) * rng.uniform(0.6, 1.1)
    mix = _pattern(rng, size)[..., None]
    dirt = 1 - rng.uniform(0.1, 0.5) * smooth_noise(rng, size, size, 6, 4)[..., None]
    grain = rng.randn(size, size, 1) * rng.uniform(0, 0.05)
    return (np.clip((a * mix + b * (1 - mix)) * dirt + grain, 0, 1) * 255).astype(np.uint8)


def blob(rng: np.random.RandomState, height: int, width: int) -> np.ndarray:
    """A smooth closed shape `[height, width]` uint8 of 0 or 255: a wobbly ellipse, sometimes several."""
    y, x = np.mgrid[0:height, 0:width]
    mask = np.zeros((height, width), bool)
    for _ in range(rng.choice([1, 1, 2, 3])):
        cx, cy = width * rng.uniform(0.35, 0.65), height * rng.uniform(0.35, 0.65)
        angle = np.arctan2((y - cy) / height, (x - cx) / width)
        radius = np.hypot((y - cy) / height, (x - cx) / width)
        edge = np.full(angle.shape, rng.uniform(0.22, 0.38))
        for k in range(2, 7):
            edge += rng.randn() * 0.09 / k * np.cos(k * angle + rng.uniform(0, 6.3))
        mask |= radius < edge
    return mask.astype(np.uint8) * 255


def thin_shape(rng: np.random.RandomState, size: int) -> np.ndarray:
    """Something with gaps `[size, size]` uint8 of 0 or 255: bars, a lattice, wires or leaves. Tiles from side to side."""
    y, x = np.mgrid[0:size, 0:size] / size
    kind, count, width = rng.randint(4), rng.randint(3, 9), rng.uniform(0.08, 0.3)
    if kind == 0:
        mask = (x * count % 1 < width) | (np.abs(y - rng.uniform(0.1, 0.3)) < 0.03) | (np.abs(y - 0.85) < 0.03)
    elif kind == 1:
        slope = float(rng.choice([0, 1]))
        mask = ((x + slope * y) * count % 1 < width) | ((y - slope * x) * count % 1 < width)
    elif kind == 2:
        sag = rng.uniform(0, 0.1) * (2 * x - 1) ** 2
        mask = np.min([np.abs(y + sag - level) for level in rng.rand(count)], 0) < rng.uniform(0.008, 0.02)
        mask |= (x < 0.04) & (y > 0.1)
    else:
        mask = np.zeros((size, size), bool)
        for _ in range(rng.randint(30, 90)):
            cx, cy, turn, length = *rng.uniform(0.08, 0.92, 2), rng.uniform(0, np.pi), rng.uniform(0.03, 0.1)
            along = (x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)
            across = -(x - cx) * np.sin(turn) + (y - cy) * np.cos(turn)
            mask |= (along / length) ** 2 + (across / (0.4 * length)) ** 2 < 1
    return mask.astype(np.uint8) * 255
