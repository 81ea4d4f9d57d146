"""Measures the networks of a pack alone, for choosing between them; `evaluate_product.py` measures the product.

usage: python evaluate.py PACK HELD.npz OUT [--clips 56] [--steps 8]

HELD is made before training by `data.render_clips --held --full --size 256 --frames 8 --clips 56 --seed 77`. Writes
OUT/networks.json and OUT/contact-sheet.jpg.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from evaluation.camera_error import camera_errors
from evaluation.contact_sheet import write_sheet
from evaluation.metrics import Tally
from evaluation.onnx_pack import Condition, OnnxPack
from networks.sampler import initial_noise
from plucker import plucker_map
from training.encode_latents import cell_geometry
from warps.render_caches import cell_inverse, draw

TIMES = (0.6, 1.0)
# Of each clip's eight frames: enough to see drift, and a third of the time.
FRAMES = [0, 2, 4, 6, 7]
# The ablation's other rows are sampled for every third clip only.
ABLATION_EVERY = 3
SHEET_ROWS = ("cache + fill", "one step", "full", "cache off", "truth latent beside the cache")
CAMERA_ROWS = ("truth", "static", "cache + fill", "full", "cache off")


class HeldClip:
    """One clip with its cache, and the cache and camera of another clip (the "wrong" ones).

    `cache` and `wrong_cache` are (filled, coverage, inverse depth) of the clip's frames, `cameras` and `wrong` (poses
    `[F, 4, 4]`, intrinsics `[F, 4]`), `depth` `[H, W]` that of frame 0.
    """

    def __init__(
        self,
        pack: OnnxPack,
        truth: np.ndarray,
        depth: np.ndarray,
        cache: tuple,
        wrong_cache: tuple,
        cameras: tuple,
        wrong: tuple,
    ) -> None:
        size = truth.shape[-1]
        self.truth, self.depth = truth.astype(np.float32) / 255, depth
        self.poses, self.lenses = cameras
        self.latents = pack.encode(self.truth)
        self.reference, cache_latent, geometry = self._cache(pack, *cache)
        self.wrong_reference, wrong_latent, wrong_geometry = self._cache(pack, *wrong_cache)
        self.coverage = self.reference[:, 3]
        pose, wrong_pose = (pack.pose(plucker_map(*c, size, size)) for c in (cameras, wrong))
        first = self.latents[:1]
        self.full = Condition(first, cache_latent, geometry, pose)
        self.cache_off = Condition(first, None, geometry, pose)
        self.wrong_plucker = Condition(first, cache_latent, geometry, wrong_pose)
        self.wrong_cache = Condition(first, wrong_latent, wrong_geometry, pose)
        self.cache_off_wrong_plucker = Condition(first, None, geometry, wrong_pose)

    @staticmethod
    def _cache(pack: OnnxPack, filled: np.ndarray, coverage: np.ndarray, inverse: np.ndarray) -> tuple[np.ndarray, ...]:
        image = filled.astype(np.float32) / 255
        cells = cell_geometry(coverage[None], cell_inverse(inverse[None], coverage[None]))[0]
        reference = np.concatenate([image, coverage[:, None].astype(np.float32)], 1)
        return reference, pack.encode(image), cells.astype(np.float32)


def flow_loss(pack: OnnxPack, clip: HeldClip, condition: Condition, time: float, seed: int) -> float:
    """Squared error of the predicted clean latents of frames 1.. from the truth noised to `time`."""
    frames, _, h, w = clip.latents.shape
    noise = initial_noise(frames, h, w, torch.Generator().manual_seed(seed)).numpy()
    noisy = (1 - time) * clip.latents + time * noise
    return float(((pack.clean(noisy, time, condition) - clip.latents)[1:] ** 2).mean())


def make_frames(pack: OnnxPack, clip: HeldClip, steps: int, seed: int) -> dict[str, np.ndarray]:
    """Frames of the rows of the table; the ablation's only for some clips."""
    still = np.repeat(clip.truth[:1], len(clip.truth), 0)
    rows = {"truth": clip.truth, "static": still, "cache + fill": clip.reference[:, :3]}
    rows["truth latent beside the cache"] = pack.decode(clip.latents, clip.reference)
    rows["one step"] = pack.decode(pack.sample(clip.full, 1, seed), clip.reference)
    rows["full"] = pack.decode(pack.sample(clip.full, steps, seed), clip.reference)
    rows["cache off"] = pack.decode(pack.sample(clip.cache_off, steps, seed), None)
    if seed % ABLATION_EVERY == 0:
        rows["autoencoder"] = pack.decode(clip.latents, None)
        rows["full, same clips as below"] = rows["full"]
        rows["cache off, same clips"] = rows["cache off"]
        rows["wrong Plücker"] = pack.decode(pack.sample(clip.wrong_plucker, steps, seed), clip.reference)
        rows["wrong cache"] = pack.decode(pack.sample(clip.wrong_cache, steps, seed), clip.wrong_reference)
        rows["cache off, wrong Plücker"] = pack.decode(pack.sample(clip.cache_off_wrong_plucker, steps, seed), None)
    return rows


def loss_table(pack: OnnxPack, clip: HeldClip, seed: int) -> dict[str, list[float]]:
    names = ("full", "cache_off", "wrong_plucker", "wrong_cache", "cache_off_wrong_plucker")
    return {name: [flow_loss(pack, clip, getattr(clip, name), t, seed) for t in TIMES] for name in names}


def held_clips(pack: OnnxPack, path: Path, count: int) -> Iterator[HeldClip]:
    """Loads the held-out clips and draws their caches with the true depth; clip i's wrong camera is that of i + 7."""
    file = np.load(path)
    rgb, poses, lens = (file[name][:count, FRAMES] for name in ("rgb", "poses", "intrinsics"))
    depth = file["depth"][:count]
    other = np.roll(np.arange(len(rgb)), -7)
    # Another clip's move and zoom through this clip's own lens.
    wrong_lens = lens[other] * lens[:, :1] / lens[other][:, :1]
    caches = list(zip(*draw(rgb[:, 0], depth, poses, lens)))
    wrong_caches = list(zip(*draw(rgb[:, 0], depth, poses[other], wrong_lens)))
    for i in range(len(rgb)):
        wrong = poses[other[i]], wrong_lens[i]
        yield HeldClip(pack, rgb[i], depth[i], caches[i], wrong_caches[i], (poses[i], lens[i]), wrong)


class Report:
    """Adds up clips; `finish` gives the table."""

    def __init__(self, steps: int) -> None:
        self.steps, self.tallies, self.losses, self.cameras, self.sheet = steps, {}, {}, {}, []

    def add(self, pack: OnnxPack, clip: HeldClip, seed: int) -> None:
        rows = make_frames(pack, clip, self.steps, seed)
        for name, frames in rows.items():
            self.tallies.setdefault(name, Tally()).add(frames, clip.truth, clip.coverage)
        for name, values in loss_table(pack, clip, seed).items():
            self.losses.setdefault(name, []).append(values)
        for name in CAMERA_ROWS:
            errors = camera_errors(rows[name], clip.depth, clip.poses, clip.lenses)
            self.cameras.setdefault(name, []).append(errors)
        if len(self.sheet) < 16:
            pictures = [clip.truth[0], clip.truth[-1], *(rows[name][-1] for name in SHEET_ROWS)]
            self.sheet.append(pictures)
        print(seed, {name: round(self.tallies[name].clips[-1], 2) for name in SHEET_ROWS}, flush=True)

    def finish(self) -> dict[str, object]:
        mean = {name: np.mean(values, 0) for name, values in self.losses.items()}
        cameras = {name: np.concatenate(errors) for name, errors in self.cameras.items()}
        ratios = {name: mean[name] / mean["full"] for name in ("cache_off", "wrong_plucker", "wrong_cache")}
        ratios["cache_off_wrong_plucker_to_cache_off"] = mean["cache_off_wrong_plucker"] / mean["cache_off"]
        return {
            "clips": len(self.losses["full"]),
            "steps": self.steps,
            "rows": {name: tally.row() for name, tally in self.tallies.items()},
            "loss_times": list(TIMES),
            "loss": {name: [round(float(v), 4) for v in values] for name, values in mean.items()},
            "loss_ratios_to_full": {name: [round(float(v), 3) for v in values] for name, values in ratios.items()},
            "camera": {name: camera_row(errors) for name, errors in cameras.items()},
        }


def camera_row(errors: np.ndarray) -> dict[str, float]:
    """Median errors per frame, and the share of frames whose camera could not be solved."""
    turn, shift = np.nanmedian(errors, 0)
    lost = float(np.isnan(errors[:, 0]).mean())
    return {"rotation_degrees": round(turn, 3), "translation": round(shift, 4), "lost": round(lost, 3)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pack", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clips", type=int, default=56)
    parser.add_argument("--steps", type=int, default=8)
    options = parser.parse_args()
    pack, report = OnnxPack(options.pack), Report(options.steps)
    for seed, clip in enumerate(held_clips(pack, options.held, options.clips)):
        report.add(pack, clip, seed)
    table = report.finish()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "networks.json").write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    write_sheet(report.sheet, options.out / "contact-sheet.jpg")
    print(json.dumps(table, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
