"""Adds cache renders to rendered clips.

usage: python -m warps.render_caches CLIPS.npz OUT.npz [--depth true|noisy|flat|ground|tilted|predicted] [--seed 1]
       [--network depth.pt]

Bundles `render-caches.ts` with the repository's rolldown and runs it with node. OUT holds `filled` [n, F, 3, H, W] and
`coverage` [n, F, H, W] uint8, and `inverse` [n, F, H/8, W/8] float16: mean inverse depth of each cell's covered pixels.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .depths import sample_depth
from .predicted_depth import load_depth, predict

REPOSITORY = Path(__file__).resolve().parents[3]
ENTRY = Path(__file__).with_name("render-caches.ts")


def bundle(folder: Path) -> Path:
    """The drawing program as one JavaScript file."""
    target = folder / "render-caches.mjs"
    rolldown = REPOSITORY / "node_modules" / ".bin" / "rolldown"
    command = [rolldown, ENTRY, "--platform", "node", "--format", "esm", "-o", target]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return target


def draw(picture: np.ndarray, depth: np.ndarray, poses: np.ndarray, intrinsics: np.ndarray) -> tuple[np.ndarray, ...]:
    """Cache renders of clips: `picture` `[n, 3, H, W]` uint8, `depth` `[n, H, W]`, `poses` `[n, F, 4, 4]`,
    `intrinsics` `[n, F, 4]` -> filled `[n, F, 3, H, W]` uint8, coverage uint8 and inverse depth `[n, F, H, W]`.
    """
    n, frames, height, width = len(picture), poses.shape[1], *picture.shape[2:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "meta.json").write_text(json.dumps({"clips": n, "frames": frames, "width": width, "height": height}))
        np.ascontiguousarray(picture.transpose(0, 2, 3, 1)).tofile(folder / "picture.u8")
        depth.astype("<f4").tofile(folder / "depth.f32")
        poses[:, :, :3].astype("<f4").tofile(folder / "poses.f32")
        intrinsics.astype("<f4").tofile(folder / "intrinsics.f32")
        subprocess.run(["node", bundle(folder), folder], check=True)
        filled = np.fromfile(folder / "filled.u8", np.uint8).reshape(n, frames, 3, height, width)
        coverage = np.fromfile(folder / "coverage.u8", np.uint8).reshape(n, frames, height, width)
        inverse = np.fromfile(folder / "inverse.f32", "<f4").reshape(n, frames, height, width)
    return filled, coverage, inverse


def cell_inverse(inverse: np.ndarray, coverage: np.ndarray) -> np.ndarray:
    """`[n, F, H, W]` -> `[n, F, H/8, W/8]`: mean over the covered pixels of a cell, clamped to 0..4."""
    n, frames, height, width = inverse.shape
    shape = (n, frames, height // 8, 8, width // 8, 8)
    count = coverage.reshape(shape).sum((3, 5), dtype=np.float32)
    total = (inverse * coverage).reshape(shape).sum((3, 5))
    return (total / np.maximum(count, 1)).clip(0, 4)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--depth", default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--network", type=Path, help="weights of the depth network: its depth is used too")
    options = parser.parse_args()
    clips, rng = np.load(options.clips), np.random.RandomState(options.seed)
    lens, first = clips["intrinsics"], clips["rgb"][:, 0]
    guesses = predict(load_depth(options.network), first, lens[:, 0]) if options.network else [None] * len(lens)
    depth = [sample_depth(d, i[0], rng, options.depth, g) for d, i, g in zip(clips["depth"], lens, guesses)]
    depth = np.stack(depth)
    filled, coverage, inverse = draw(clips["rgb"][:, 0], depth, clips["poses"], lens)
    cells = cell_inverse(inverse, coverage).astype(np.float16)
    np.savez(options.out, filled=filled, coverage=coverage, inverse=cells)


if __name__ == "__main__":
    main()
