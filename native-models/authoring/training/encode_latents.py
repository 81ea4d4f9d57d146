"""Stage 2: latents of the frames and of their cache renders, so that the denoiser's training reads only small arrays.

usage: python -m training.encode_latents WORK [K ...]     (clips_K.npz with warps_K.npz in WORK; without K all of them)

Writes WORK/latents_K.npz: `clean` and `cache` [n, F, 8, h, w] float16, `geometry` [n, F, 4, h, w] float16, `poses`,
`intrinsics`.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from networks.autoencoder import Encoder

from .train_autoencoder import Autoencoder


def load_autoencoder(work: Path) -> Autoencoder:
    net = Autoencoder()
    net.load_state_dict(torch.load(work / "autoencoder.pt", weights_only=True))
    return net.eval()


@torch.no_grad()
def encode(encoder: Encoder, frames: np.ndarray) -> np.ndarray:
    """`[n, F, 3, H, W]` uint8 -> `[n, F, 8, H/8, W/8]` float16."""
    flat = torch.from_numpy(frames).flatten(0, 1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = [encoder(part.float() / 255).half() for part in flat.split(24)]
    return torch.cat(parts).unflatten(0, frames.shape[:2]).numpy()


def cell_geometry(coverage: np.ndarray, inverse: np.ndarray) -> np.ndarray:
    """`coverage` `[n, F, H, W]` of 0/1, `inverse` `[n, F, H/8, W/8]` -> `[n, F, 4, H/8, W/8]` float16."""
    n, frames, height, width = coverage.shape
    cells = coverage.reshape(n, frames, height // 8, 8, width // 8, 8)
    mean = cells.mean((3, 5), dtype=np.float32)
    planes = [mean, cells.min((3, 5)).astype(np.float32), inverse.astype(np.float32), np.ones_like(mean)]
    return np.stack(planes, 2).astype(np.float16)


def encode_shard(encoder: Encoder, clips_path: Path, warps_path: Path, out: Path) -> None:
    clips, warps = np.load(clips_path), np.load(warps_path)
    np.savez(
        out,
        clean=encode(encoder, clips["rgb"]),
        cache=encode(encoder, warps["filled"]),
        geometry=cell_geometry(warps["coverage"], warps["inverse"]),
        poses=clips["poses"],
        intrinsics=clips["intrinsics"],
    )


def main() -> None:
    work = Path(sys.argv[1])
    torch.set_num_threads(1)
    encoder = load_autoencoder(work).encoder.to(memory_format=torch.channels_last)
    names = [f"clips_{k}.npz" for k in sys.argv[2:]] or sorted(path.name for path in work.glob("clips_*.npz"))
    for clips in (work / name for name in names):
        warps = work / clips.name.replace("clips", "warps")
        if warps.exists():
            encode_shard(encoder, clips, warps, work / clips.name.replace("clips", "latents"))
            print(clips.name, flush=True)


if __name__ == "__main__":
    main()
