"""Held-out pictures turned and zoomed by the product, against the exact homography of the full picture."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from plucker import rotation

from .clip_sums import rounded
from .plane_warp import homography, inside_mask, warp
from .product import Program, Take, write_poses

MODEL = 448, 256
DELIVERED = 1280, 720
# Reduced to the model's size from a drawing this many times larger.
FINE = 4
LEAST_BOARD = MODEL[0]
TURNS = {
    "pan": [(9, 0, 0, 1), (18, 0, 0, 1)], "tilt": [(0, 6, 0, 1), (0, 12, 0, 1)],
    "roll": [(0, 0, 8, 1), (0, 0, 16, 1)], "zoom": [(0, 0, 0, 1.25), (0, 0, 0, 1.5)],
}  # fmt: skip
GOAL_DECIBELS, GOAL_LOSS, GOAL_GRADIENT = 30.0, 1.0, 0.9


@dataclass
class View:
    """The part of the full picture that one kind of frame shows, and its lens."""

    left: float
    top: float
    width: float
    height: float
    lens: np.ndarray


class Photo:
    """One entry of the held-out photos."""

    def __init__(self, held: Path, entry: dict) -> None:
        self.name, self.drawing = Path(entry["file"]).stem, entry["drawing"]
        self.full = cv2.imread(str(held / entry["file"]))
        self.height, self.width = self.full.shape[:2]
        self.focal, self.board = entry["focalPixels"], entry["board"]

    def view(self, left: float, top: float, width: float, height: float, pixels: tuple[int, int]) -> View:
        across, down = pixels[0] / width, pixels[1] / height
        lens = [
            self.focal * across,
            self.focal * down,
            (self.width / 2 - left) * across,
            (self.height / 2 - top) * down,
        ]
        return View(left, top, width, height, np.array(lens))

    def frame(self) -> tuple[int, int, int, int]:
        """The model's frame in the full picture, as wide as the board: left, top, width, height."""
        height = round(self.board["width"] * MODEL[1] / MODEL[0])
        return self.board["left"], round((self.height - height) / 2), self.board["width"], height

    def crop(self) -> np.ndarray:
        left, top, width, height = self.frame()
        return self.full[top : top + height, left : left + width]

    def truth(self, pose: np.ndarray, lens: np.ndarray, pixels: tuple[int, int], fine: int) -> np.ndarray:
        """What a camera sees of the full picture `[h, w, 3]`, drawn `fine` times larger and reduced."""
        own = np.array([self.focal, self.focal, self.width / 2, self.height / 2])
        large = pixels[0] * fine, pixels[1] * fine
        drawn = warp(self.full, homography(pose, lens * fine, own), *large, cv2.INTER_LANCZOS4)
        return drawn if fine == 1 else np.asarray(Image.fromarray(drawn).resize(pixels, Image.LANCZOS))


def cameras(lens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Poses and lenses of all turns after the board itself."""
    steps = [(0, 0, 0, 1), *(step for turn in TURNS.values() for step in turn)]
    poses = np.tile(np.eye(4), (len(steps), 1, 1))
    poses[:, :3, :3] = [rotation(*np.radians(step[:3])) for step in steps]
    return poses, np.array([lens * [step[3], step[3], 1, 1] for step in steps])


def make(program: Program, photo: Photo) -> tuple[Take, Take | None]:
    """The take at the model's size, and the one delivered large where the board has so many pixels."""
    folder, view = program.folder(f"turns/{photo.name}"), photo.view(*photo.frame(), MODEL)
    # Of the same shape as the model's frame, so that nothing is cut off.
    board = Image.fromarray(photo.crop()[..., ::-1]).resize((MODEL[0] * FINE, MODEL[1] * FINE), Image.LANCZOS)
    board.save(folder / "board.png")
    poses, lenses = cameras(view.lens)
    write_poses(folder / "poses.txt", poses, lenses, *MODEL)
    size, frames = f"{MODEL[0]}x{MODEL[1]}", len(poses)
    words = ["--image", folder / "board.png", "--path", folder / "poses.txt", "--pose-size", size, "--size", size]
    # Only what the board shows is measured, so few samples are enough.
    words += ["--frames", 3, "--seconds", frames / 8, "--fps", 8, "--depth", "flat"]
    take = program.generate(f"turns/{photo.name}/model", words)
    if photo.board["width"] < DELIVERED[0]:
        return take, None
    recipe = large_recipe(photo, take, folder / "recipe")
    return take, program.generate(f"turns/{photo.name}/delivered", ["--recipe", recipe])


def large_recipe(photo: Photo, take: Take, folder: Path) -> Path:
    """The same shot with the board's own pixels, delivered at 1280x720 as the studio does."""
    folder.mkdir(exist_ok=True)
    crop = np.ascontiguousarray(photo.crop()[..., ::-1])
    Image.fromarray(crop).save(folder / "picture.png")
    shutil.copy(take.folder / "depth.npy", folder / "depth.npy")
    _, top, _, height = photo.frame()
    scale = MODEL[1] / height
    box = {"x": 0, "y": (photo.board["top"] - top) * scale, "width": MODEL[0], "height": DELIVERED[1] * scale}
    recipe = json.loads(json.dumps(take.recipe))
    recipe["spec"]["delivery"] = {"size": {"width": DELIVERED[0], "height": DELIVERED[1]}, "box": box}
    digest = hashlib.sha256(crop.tobytes()).hexdigest()
    recipe["spec"]["picture"] = {"width": crop.shape[1], "height": crop.shape[0], "sha256": digest}
    (folder / "take.json").write_text(json.dumps(recipe))
    return folder


def psnr(a: np.ndarray, b: np.ndarray, mask: np.ndarray) -> float:
    return float(-10 * np.log10(max(((a.astype(np.float64) - b)[mask] ** 2).mean() / 255**2, 1e-10)))


def gradient_length(picture: np.ndarray) -> np.ndarray:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float64)
    lengths = np.zeros_like(grey)
    lengths[:-1, :-1] = np.hypot(np.diff(grey, axis=1)[:-1], np.diff(grey, axis=0)[:, :-1])
    return lengths


def measure_small(photo: Photo, take: Take) -> list[dict]:
    """Per frame: dB of the product and of the exact homography of the model's own input, seen area."""
    lens = photo.view(*photo.frame(), MODEL).lens
    poses, lenses = cameras(lens)
    frames, found = take.frames()[..., ::-1], []
    own = cv2.imread(str(take.folder / "picture.png"))
    own_lens = lens * np.tile([own.shape[1] / MODEL[0], own.shape[0] / MODEL[1]], 2)
    for i in range(1, len(poses)):
        truth = photo.truth(poses[i], lenses[i], MODEL, FINE)
        mask = inside_mask(homography(poses[i], lenses[i], lens), MODEL, MODEL, 2)
        warped = warp(own, homography(poses[i], lenses[i], own_lens), *MODEL)
        found.append({"product": psnr(frames[i], truth, mask), "own input": psnr(warped, truth, mask)})
    return found


def measure_large(photo: Photo, take: Take) -> list[dict]:
    """Per frame at 1280x720, seen area: dB, and gradient energy as a part of the truth's and of the board's."""
    board = photo.board
    view = photo.view(board["left"], board["top"], *DELIVERED, DELIVERED)
    poses, lenses = cameras(view.lens)
    frames, found = take.frames()[..., ::-1], []
    own = photo.full[board["top"] : board["top"] + DELIVERED[1], board["left"] : board["left"] + DELIVERED[0]]
    for i in range(1, len(poses)):
        truth = photo.truth(poses[i], lenses[i], DELIVERED, 1)
        matrix = homography(poses[i], lenses[i], view.lens)
        mask = inside_mask(matrix, DELIVERED, DELIVERED, 3)
        zoom = lenses[i][0] / view.lens[0]
        shown = inside_mask(np.linalg.inv(matrix), DELIVERED, DELIVERED, 3)
        made = gradient_length(np.ascontiguousarray(frames[i]))[mask].mean()
        warped = warp(own, matrix, *DELIVERED)
        found.append({
            "product": psnr(frames[i], truth, mask), "own input": psnr(warped, truth, mask),
            "gradient of truth": made / max(gradient_length(truth)[mask].mean(), 1e-6),
            "gradient of board": made / max(gradient_length(own)[shown].mean() / zoom, 1e-6),
            "gradient of homography": gradient_length(warped)[mask].mean() / max(gradient_length(truth)[mask].mean(), 1e-6),
        })  # fmt: skip
    return found


def table(found: list[list[dict]]) -> dict:
    """Means over pictures and frames per turn, and how many of the pictures reach the goals."""
    rows = {}
    for at, turn in enumerate(TURNS):
        frames = [picture[i] for picture in found for i in (2 * at, 2 * at + 1)]
        rows[turn] = {name: float(np.mean([frame[name] for frame in frames])) for name in frames[0]}
        good = [f["product"] >= GOAL_DECIBELS or f["product"] >= f["own input"] - GOAL_LOSS for f in frames]
        rows[turn] |= {"worst": min(f["product"] for f in frames), "reach": float(np.mean(good)), "frames": len(frames)}
        if "gradient of board" in frames[0]:
            rows[turn]["keep the gradient"] = float(np.mean([f["gradient of board"] >= GOAL_GRADIENT for f in frames]))
    return {turn: rounded(row) for turn, row in rows.items()}


def measure_turns(program: Program, held: Path, manifest: dict, scale: float) -> dict:
    """All boards at least as wide as the model's frame; those of 1280 also delivered large."""
    entries = [e for e in manifest["photos"] if e["board"]["width"] >= LEAST_BOARD]
    entries = entries[:: max(1, round(1 / scale))]
    photos = [Photo(held, entry) for entry in entries]
    takes = program.all(lambda photo: make(program, photo), photos)
    result: dict = {"pictures": len(photos), "drawings": sum(p.drawing for p in photos)}
    small = [measure_small(photo, take) for photo, (take, _) in zip(photos, takes)]
    large = [(photo, measure_large(photo, take)) for photo, (_, take) in zip(photos, takes) if take]
    for look, drawn in (("all", (False, True)), ("photo", (False,)), ("drawing", (True,))):
        chosen = [rows for photo, rows in zip(photos, small) if photo.drawing in drawn]
        chosen_large = [rows for photo, rows in large if photo.drawing in drawn]
        result[look] = {"448x256": table(chosen) if chosen else {}, "pictures": len(chosen)}
        result[look] |= {"1280x720": table(chosen_large) if chosen_large else {}, "delivered": len(chosen_large)}
    return result
