"""The sheet to look at: 24 unseen pictures, chosen by lot, times six moves, all shown."""

from pathlib import Path

import cv2
import numpy as np

from .moves import AMOUNTS, move, zoomed
from .moves_part import SHEET_LENS_DEGREES
from .product import Program, Take, write_poses

MOVES = ("pan", "dolly", "truck", "pedestal", "orbit", "dolly-zoom")
SIZE = 448, 256
THUMB, GAP, ROWS = 236, 4, 12
MOST_BYTES = 490_000


def make(program: Program, held: Path, entry: dict) -> Take:
    """One take of a board: half and whole of each move in turn, every frame a sample, automatic depth."""
    name = f"sheet/{Path(entry['file']).stem}"
    focal = SIZE[0] / 2 / np.tan(np.radians(SHEET_LENS_DEGREES) / 2)
    lens = np.array([focal, focal, SIZE[0] / 2, SIZE[1] / 2])
    steps = [move("static", 0), *(move(m, AMOUNTS[m], part) for m in MOVES for part in (0.5, 1))]
    lenses = np.stack([zoomed(lens, factor) for _, factor in steps])
    path, size = program.folder(name) / "poses.txt", f"{SIZE[0]}x{SIZE[1]}"
    write_poses(path, np.stack([pose for pose, _ in steps]), lenses, *SIZE)
    words = ["--image", held / entry["file"], "--path", path, "--pose-size", size, "--size", size]
    return program.generate(name, words)


def save_jpeg(picture: np.ndarray, path: Path) -> None:
    """`picture` `[h, w, 3]` BGR with the best quality that keeps the file small."""
    for quality in range(88, 30, -4):
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if len(data) <= MOST_BYTES:
            break
    path.write_bytes(data.tobytes())


def sheet(takes: list[Take]) -> np.ndarray:
    """One row a picture: the board, then the end of each move."""
    rows = []
    for take in takes:
        frames = take.frames()[..., ::-1][[0, *range(2, 1 + 2 * len(MOVES), 2)]]
        height = THUMB * frames.shape[1] // frames.shape[2]
        cells = [cv2.resize(frame, (THUMB, height), interpolation=cv2.INTER_AREA) for frame in frames]
        rows.append(np.concatenate([np.pad(c, ((0, GAP), (0, GAP), (0, 0)), constant_values=255) for c in cells], 1))
    return np.concatenate(rows, 0)


def make_sheets(program: Program, held: Path, manifest: dict, scale: float, out: Path) -> dict:
    """Writes sheet-photos.jpg and sheet-drawings.jpg."""
    coverage = {}
    for drawing, name in ((False, "photos"), (True, "drawings")):
        entries = [entry for entry in manifest["sheet"] if entry["drawing"] == drawing]
        entries = entries[: max(1, round(len(entries) * scale))]
        takes = program.all(lambda entry: make(program, held, entry), entries)
        save_jpeg(sheet(takes), out / f"sheet-{name}.jpg")
        uncovered = [1 - np.array(take.recipe["coverage"])[2::2] for take in takes]
        means = np.mean(uncovered, 0).round(3).tolist()
        coverage[name] = {"pictures": len(takes), "uncovered_by_move": dict(zip(MOVES, means))}
    return coverage
