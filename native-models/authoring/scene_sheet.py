"""A contact sheet of rendered clips: three frames, inverse depth of frame 0, what frame 0 saw of the last frame.

usage: python scene_sheet.py CLIPS.npz OUT.jpg [--columns 4] [--cell 112] [--clips 32]
"""

import argparse
from pathlib import Path

import cv2
import numpy as np


def clip_row(rgb: np.ndarray, depth: np.ndarray, seen: np.ndarray, cell: int) -> np.ndarray:
    """`rgb` `[F, 3, H, W]`, `depth` `[H, W]`, `seen` `[F, H, W]` -> `[cell, 5 cells, 3]` uint8."""
    frames = [rgb[i].transpose(1, 2, 0) for i in (0, len(rgb) // 2, -1)]
    inverse = (np.clip(0.5 / depth, 0, 1) * 255).astype(np.uint8)
    uncovered = np.where(seen[-1][..., None] > 0, frames[2], np.uint8([255, 0, 200]))
    cells = [*frames, np.repeat(inverse[..., None], 3, 2), uncovered]
    width = round(cell * rgb.shape[3] / rgb.shape[2])
    return np.concatenate([cv2.resize(image, (width, cell), interpolation=cv2.INTER_AREA) for image in cells], 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--cell", type=int, default=112)
    parser.add_argument("--clips", dest="count", type=int, default=32)
    parser.add_argument("--quality", type=int, default=80)
    options = parser.parse_args()
    file = np.load(options.clips)
    rgb, depth, seen, kind = (file[name][: options.count] for name in ("rgb", "depth", "seen", "kind"))
    order = np.argsort(kind, kind="stable")
    rows = [clip_row(rgb[i], depth[i], seen[i], options.cell) for i in order]
    rows += [np.zeros_like(rows[0])] * (-len(rows) % options.columns)
    rows = [np.pad(row, ((2, 2), (4, 4), (0, 0)), constant_values=255) for row in rows]
    lines = [np.concatenate(rows[i : i + options.columns], 1) for i in range(0, len(rows), options.columns)]
    sheet = np.concatenate(lines)
    cv2.imwrite(str(options.out), sheet[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, options.quality])
    print([f"{file['kind'][i]}/{file['move'][i]}" for i in order], sheet.shape)


if __name__ == "__main__":
    main()
