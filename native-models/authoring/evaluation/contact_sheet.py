"""Contact sheets: one row per clip, one column per way of making its last frame."""

from pathlib import Path

import cv2
import numpy as np

GAP = 4


def write_sheet(rows: list[list[np.ndarray]], path: Path, columns: int = 2, side: int = 160) -> None:
    """`rows` of pictures `[3, H, W]` in 0..1, laid out in `columns` blocks, each picture `side` pixels wide."""
    strips = []
    for row in rows:
        cells = []
        for picture in row:
            image = (picture.transpose(1, 2, 0).clip(0, 1) * 255).astype(np.uint8)
            image = cv2.resize(image, (side, side * image.shape[0] // image.shape[1]), interpolation=cv2.INTER_AREA)
            cells.append(np.pad(image, ((0, GAP), (0, GAP), (0, 0)), constant_values=255))
        strips.append(np.concatenate(cells, 1))
    per_block = -(-len(strips) // columns)
    strips += [np.full_like(strips[0], 255)] * (per_block * columns - len(strips))
    blocks = [np.concatenate(strips[i * per_block : (i + 1) * per_block], 0) for i in range(columns)]
    cv2.imwrite(str(path), np.concatenate(blocks, 1)[..., ::-1])
