"""Depth of the first frame as the product may have it: true, slightly wrong, or a preset that knows no picture."""

import cv2
import numpy as np

KINDS = {"true": 0.3, "noisy": 0.3, "flat": 0.13, "ground": 0.14, "tilted": 0.13}
# With a depth network, which is what boards have when nobody chose anything else.
KINDS_PREDICTED = {"true": 0.15, "noisy": 0.25, "predicted": 0.4, "flat": 0.07, "ground": 0.07, "tilted": 0.06}
FOOT_UNDER_HORIZON = 0.04


def median_one(depth: np.ndarray) -> np.ndarray:
    return (depth / np.median(depth)).clip(0.02, 100).astype(np.float32)


def noisy(depth: np.ndarray, rng: np.random.RandomState) -> np.ndarray:
    """True depth times smooth noise of about 15 %."""
    cells = rng.randint(3, 9)
    noise = cv2.resize(rng.randn(cells, cells).astype(np.float32), depth.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return median_one(depth * np.exp(rng.uniform(0.05, 0.25) * noise))


def ground(shape: tuple[int, int], horizon: float, lens: np.ndarray) -> np.ndarray:
    """A ground plane under the row `horizon` (part of the height) and a backdrop standing on it; `lens` fx fy cx cy."""
    height, width = shape

    def slope(part: np.ndarray | float) -> np.ndarray | float:
        return (part * height - lens[3]) / lens[1]

    level, foot_slope = slope(horizon), slope(horizon + FOOT_UNDER_HORIZON)
    foot = 1 / (foot_slope - level)
    rows = slope((np.arange(height) + 0.5) / height)
    backdrop = foot * (1 + level * foot_slope) / np.maximum(1 + level * rows, 1e-3)
    depth = np.where(rows >= foot_slope, 1 / np.maximum(rows - level, 1e-6), backdrop)
    return median_one(np.repeat(depth[:, None], width, 1))


def tilted(shape: tuple[int, int], rng: np.random.RandomState) -> np.ndarray:
    """A plane in any direction: its inverse depth is linear in the picture."""
    y, x = (axis / side - 0.5 for axis, side in zip(np.mgrid[0 : shape[0], 0 : shape[1]], shape))
    inverse = 1 + rng.uniform(-0.8, 0.8) * x + rng.uniform(-0.4, 1.2) * y
    return median_one(1 / np.maximum(inverse, 0.05))


def sample_depth(
    true: np.ndarray,
    lens: np.ndarray,
    rng: np.random.RandomState,
    kind: str | None = None,
    predicted: np.ndarray | None = None,
) -> np.ndarray:
    """`true` `[H, W]` in subject distances -> the depth that the cache is built from, same shape, median 1.

    `predicted` `[H, W]`: what a depth network says of the picture; without it that kind is not drawn.
    """
    kinds = KINDS if predicted is None else KINDS_PREDICTED
    kind = kind or str(rng.choice(list(kinds), p=list(kinds.values())))
    if kind == "true":
        return true.clip(0.02, 100).astype(np.float32)
    if kind == "noisy":
        return noisy(true, rng)
    if kind == "predicted":
        return median_one(predicted)
    if kind == "ground":
        return ground(true.shape, rng.uniform(0.3, 0.65), lens)
    return tilted(true.shape, rng) if kind == "tilted" else np.ones_like(true, np.float32)
