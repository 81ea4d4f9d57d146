"""Numbers that compare generated frames with the truth, in covered pixels and in holes apart.

Frames are `[F, 3, H, W]` in 0..1, coverage `[F, H, W]` of 0/1.
"""

import numpy as np


class SquaredError:
    """Pooled squared error -> dB."""

    def __init__(self) -> None:
        self.total, self.count = 0.0, 0

    def add(self, a: np.ndarray, b: np.ndarray, where: np.ndarray | None = None) -> None:
        error = (a.astype(np.float64) - b) ** 2
        if where is not None:
            error = error.transpose(0, 2, 3, 1)[where]
        self.total += error.sum()
        self.count += error.size

    @property
    def psnr(self) -> float:
        return float(-10 * np.log10(max(self.total / max(self.count, 1), 1e-10)))


def luminance(frames: np.ndarray) -> np.ndarray:
    return np.einsum("fchw,c->fhw", frames, np.array([0.299, 0.587, 0.114]))


def inside(mask: np.ndarray) -> np.ndarray:
    """`mask` without its rim: pixels whose right, lower, left and upper neighbours are in it too."""
    inner = mask.copy()
    inner[:, 1:] &= mask[:, :-1]
    inner[:, :-1] &= mask[:, 1:]
    inner[:, :, 1:] &= mask[:, :, :-1]
    inner[:, :, :-1] &= mask[:, :, 1:]
    return inner


def gradient(frames: np.ndarray) -> np.ndarray:
    """Length of the luminance gradient `[F, H, W]`."""
    y = luminance(frames)
    dx, dy = np.zeros_like(y), np.zeros_like(y)
    dx[:, :, :-1], dy[:, :-1] = np.diff(y, axis=2), np.diff(y, axis=1)
    return np.hypot(dx, dy)


def seam_steps(frames: np.ndarray, coverage: np.ndarray) -> tuple[float, int]:
    """Sum and count of luminance steps between a covered pixel and an uncovered neighbour."""
    y, seen = luminance(frames), coverage.astype(bool)
    total, count = 0.0, 0
    for axis in (1, 2):
        border = np.diff(seen.astype(np.int8), axis=axis) != 0
        total += np.abs(np.diff(y, axis=axis))[border].sum()
        count += int(border.sum())
    return total, count


class Tally:
    """Everything measured about one way of making frames."""

    def __init__(self) -> None:
        self.all, self.covered, self.holes = SquaredError(), SquaredError(), SquaredError()
        self.clips: list[float] = []
        self.texture, self.truth_texture, self.seam, self.seam_count = 0.0, 0.0, 0.0, 0

    def add(self, frames: np.ndarray, truth: np.ndarray, coverage: np.ndarray) -> None:
        """Counts frames 1.. of a clip; frame 0 is given."""
        frames, truth, seen = frames[1:], truth[1:], coverage[1:].astype(bool)
        one = SquaredError()
        one.add(frames, truth)
        self.clips.append(one.psnr)
        self.all.add(frames, truth)
        self.covered.add(frames, truth, seen)
        self.holes.add(frames, truth, ~seen)
        inner = inside(~seen)
        self.texture += gradient(frames)[inner].sum()
        self.truth_texture += gradient(truth)[inner].sum()
        total, count = seam_steps(frames, seen)
        self.seam += total
        self.seam_count += count

    def row(self) -> dict[str, float]:
        values = {
            "psnr": float(np.mean(self.clips)),
            "psnr_pooled": self.all.psnr,
            "psnr_covered": self.covered.psnr,
            "psnr_holes": self.holes.psnr,
            "texture_energy": self.texture / max(self.truth_texture, 1e-9),
            "seam_step": self.seam / max(self.seam_count, 1),
        }
        return {name: round(value, 4) for name, value in values.items()}
