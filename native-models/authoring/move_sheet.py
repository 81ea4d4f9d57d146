"""A contact sheet of the film moves on pictures that training never saw, with preset depth as in the product.

usage: python move_sheet.py PACK BANK.npz HELD.npz OUT.png [--steps 8]

Two held-out photos and two held-out rendered drawings, 256x256; rows are moves, columns the last of eight frames.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from data.sources import PHOTO
from evaluation.contact_sheet import write_sheet
from evaluation.onnx_pack import Condition, OnnxPack
from plucker import plucker_map, rotation
from training.encode_latents import cell_geometry
from warps.depths import ground
from warps.render_caches import cell_inverse, draw

SIZE, FRAMES = 256, 8
FOCAL = 0.5 * SIZE / np.tan(np.radians(55 / 2))
MOVES = ("first frame", "pan right", "tilt up", "roll", "dolly in", "truck right", "orbit right", "zoom in")


def camera(move: str, part: float) -> tuple[np.ndarray, float]:
    """Pose `[4, 4]` and focal length factor after `part` (0..1) of a move."""
    pose, zoom = np.eye(4), 1.0
    turns = {"pan right": (0.3, 0, 0), "tilt up": (0, 0.2, 0), "roll": (0, 0, 0.3), "orbit right": (-0.4, 0, 0)}
    if move in turns:
        pose[:3, :3] = rotation(*(angle * part for angle in turns[move]))
    if move == "orbit right":
        pose[:3, 3] = (np.eye(3) - pose[:3, :3]) @ (0, 0, 1)
    if move == "dolly in":
        pose[2, 3] = 0.3 * part
    if move == "truck right":
        pose[0, 3] = 0.3 * part
    if move == "zoom in":
        zoom = np.exp(0.4 * part)
    return pose, zoom


def pictures(bank: Path, held: Path) -> list[np.ndarray]:
    """Two photos and two drawings `[3, 256, 256]` uint8."""
    file, clips = np.load(bank), np.load(held)
    start = np.concatenate([[0], np.cumsum(file["sizes"].prod(1))])
    texels, chosen = file["texels"], []
    for i in np.flatnonzero((file["kinds"] == PHOTO) & file["held"])[[0, 3]]:
        photo = texels[start[i] : start[i + 1], :3].reshape(*file["sizes"][i], 3)
        side = min(photo.shape[:2])
        y, x = (photo.shape[0] - side) // 2, (photo.shape[1] - side) // 2
        square = cv2.resize(photo[y : y + side, x : x + side], (SIZE, SIZE), interpolation=cv2.INTER_AREA)
        chosen.append(square.transpose(2, 0, 1))
    return chosen + [clips["rgb"][i, 0] for i in np.flatnonzero(clips["drawing"])[:2]]


def last_frames(pack: OnnxPack, picture: np.ndarray, steps: int) -> list[np.ndarray]:
    """The last frame of every move, `[3, 256, 256]` in 0..1, over a ground at 55 % of the height."""
    lens = np.array([FOCAL, FOCAL, SIZE / 2, SIZE / 2])
    depth, parts = ground(SIZE, 0.55, lens), np.linspace(0, 1, FRAMES)
    paths = [[camera(move, part) for part in parts] for move in MOVES]
    poses = np.array([[pose for pose, _ in path] for path in paths])
    lenses = np.array([[lens * (zoom, zoom, 1, 1) for _, zoom in path] for path in paths])
    copies = np.repeat(picture[None], len(MOVES), 0)
    filled, coverage, inverse = draw(copies, np.repeat(depth[None], len(MOVES), 0), poses, lenses)
    cells = cell_geometry(coverage, cell_inverse(inverse, coverage)).astype(np.float32)
    first = pack.encode(picture[None] / np.float32(255))
    frames = []
    for i in range(len(MOVES)):
        pose = pack.pose(plucker_map(poses[i], lenses[i], SIZE, SIZE))
        cache = filled[i] / np.float32(255)
        latents = pack.sample(Condition(first, pack.encode(cache), cells[i], pose), steps, i)
        reference = np.concatenate([cache[-1:], coverage[i, -1:, None].astype(np.float32)], 1)
        frames.append(pack.decode(latents[-1:], reference)[0])
    return frames


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pack", type=Path)
    parser.add_argument("bank", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=8)
    options = parser.parse_args()
    pack = OnnxPack(options.pack)
    columns = [last_frames(pack, picture, options.steps) for picture in pictures(options.bank, options.held)]
    write_sheet([list(row) for row in zip(*columns)], options.out)


if __name__ == "__main__":
    main()
