"""A bank of a few procedural pictures, so that tests need no downloads.  usage: python -m tests.small_bank BANK.npz"""

import sys
from pathlib import Path

import numpy as np

from data import procedural
from data.sources import CUTOUT, PANORAMA, PHOTO, TEXTURE


def write_bank(path: Path, seed: int = 7) -> None:
    """Noise-like textures and photos, blob cut-outs and a panorama, half of them held out."""
    rng = np.random.RandomState(seed)
    images, kinds, held = [], [], []
    for i in range(16):
        texture = procedural.texture(rng, 128)
        detail = (procedural.smooth_noise(rng, 128, 128, 6, 6)[..., None] * [0.9, 0.6, 0.3] * 255).astype(np.uint8)
        image = np.clip(texture * 0.5 + detail * 0.7, 0, 255).astype(np.uint8)
        kind = (TEXTURE, PHOTO, CUTOUT, PANORAMA)[i % 4]
        alpha = procedural.blob(rng, 128, 128) if kind == CUTOUT else np.full((128, 128), 255, np.uint8)
        images.append(np.dstack([image, alpha]))
        kinds.append(kind)
        held.append(i >= 8)
    texels = np.concatenate([image.reshape(-1, 4) for image in images])
    np.savez(
        path, texels=texels, sizes=np.array([x.shape[:2] for x in images]), kinds=np.array(kinds), held=np.array(held)
    )


if __name__ == "__main__":
    write_bank(Path(sys.argv[1]))
