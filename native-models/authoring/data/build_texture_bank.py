"""Unpacked packages -> one file of textures, photos and cut-outs, and the list of credits.

usage: python -m data.build_texture_bank RAW_FOLDER BANK.npz

Every eighth source picture (index % 8 == 3) is held out with everything cut from it: `held` in the file.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from . import procedural
from .sources import CUTOUT, PHOTO, SOURCES, TEXTURE, Source

# Normal, gloss and height maps, interface graphics.
NOT_COLOUR = re.compile(r"(_n|_s|_g|_norm|_nm|_gloss|_spec|_bump|_height|_mask|icon|font|logo|levelshot|gfx)\W", re.I)
LONGEST = {TEXTURE: 256, PHOTO: 640}
PROCEDURAL_TEXTURES, CUTOUTS = 96, 160


def fit(image: Image.Image, longest: int) -> np.ndarray:
    """Shrinks to `longest` pixels on the longer side -> `[h, w, 3]` uint8."""
    scale = min(1.0, longest / max(image.size))
    size = [max(8, round(side * scale)) for side in image.size]
    return np.asarray(image.convert("RGB").resize(size, Image.LANCZOS))


def usable_texture(image: Image.Image) -> bool:
    """Rejects small, elongated, transparent, nearly flat, very dark or very light pictures, and normal maps."""
    if min(image.size) < 120 or max(image.size) / min(image.size) > 2.05:
        return False
    small = np.asarray(image.convert("RGBA").resize((64, 64), Image.BILINEAR)).astype(np.float32)
    mean, spread = small[..., :3].mean((0, 1)), small[..., :3].std((0, 1)).mean()
    if (small[..., 3] < 250).mean() > 0.02 or not 35 < mean.mean() < 235 or spread < 8:
        return False
    return not (mean[2] > 200 and abs(mean[0] - 128) < 25 and abs(mean[1] - 128) < 25)


def read(source: Source, raw: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Usable pictures of one source, as (name, `[h, w, 3]` uint8)."""
    root = raw / source.package / source.folder
    for path in sorted({p for pattern in source.patterns for p in root.glob(pattern)}):
        name = str(path.relative_to(raw / source.package))
        if source.kind == TEXTURE and NOT_COLOUR.search(name):
            continue
        try:
            picture = Image.open(path)
            picture.load()
        except OSError:
            continue
        if source.kind == PHOTO or usable_texture(picture):
            yield name, fit(picture, LONGEST[source.kind])


def distinct(signatures: list[np.ndarray], image: np.ndarray) -> bool:
    """False where an almost equal picture was taken before; remembers `image` otherwise."""
    small = cv2.resize(image, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    if any(np.abs(small - other).mean() < 4 for other in signatures):
        return False
    signatures.append(small)
    return True


def cut(rng: np.random.RandomState, image: np.ndarray, size: int) -> np.ndarray:
    """A random square of `image`, resized to `size`."""
    h, w = image.shape[:2]
    side = int(min(h, w) * rng.uniform(0.4, 0.9))
    y, x = rng.randint(0, h - side + 1), rng.randint(0, w - side + 1)
    return cv2.resize(image[y : y + side, x : x + side], (size, size), interpolation=cv2.INTER_AREA)


def build(raw: Path) -> tuple[list[np.ndarray], list[int], list[bool], list[dict[str, str]]]:
    """All entries as RGBA pictures, their kinds, whether held out, and credits per source picture."""
    rng = np.random.RandomState(1)
    images: list[np.ndarray] = []
    kinds: list[int] = []
    held: list[bool] = []
    credits: list[dict[str, str]] = []
    signatures: list[np.ndarray] = []

    def add(image: np.ndarray, kind: int, out: bool) -> None:
        alpha = np.full(image.shape[:2] + (1,), 255, np.uint8)
        images.append(image if image.shape[2] == 4 else np.concatenate([image, alpha], 2))
        kinds.append(kind)
        held.append(out)

    for source in SOURCES:
        for name, image in read(source, raw):
            if not distinct(signatures, image):
                continue
            out = len(credits) % 8 == 3
            credits.append({"file": name, "package": source.package, "origin": source.origin,
                            "licence": source.licence, "holder": source.holder})  # fmt: skip
            add(image, source.kind, out)
            for _ in range(2 if source.kind == PHOTO else 0):
                add(cut(rng, image, 256), TEXTURE, out)
    for i in range(PROCEDURAL_TEXTURES):
        add(procedural.texture(rng), TEXTURE, i % 8 == 3)
    pictures = [i for i, kind in enumerate(kinds) if kind in (TEXTURE, PHOTO)]
    for _ in range(CUTOUTS):
        origin = rng.choice(pictures)
        colour = cut(rng, images[origin][..., :3], 160)
        add(np.dstack([colour, procedural.blob(rng, 160, 160)]), CUTOUT, held[origin])
    return images, kinds, held, credits


def main() -> None:
    raw, bank = Path(sys.argv[1]), Path(sys.argv[2])
    images, kinds, held, credits = build(raw)
    sizes = np.array([image.shape[:2] for image in images])
    texels = np.concatenate([image.reshape(-1, 4) for image in images])
    np.savez(bank, texels=texels, sizes=sizes, kinds=np.array(kinds), held=np.array(held))
    bank.with_suffix(".credits.json").write_text(json.dumps(credits, indent=1))
    print({kind: kinds.count(kind) for kind in range(3)}, "held out", sum(held), "texels", len(texels))


if __name__ == "__main__":
    main()
