"""Measures of pictures beside those of `metrics.py`: structure, statistics of patches, flicker, colours.

Frames are `[F, 3, H, W]` in 0..1, masks `[F, H, W]` bool.
"""

import cv2
import numpy as np

from .metrics import luminance

PATCH = 7
PROJECTIONS = 64
PATCHES_A_CLIP = 800


def similarity_map(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """SSIM of the luminance at every pixel `[F, H, W]`, Gaussian window of 1.5 pixels."""

    def blurred(x: np.ndarray) -> np.ndarray:
        return np.stack([cv2.GaussianBlur(frame, (11, 11), 1.5) for frame in x])

    x, y = luminance(a), luminance(b)
    mean_x, mean_y = blurred(x), blurred(y)
    var_x, var_y = blurred(x * x) - mean_x**2, blurred(y * y) - mean_y**2
    both = blurred(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    return (2 * mean_x * mean_y + c1) * (2 * both + c2) / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))


def patches(frames: np.ndarray, mask: np.ndarray, seed: int) -> np.ndarray:
    """Patches that lie in `mask` altogether, `[n, 3 * PATCH^2]`; the same places for the same mask and seed."""
    kernel, half = np.ones((PATCH, PATCH), np.uint8), PATCH // 2
    inner = np.stack([cv2.erode(m.astype(np.uint8), kernel, borderValue=0) for m in mask])
    inner[:, :half] = inner[:, -half:] = inner[:, :, :half] = inner[:, :, -half:] = 0
    places = np.argwhere(inner)
    chosen = np.random.RandomState(seed).permutation(len(places))[:PATCHES_A_CLIP]
    reach = range(-half, half + 1)
    return np.array(
        [frames[f, :, y + reach[0] : y + half + 1, x + reach[0] : x + half + 1].ravel() for f, y, x in places[chosen]],
        np.float32,
    ).reshape(-1, 3 * PATCH**2)


def patch_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Sliced Wasserstein distance between two sets of as many patches, over fixed random directions."""
    directions = np.random.RandomState(5).randn(a.shape[1], PROJECTIONS).astype(np.float32)
    directions /= np.linalg.norm(directions, axis=0)
    return float(np.abs(np.sort(a @ directions, 0) - np.sort(b @ directions, 0)).mean())


def gradient_distance(a: np.ndarray, b: np.ndarray) -> float:
    """The same of the patches less their mean colours: of texture alone."""

    def flat(x: np.ndarray) -> np.ndarray:
        colours = x.reshape(len(x), 3, -1)
        return (colours - colours.mean(2, keepdims=True)).reshape(len(x), -1)

    return patch_distance(flat(a), flat(b))


def flicker(frames: np.ndarray, truth: np.ndarray, mask: np.ndarray) -> tuple[float, int]:
    """Sum and count of what changes from frame to frame otherwise than in the truth, where `mask` holds in both."""
    both = mask[1:] & mask[:-1]
    change = np.abs(np.diff(luminance(frames), axis=0) - np.diff(luminance(truth), axis=0))
    return float(change[both].sum()), int(both.sum())


def colour_error(frame: np.ndarray, truth: np.ndarray, mask: np.ndarray) -> float:
    """How far the mean colour of a frame's `mask` is from the truth's, in 1/255; NaN without a pixel."""
    if not mask.any():
        return float("nan")
    return float(np.abs(frame[:, mask].mean(1) - truth[:, mask].mean(1)).mean() * 255)
