"""Shows what the depth network makes of pictures that training never saw.

usage: python depth_sheet.py PACK BANK.npz PICTURES BOARDS OUT.jpg

Five panels a picture: the picture, its true depth (grey where nobody knows it), the predicted depth, the same gated
towards a plane, the expected error. Depth is shown as its inverse, bright is near; the error from black (0) to white (1
in log depth). BOARDS is the folder of the bundled boards, PICTURES that of `evaluate_depth.py`. Which pictures are shown
is fixed by their order.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from data.sources import PHOTO
from evaluate_depth import held_pictures
from evaluation.depth_error import gated
from evaluation.depth_onnx import DepthOnnx, working_size

# Width and height of a panel and the white between panels, in pixels.
PANEL, GAP = (150, 94), 3
ITEMS_PER_ROW = 3
PHOTOS, RENDERED, DRAWINGS = 14, 7, 7
# 54.8 degrees across, the lens a picture is taken to have.
USUAL_LOG_FOCAL = float(np.log(0.5 / np.tan(np.radians(54.8) / 2)))

Item = tuple[np.ndarray, np.ndarray | None, float]


def as_planes(picture: np.ndarray) -> np.ndarray:
    """`[H, W, 3]` uint8 -> `[3, h, w]` in 0..1 at the working size."""
    small = cv2.resize(picture, working_size(*picture.shape[:2])[::-1], interpolation=cv2.INTER_AREA)
    return small.transpose(2, 0, 1).astype(np.float32) / 255


def boards(folder: Path) -> list[Item]:
    """The bundled boards with their true log depth."""
    items: list[Item] = []
    for path in sorted(folder.glob("*.png")):
        picture = cv2.imread(str(path))[..., ::-1]
        image = as_planes(picture)
        depth = np.load(path.with_suffix(".depth.npy"))
        depth = cv2.resize(depth, image.shape[:0:-1], interpolation=cv2.INTER_NEAREST)
        items.append((image, np.log(depth / np.median(depth)).clip(-4, np.log(100)), USUAL_LOG_FOCAL))
    return items


def held_photos(bank: Path) -> list[Item]:
    """Photos of the held-out eighth; whole pictures come first in the bank, cut ones are textures."""
    file = np.load(bank)
    start = np.concatenate([[0], np.cumsum(file["sizes"].prod(1))])
    chosen = np.flatnonzero((file["kinds"] == PHOTO) & file["held"])[:PHOTOS]
    texels = file["texels"]
    pictures = (texels[start[i] : start[i + 1], :3].reshape(*file["sizes"][i], 3) for i in chosen)
    return [(as_planes(picture), None, USUAL_LOG_FOCAL) for picture in pictures]


def rendered(folder: Path) -> list[Item]:
    """Every twelfth rendered picture and drawing of the measured ones."""
    seen: dict[str, list[Item]] = {"photo": [], "drawing": []}
    for _, look, image, focal, truth in held_pictures(folder):
        seen[look].append((image, truth, focal))
    return seen["photo"][::12][:RENDERED] + seen["drawing"][::12][:DRAWINGS]


def depth_panel(log_depth: np.ndarray) -> np.ndarray:
    """`[h, w]` -> colours `[h, w, 3]`."""
    inverse = np.exp(-log_depth)
    shown = (inverse / np.quantile(inverse, 0.98)).clip(0, 1)
    return cv2.applyColorMap((shown * 255).astype(np.uint8), cv2.COLORMAP_INFERNO)[..., ::-1]


def item_strip(network: DepthOnnx, item: Item) -> np.ndarray:
    """The panels of one picture side by side, on white."""
    image, truth, focal = item
    log_depth, log_error = network(image, focal)
    picture = (image.transpose(1, 2, 0) * 255).astype(np.uint8)
    known = np.full_like(picture, 235) if truth is None else depth_panel(truth)
    error = np.repeat((np.exp(log_error).clip(0, 1) * 255).astype(np.uint8)[..., None], 3, 2)
    panels = [picture, known, depth_panel(log_depth), depth_panel(gated(log_depth, log_error)), error]
    width, height = PANEL
    scale = min(width / picture.shape[1], height / picture.shape[0])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    strip = np.full((height + GAP, len(panels) * (width + GAP) + 3 * GAP, 3), 255, np.uint8)
    for i, panel in enumerate(panels):
        left = i * (width + GAP) + (width - size[0]) // 2
        top = (height - size[1]) // 2
        strip[top : top + size[1], left : left + size[0]] = cv2.resize(panel, size, interpolation=cv2.INTER_AREA)
    return strip


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("pack", "bank", "pictures", "boards", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    network = DepthOnnx(options.pack)
    items = boards(options.boards) + held_photos(options.bank) + rendered(options.pictures)
    strips = [item_strip(network, item) for item in items]
    strips += [np.full_like(strips[0], 255)] * (-len(strips) % ITEMS_PER_ROW)
    rows = [np.concatenate(strips[i : i + ITEMS_PER_ROW], 1) for i in range(0, len(strips), ITEMS_PER_ROW)]
    cv2.imwrite(str(options.out), np.concatenate(rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])


if __name__ == "__main__":
    main()
