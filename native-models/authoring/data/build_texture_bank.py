"""Unpacked packages -> one file of textures, photos, cut-outs and panoramas, and the list of credits.

usage: python -m data.build_texture_bank RAW_FOLDER BANK.npz

Every picture's licence is read from its package (`licences.py`); what may not be used is left out and named in
`BANK.refused.json`. `held` marks what never enters training (`held_out.py`), with everything cut from it.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from . import procedural
from .held_out import is_held_out
from .panoramas import read_panorama
from .sources import CUTOUT, PANORAMA, PHOTO, SOURCES, TEXTURE, Source

# Normal, gloss and height maps, interface graphics, weapons' effects.
NOT_COLOUR = re.compile(
    r"(_n|_s|_g|_norm|_nm|_sm|_gm|_gloss|_spec|_bump|_height|_mask|_glow|_luma|normal|icon|font|logo|levelshot|gfx"
    r"|screenshot|minimap|particle|decal|lightmap|shadow)[\W_\d]", re.IGNORECASE)  # fmt: skip
LONGEST = {TEXTURE: 256, PHOTO: 1024, CUTOUT: 256, PANORAMA: 512}
PROCEDURAL_TEXTURES, CUTOUTS, THIN = 96, 160, 48
Image.MAX_IMAGE_PIXELS = None


def fit(image: Image.Image, longest: int) -> np.ndarray:
    """Shrinks to `longest` pixels on the longer side -> `[h, w, 3]` uint8, or 4 channels for RGBA."""
    scale = min(1.0, longest / max(image.size))
    size = [max(8, round(side * scale)) for side in image.size]
    return np.asarray(image.resize(size, Image.LANCZOS))


def usable_texture(image: Image.Image) -> bool:
    """Rejects small, elongated, transparent, nearly flat, very dark or very light pictures, and normal maps."""
    if min(image.size) < 120 or max(image.size) / min(image.size) > 2.05:
        return False
    small = np.asarray(image.convert("RGBA").resize((64, 64), Image.BILINEAR)).astype(np.float32)
    mean, spread = small[..., :3].mean((0, 1)), small[..., :3].std((0, 1)).mean()
    if (small[..., 3] < 250).mean() > 0.02 or not 35 < mean.mean() < 235 or spread < 8:
        return False
    return not (mean[2] > 200 and abs(mean[0] - 128) < 25 and abs(mean[1] - 128) < 25)


def usable_cutout(image: Image.Image) -> bool:
    """A shape with a clear edge: 8 to 80 % opaque, little in between, not one flat colour."""
    if min(image.size) < 100 or max(image.size) / min(image.size) > 4.1 or image.mode not in ("RGBA", "P", "LA"):
        return False
    small = np.asarray(image.convert("RGBA").resize((96, 96), Image.BILINEAR)).astype(np.float32)
    opaque = small[..., 3] > 200
    between = (small[..., 3] > 40) & ~opaque
    return 0.08 < opaque.mean() < 0.8 and between.mean() < 0.3 and small[opaque][:, :3].std(0).mean() > 8


def open_picture(source: Source, path: Path) -> tuple[np.ndarray, int] | None:
    """The picture at its size in the bank and its kind; None where it is of no use."""
    if source.kind == PANORAMA:
        return read_panorama(path, LONGEST[PANORAMA]), PANORAMA
    try:
        picture = Image.open(path)
        picture.load()
    except (OSError, SyntaxError):
        return None
    if source.kind == TEXTURE and usable_cutout(picture):
        return fit(picture.convert("RGBA"), LONGEST[CUTOUT]), CUTOUT
    if source.kind == PHOTO or usable_texture(picture):
        return fit(picture.convert("RGB"), LONGEST[source.kind]), source.kind
    return None


def read(source: Source, raw: Path, refused: dict[str, str]) -> Iterator[tuple[dict, np.ndarray, int]]:
    """Usable pictures of one source, as (credit, picture, kind); fills `refused`."""
    root = raw / source.package / source.folder
    paths = sorted({p for pattern in source.patterns for p in root.glob(pattern) if p.is_file()})
    order = np.random.RandomState(len(paths)).permutation(len(paths))
    taken = 0
    for path in (paths[i] for i in order):
        name = str(path.relative_to(raw / source.package))
        if taken >= source.most or (source.kind == TEXTURE and NOT_COLOUR.search(name)):
            continue
        said = source.statement(path, raw)
        if said is None:
            refused[f"{source.package}/{name}"] = source.reason(path, raw)
            continue
        opened = open_picture(source, path)
        if opened is not None:
            taken += 1
            credit = {"file": name, "package": source.package, "origin": source.origin}
            yield credit | {"licence": said.licence, "holder": said.holder, "source": said.source}, *opened


class Bank:
    """Entries of the bank under construction."""

    def __init__(self) -> None:
        self.rng = np.random.RandomState(1)
        self.images: list[np.ndarray] = []
        self.kinds: list[int] = []
        self.held: list[bool] = []
        self.origins: list[int] = []
        self.signatures: list[np.ndarray] = []

    def add(self, image: np.ndarray, kind: int, held: bool, origin: int) -> None:
        """`origin`: index of the credit it was cut from, -1 for procedural ones."""
        alpha = np.full((*image.shape[:2], 1), 255, np.uint8)
        self.images.append(image if image.shape[2] == 4 else np.concatenate([image, alpha], 2))
        self.kinds.append(kind)
        self.held.append(held)
        self.origins.append(origin)

    def distinct(self, image: np.ndarray) -> bool:
        """False where an almost equal picture was taken before; remembers `image` otherwise."""
        small = cv2.resize(image, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float32)[..., :3].ravel()
        if self.signatures and np.abs(np.stack(self.signatures) - small).mean(1).min() < 4:
            return False
        self.signatures.append(small)
        return True

    def cut(self, image: np.ndarray, size: int) -> np.ndarray:
        """A random square of `image`, resized to `size`."""
        h, w = image.shape[:2]
        side = int(min(h, w) * self.rng.uniform(0.4, 0.9))
        y, x = self.rng.randint(0, h - side + 1), self.rng.randint(0, w - side + 1)
        return cv2.resize(image[y : y + side, x : x + side], (size, size), interpolation=cv2.INTER_AREA)

    def add_procedural(self) -> None:
        """Patterns, and blob-shaped pieces of the pictures taken so far."""
        for i in range(PROCEDURAL_TEXTURES):
            self.add(procedural.texture(self.rng), TEXTURE, i % 8 == 3, -1)
        pictures = [i for i, kind in enumerate(self.kinds) if kind in (TEXTURE, PHOTO)]
        for _ in range(CUTOUTS):
            at = self.rng.choice(pictures)
            colour = self.cut(self.images[at][..., :3], 160)
            shape = procedural.blob(self.rng, 160, 160)
            self.add(np.dstack([colour, shape]), CUTOUT, self.held[at], self.origins[at])
        for _ in range(THIN):
            at = self.rng.choice(pictures)
            colour = self.cut(self.images[at][..., :3], 160)
            self.add(np.dstack([colour, procedural.thin_shape(self.rng, 160)]), CUTOUT, self.held[at], self.origins[at])


def build(raw: Path) -> tuple[Bank, list[dict], dict[str, str]]:
    """The bank, credits per source picture, refused pictures."""
    bank, credits, refused = Bank(), [], {}
    for source in SOURCES:
        for credit, image, kind in read(source, raw, refused):
            if not bank.distinct(image):
                continue
            held = is_held_out(source.package, credit["file"])
            credits.append(credit | {"kind": kind, "held": held})
            bank.add(image, kind, held, len(credits) - 1)
            for _ in range(2 if kind == PHOTO else 0):
                bank.add(bank.cut(image, 256), TEXTURE, held, len(credits) - 1)
    bank.add_procedural()
    return bank, credits, refused


def main() -> None:
    raw, path = Path(sys.argv[1]), Path(sys.argv[2])
    bank, credits, refused = build(raw)
    sizes = np.array([image.shape[:2] for image in bank.images])
    texels = np.concatenate([image.reshape(-1, 4) for image in bank.images])
    labels = {"kinds": bank.kinds, "held": bank.held, "origins": bank.origins}
    part = path.with_suffix(".part.npz")
    np.savez(part, texels=texels, sizes=sizes, **{name: np.array(value) for name, value in labels.items()})
    part.replace(path)
    path.with_suffix(".credits.json").write_text(json.dumps(credits, indent=1))
    path.with_suffix(".refused.json").write_text(json.dumps(refused, indent=1))
    print("entries by kind and held out", Counter(zip(bank.kinds, bank.held)), "refused", len(refused))
    print(Counter((c["package"], c["licence"]) for c in credits))


if __name__ == "__main__":
    main()
