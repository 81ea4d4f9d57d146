"""Makes the held-out sets of the evaluation, from seeds that were fixed before any training.

usage: python held_sets.py RAW_FOLDER BANK.npz OUT [--check]      # --check compares OUT with held-sets.json

`held-sets.json` says what each set is and the hash of what it holds. Only held-out pictures are used; drawings are sets of
their own, half of all.
"""

import argparse
import hashlib
import json
import sys
from argparse import Namespace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from data.held_out import is_held_out
from data.render_clips import render_set
from data.sources import PHOTO, SOURCES
from data.texture_bank import TextureBank

MANIFEST = Path(__file__).with_name("held-sets.json")
# Drawn or painted, all others of the held-out pictures are photos.
DRAWN = ("plasma-workspace-wallpapers", "starry_night")
CLIP_SETS = {
    "clips-square-photo": {"seed": 410_001, "drawings": 0.0, "width": 256, "height": 256},
    "clips-square-drawing": {"seed": 410_002, "drawings": 1.0, "width": 256, "height": 256},
    "clips-wide-photo": {"seed": 410_003, "drawings": 0.0, "width": 448, "height": 256},
    "clips-wide-drawing": {"seed": 410_004, "drawings": 1.0, "width": 448, "height": 256},
}
CLIPS, FRAMES = 24, 9
PICTURE_SEED, SHEET_PHOTOS, SHEET_DRAWINGS, LONGEST = 410_010, 12, 12, 2560
DRAWN_SCENES = {"seed": 410_011, "width": 1280, "height": 720}
# Photos are treated as pictures of a lens this wide; the board is this part of the width, so that turns stay inside.
PHOTO_FOV_DEGREES, BOARD_PART, ASPECT = 90, 0.5, 16 / 9
Image.MAX_IMAGE_PIXELS = None


def array_hash(arrays: dict[str, np.ndarray]) -> str:
    """Hash over names, shapes and bytes: npz files themselves carry dates."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def render_clip_sets(bank: TextureBank, out: Path, names: list[str]) -> dict[str, dict]:
    """Renders the sets called `names` that are not there yet; returns their entries for the manifest."""
    entries = {}
    for name in names:
        setup = CLIP_SETS[name]
        path = out / f"{name}.npz"
        if path.exists():
            with np.load(path) as file:
                arrays = dict(file)
        else:
            size = {"size": setup["width"], "clips": CLIPS, "frames": FRAMES, "full": True, "moving": 0.0}
            arrays = render_set(bank, Namespace(**size, **setup))
            np.savez(path, **arrays)
        entries[name] = setup | {"clips": CLIPS, "frames": FRAMES, "sha256": array_hash(arrays)}
        print(name, entries[name]["sha256"][:12], flush=True)
    return entries


def held_pictures(raw: Path) -> list[tuple[str, Path, str, str]]:
    """All held-out photos and drawings that may be used: name, path, licence, holder, sorted by name."""
    found = []
    for source in SOURCES:
        root = raw / source.package
        paths = {p for pattern in source.patterns for p in (root / source.folder).glob(pattern)}
        for path in paths if source.kind == PHOTO else ():
            name = str(path.relative_to(root))
            said = source.statement(path, raw) if is_held_out(source.package, name) else None
            if said:
                found.append((f"{source.package}/{name}", path, said.licence, said.holder))
    # The same drawing is there upright and wide; the wide one is enough.
    return sorted(entry for entry in found if "1622x2880" not in entry[0])


def is_drawn(name: str) -> bool:
    return any(word in name for word in DRAWN)


def open_picture(path: Path) -> Image.Image:
    """The picture in RGB, at most `LONGEST` pixels long."""
    picture = Image.open(path).convert("RGB")
    scale = min(1.0, LONGEST / max(picture.size))
    return picture.resize([round(side * scale) for side in picture.size], Image.LANCZOS) if scale < 1 else picture


def centre_crop(size: tuple[int, int], part: float, aspect: float) -> tuple[int, int, int, int]:
    """Left, top, width and height (even) of the middle of a picture: `part` of its width, or less if it is low."""
    width = min(size[0] * part, size[1] * part * aspect)
    w, h = int(width) // 2 * 2, int(width / aspect) // 2 * 2
    return (size[0] - w) // 2, (size[1] - h) // 2, w, h


def write_photos(raw: Path, out: Path) -> list[dict]:
    """Full-resolution photos for turns and zooms, each with the board that is cut from its middle."""
    (out / "photos").mkdir(exist_ok=True)
    entries = []
    for name, path, licence, holder in held_pictures(raw):
        picture = open_picture(path)
        if min(picture.size) < 340:
            continue
        file = f"photos/{len(entries):02d}.png"
        picture.save(out / file)
        entry = {"file": file, "source": name, "licence": licence, "holder": holder, "drawing": is_drawn(name)}
        digest = hashlib.sha256(np.asarray(picture).tobytes()).hexdigest()
        left, top, width, height = centre_crop(picture.size, BOARD_PART, ASPECT)
        focal = picture.size[0] / 2 / np.tan(np.radians(PHOTO_FOV_DEGREES) / 2)
        entries.append(entry | {
            "size": picture.size, "board": {"left": left, "top": top, "width": width, "height": height},
            "focalPixels": round(focal, 3), "sha256": digest})  # fmt: skip
    return entries


def write_sheet(raw: Path, bank: TextureBank, out: Path) -> list[dict]:
    """24 boards, 12 of them drawings: drawn by lot from all held-out pictures, missing drawings from drawn scenes."""
    (out / "sheet").mkdir(exist_ok=True)
    rng, pictures = np.random.RandomState(PICTURE_SEED), held_pictures(raw)
    photos = [entry for entry in pictures if not is_drawn(entry[0])]
    drawings = [entry for entry in pictures if is_drawn(entry[0])]
    chosen = [photos[i] for i in rng.permutation(len(photos))[:SHEET_PHOTOS]]
    chosen += [drawings[i] for i in rng.permutation(len(drawings))[:SHEET_DRAWINGS]]
    entries = []
    for name, path, licence, holder in chosen:
        picture = open_picture(path)
        left, top, width, height = centre_crop(picture.size, 1.0, ASPECT)
        board = picture.crop((left, top, left + width, top + height))
        if width > 1280:
            board = board.resize((1280, 720), Image.LANCZOS)
        entries.append(_board(out, board, len(entries), name, licence, holder, is_drawn(name)))
    missing = SHEET_PHOTOS + SHEET_DRAWINGS - len(entries)
    options = {"size": 0, "clips": missing, "frames": 1, "drawings": 1.0, "full": True, "moving": 0.0}
    for image in render_set(bank, Namespace(**options, **DRAWN_SCENES))["rgb"][:, 0]:
        board = Image.fromarray(image.transpose(1, 2, 0))
        entries.append(_board(out, board, len(entries), "a drawn scene", "", "", True))
    return entries


def _board(out: Path, board: Image.Image, index: int, name: str, licence: str, holder: str, drawing: bool) -> dict:
    file = f"sheet/{index:02d}.png"
    board.save(out / file)
    digest = hashlib.sha256(np.asarray(board).tobytes()).hexdigest()
    return {"file": file, "source": name, "licence": licence, "holder": holder, "drawing": drawing,
            "size": board.size, "sha256": digest}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("raw", type=Path)
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "--only", nargs="*", default=list(CLIP_SETS), help="render these clip sets only, write no manifest"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    bank = TextureBank(options.bank, True)
    clips = render_clip_sets(bank, options.out, options.only)
    if len(clips) < len(CLIP_SETS):
        return
    with np.load(options.bank) as file:
        texels = hashlib.sha256(file["texels"].tobytes()).hexdigest()
    found = {"bankTexels": texels, "clips": clips, "photos": write_photos(options.raw, options.out),
             "sheet": write_sheet(options.raw, bank, options.out)}  # fmt: skip
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if options.check:
        sys.exit(
            0 if json.loads(text) == json.loads(MANIFEST.read_text()) else "the sets are not those of held-sets.json"
        )
    MANIFEST.write_text(text)


if __name__ == "__main__":
    main()
