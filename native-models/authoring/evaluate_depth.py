"""Measures a pack's depth network on scenes that training never saw.

usage: python evaluate_depth.py PACK PICTURES CLIPS.npz OUT.json [--weights depth.pt]

PICTURES is a folder made by `data.depth_pictures --held --pictures 60 --seeds 900001 900005`, CLIPS.npz by
`data.render_clips --held --full --size 192 --frames 4 --clips 72 --seed 900100`; both fixed before training.
Pictures whose textures were rendered nearly flat are measured as drawings, the others as rendered. `--weights` also
measures what rounding the weights to half precision changed.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from data.render_clips import SKY_DEPTH
from evaluation.depth_error import Calibration, aligned_error, best_plane, confidence, fit_plane, gated
from evaluation.depth_onnx import DepthOnnx
from evaluation.metrics import SquaredError
from networks.depth import DepthNetwork
from training.depth_batches import drawn, is_sky, shrink, window
from warps.render_caches import draw

# Height and width at which each rendered size is looked at: smaller, so that its single rays make smooth edges.
LOOKED_AT = {(160, 256): (128, 192), (144, 256): (96, 160), (192, 192): (128, 128), (128, 288): (96, 192)}
TRAVELS = ("dolly", "truck", "pedestal", "orbit", "arc", "spline", "dolly_zoom")
HALVES = (0.2, 0.35, 0.6)
# The geometry of pop-ups is drawn by lot behind a photo: nothing in the picture tells it.
VISIBLE = "without pop-ups"


def held_pictures(folder: Path) -> Iterator[tuple[str, str, np.ndarray, float, np.ndarray]]:
    """Kind of scene, "photo" or "drawing", image, log focal and true log depth of every held-out picture."""
    for path in sorted(folder.glob("pictures_*.npz")):
        file = {name: value for name, value in np.load(path).items()}
        whole = file["rgb"].shape[2:]
        height, width = LOOKED_AT[whole]
        rng = np.random.RandomState(int(path.stem.split("_")[1]))
        top, left, h, w = window(rng, *whole, width / height, False)
        area = (..., slice(top, top + h), slice(left, left + w))
        for at in range(len(file["rgb"])):
            colour = torch.from_numpy(file["rgb"][at][area].astype(np.float32) / 255)
            log_depth = torch.from_numpy(file["log_depth"][at][area].astype(np.float32))
            if file["flat"][at]:
                colour = drawn(rng, colour, log_depth, torch.from_numpy(file["surface"][at][area].copy()))
            image, truth = shrink(colour, log_depth, height, width)
            look = "drawing" if file["flat"][at] else "photo"
            focal = float(file["log_focal"][at]) + float(np.log(whole[1] / w))
            yield str(file["kind"][at]), look, image.numpy(), focal, truth.numpy()


def guesses(log_depth: np.ndarray, log_error: np.ndarray, truth: np.ndarray, sky: np.ndarray) -> dict[str, np.ndarray]:
    """Log depths of the ways to guess: without a network, with it, and what the best single plane would reach."""
    inverse = np.exp(-(log_depth - np.median(log_depth)))
    rows = {"flat plane": np.zeros_like(truth), "network": log_depth}
    rows["plane through the network"] = -np.log(fit_plane(inverse, confidence(log_error)))
    rows |= {f"gated at {half}": gated(log_depth, log_error, half) for half in HALVES}
    return rows | {"best plane, truth known": best_plane(truth, sky)}


def depth_table(network: DepthOnnx, folder: Path) -> dict[str, object]:
    """Mean absolute error of log depth, sky left out, per way, kind and look; calibration per look."""
    errors: dict[tuple[str, str], list[float]] = {}
    calibration = {look: Calibration() for look in ("photo", "drawing")}
    sure: dict[str, list[float]] = {"photo": [], "drawing": []}
    for kind, look, image, focal, truth in held_pictures(folder):
        sky = is_sky(torch.from_numpy(truth)).numpy()
        if sky.all():
            continue
        log_depth, log_error = network(image, focal)
        for name, guess in guesses(log_depth, log_error, truth, sky).items():
            error = float(np.abs(aligned_error(guess, truth, sky)[~sky]).mean())
            for group in ("all", look, f"{kind}, {look}", *(() if kind == "popup" else (VISIBLE,))):
                errors.setdefault((name, group), []).append(error)
        calibration[look].add(aligned_error(log_depth, truth, sky), log_error, sky)
        sure[look].append(float(confidence(log_error).mean()))
    rows: dict[str, dict[str, float]] = {}
    for (name, group), values in sorted(errors.items()):
        rows.setdefault(name, {})[group] = round(float(np.mean(values)), 4)
    return {
        "pictures": {group: len(values) for (name, group), values in sorted(errors.items()) if name == "network"},
        "mean_absolute_log_error": rows,
        "calibration": {look: c.table() for look, c in calibration.items()},
        "mean_confidence": {look: round(float(np.mean(values)), 3) for look, values in sure.items()},
    }


def rounding_loss(network: DepthOnnx, weights: Path, folder: Path) -> dict[str, float]:
    """Absolute differences of log depth between the exported graph and the trained weights in full precision."""
    exact = DepthNetwork()
    exact.load_state_dict(torch.load(weights, weights_only=True))
    exact.eval()
    differences = []
    for _, _, image, focal, _ in held_pictures(folder):
        with torch.no_grad():
            full = exact(torch.from_numpy(image)[None], torch.tensor([focal]))[0][0, 0].numpy()
        differences.append(np.abs(network(image, focal)[0] - full))
    worst = max(float(d.max()) for d in differences)
    return {"mean": round(float(np.mean([d.mean() for d in differences])), 6), "largest": round(worst, 5)}


def cache_depths(network: DepthOnnx, clips: dict[str, np.ndarray], at: np.ndarray) -> dict[str, np.ndarray]:
    """Depths `[n, S, S]` of the clips' first frames for each way, with median 1, as the studio makes them. The unit of a
    clip's path is the median of what is not sky: "unit known" is scaled to that, as the flat plane is by nature.
    """
    rows: dict[str, list[np.ndarray]] = {"truth": []}
    for i in at:
        size = clips["depth"].shape[-1]
        truth = np.log(clips["depth"][i].clip(0.02, SKY_DEPTH))
        sky = is_sky(torch.from_numpy(truth)).numpy()
        focal = float(np.log(clips["intrinsics"][i, 0, 0] / size))
        prediction = network.at_working_size(clips["rgb"][i, 0].astype(np.float32) / 255, focal)
        rows["truth"].append(np.exp(truth))
        for name, guess in guesses(*prediction, truth, sky).items():
            unit = 0.0 if "truth" in name else np.median(guess)
            rows.setdefault(name, []).append(np.exp(guess - unit).clip(0.02, SKY_DEPTH))
            if name in ("network", "gated at 0.35"):
                known = aligned_error(guess, truth, sky) + truth
                rows.setdefault(f"{name}, unit known", []).append(np.exp(known).clip(0.02, SKY_DEPTH))
    return {name: np.stack(depths) for name, depths in rows.items()}


def cache_table(network: DepthOnnx, path: Path) -> dict[str, object]:
    """PSNR of the filled cache, frames 1.., on clips whose camera travels; photos and drawings apart."""
    clips = {name: value for name, value in np.load(path).items()}
    at = np.flatnonzero(np.isin(clips["move"], TRAVELS))
    truth = clips["rgb"][at, 1:].astype(np.float32) / 255
    looks = {"photo": ~clips["drawing"][at], "drawing": clips["drawing"][at], "all": np.ones(len(at), bool)}
    looks[VISIBLE] = clips["kind"][at] != "popup"
    rows: dict[str, object] = {"clips": {look: int(chosen.sum()) for look, chosen in looks.items()}}
    still = np.repeat(clips["rgb"][at, :1], truth.shape[1], 1).astype(np.float32) / 255
    made = {"first frame repeated": still}
    gains = {}
    for name, depth in cache_depths(network, clips, at).items():
        filled, _, _ = draw(clips["rgb"][at, 0], depth, clips["poses"][at], clips["intrinsics"][at])
        made[name] = filled[:, 1:].astype(np.float32) / 255
    for name, frames in made.items():
        rows[name] = {look: pooled(frames[chosen], truth[chosen]) for look, chosen in looks.items()}
        gains[name] = [pooled(a[None], b[None]) for a, b in zip(frames, truth)]
    flat = np.array(gains["flat plane"])
    rows["clips_better_than_flat"] = {n: round(float((np.array(v) > flat).mean()), 3) for n, v in gains.items()}
    rows["mean_of_clips"] = {n: round(float(np.mean(v)), 3) for n, v in gains.items()}
    rows["mean_of_clips_without_pop_ups"] = {
        n: round(float(np.mean(np.array(v)[looks[VISIBLE]])), 3) for n, v in gains.items()
    }
    return rows


def pooled(frames: np.ndarray, truth: np.ndarray) -> float:
    error = SquaredError()
    error.add(frames, truth)
    return round(error.psnr, 3)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("pack", "pictures", "clips", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = DepthOnnx(options.pack)
    table = {"depth": depth_table(network, options.pictures), "cache": cache_table(network, options.clips)}
    if options.weights:
        table["rounding"] = rounding_loss(network, options.weights, options.pictures)
    options.out.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(table, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
