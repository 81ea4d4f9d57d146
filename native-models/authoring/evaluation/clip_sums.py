"""What is measured of one way of making one clip, as sums, so that clips can be put together in any group."""

import numpy as np

from .metrics import gradient, inside, luminance
from .picture_measures import (
    colour_error,
    flicker,
    gradient_distance,
    patch_distance,
    patches,
    similarity_map,
)

Sums = dict[str, tuple[float, float]]


class ClipRecord:
    """One clip made one way. `frames` and `truth` `[F, 3, H, W]` in 0..1, `seen` `[F, H, W]` bool; frame 0 is given."""

    def __init__(self, frames: np.ndarray, truth: np.ndarray, seen: np.ndarray, camera: np.ndarray | None) -> None:
        frames, truth, seen = frames[1:], truth[1:], seen[1:]
        error = ((frames - truth) ** 2).mean(1)
        alike = similarity_map(frames, truth)
        places = {"": np.ones_like(seen), "_seen": seen, "_uncovered": ~seen}
        self.sums: Sums = {}
        for name, mask in places.items():
            self.sums[f"error{name}"] = float(error[mask].sum()), int(mask.sum())
            self.sums[f"ssim{name}"] = float(alike[mask].sum()), int(mask.sum())
        inner = inside(~seen)
        self.sums["texture"] = float(gradient(frames)[inner].sum()), float(gradient(truth)[inner].sum())
        self.sums["border_step"] = border_steps(frames, seen)
        self.sums["flicker_seen"] = flicker(frames, truth, seen)
        self.sums["flicker_uncovered"] = flicker(frames, truth, ~seen)
        ends = (0, len(frames) - 1)
        self.colour_seen = [colour_error(frames[i], truth[i], seen[i]) for i in ends]
        self.colour_uncovered = [colour_error(frames[i], truth[i], ~seen[i]) for i in ends]
        self.patches = patches(frames, ~seen, 1).astype(np.float16)
        self.true_patches = patches(truth, ~seen, 1).astype(np.float16)
        self.camera = camera

    def psnr(self, where: str = "") -> float:
        """dB of the clip; NaN where there is nothing to compare."""
        return decibels(*self.sums[f"error{where}"])


def decibels(error: float, count: float) -> float:
    return float(-10 * np.log10(max(error / count, 1e-10))) if count else float("nan")


def border_steps(frames: np.ndarray, seen: np.ndarray) -> tuple[float, int]:
    """Sum and count of luminance steps between a seen pixel and an uncovered neighbour."""
    y, total, count = luminance(frames), 0.0, 0
    for axis in (1, 2):
        border = np.diff(seen.astype(np.int8), axis=axis) != 0
        total += float(np.abs(np.diff(y, axis=axis))[border].sum())
        count += int(border.sum())
    return total, count


def row_of(records: list[ClipRecord]) -> dict[str, float | int | None]:
    """The table's row of some clips made one way."""
    total = {name: np.sum([r.sums[name] for r in records], 0) for name in records[0].sums}
    row: dict[str, float] = {"clips": len(records)}
    for where in ("", "_seen", "_uncovered"):
        row[f"psnr{where}"] = float(np.nanmean([r.psnr(where) for r in records]))
        row[f"psnr_pooled{where}"] = decibels(*total[f"error{where}"])
    for name in ("ssim", "ssim_seen", "ssim_uncovered", "texture", "border_step"):
        row[name] = _quotient(*total[name])
    for name in ("flicker_seen", "flicker_uncovered"):
        row[name] = 255 * _quotient(*total[name])
    for name in ("colour_seen", "colour_uncovered"):
        first, last = (np.nanmean([getattr(r, name)[i] for r in records]) for i in (0, 1))
        row[f"{name}_first"], row[f"{name}_last"] = float(first), float(last)
    made, true = (
        np.concatenate([getattr(r, n) for r in records]).astype(np.float32) for n in ("patches", "true_patches")
    )
    if len(made):
        row["patch_distance"], row["texture_distance"] = patch_distance(made, true), gradient_distance(made, true)
    return rounded(row)


def camera_row(records: list[ClipRecord]) -> dict[str, float | int | None]:
    """Cameras read back: medians per frame, and CameraCtrl's sums over a clip's frames as means over clips."""
    cameras = [r.camera for r in records if r.camera is not None]
    frames = np.concatenate(cameras)
    whole = [c for c in cameras if not np.isnan(c[:, 0]).any()]
    summed = np.array([c[:, :2].sum(0) for c in whole]).reshape(-1, 2)
    turn, shift, way = np.nanmedian(frames, 0)
    return rounded({
        "clips": len(cameras), "frames": len(frames), "unsolved": float(np.isnan(frames[:, 0]).mean()),
        "rotation_degrees": turn, "translation": shift, "direction_degrees": way,
        "direction_within_45": _quotient(float((frames[:, 2] < 45).sum()), float((~np.isnan(frames[:, 2])).sum())),
        "clips_summed": len(whole), "rotation_summed_degrees": float(np.median(summed[:, 0])) if len(whole) else None,
        "translation_summed": float(np.median(summed[:, 1])) if len(whole) else None,
    })  # fmt: skip


def _quotient(total: float, count: float) -> float:
    return float(total / count) if count else float("nan")


def rounded(values: dict) -> dict:
    """Four places; what could not be measured becomes null."""

    def plain(value: object) -> object:
        if isinstance(value, float | np.floating):
            return None if np.isnan(value) else round(float(value), 4)
        return value

    return {name: plain(value) for name, value in values.items()}
