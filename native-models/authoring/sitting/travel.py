"""What travels to and from the machine: the texture bank as compressed pictures, weights in parts of one file."""

import hashlib
import io
import itertools
import json
import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

PART_BYTES = 15 * 1024 * 1024
QUALITY, ALPHA_QUALITY = 86, 80
Image = np.ndarray


def _encode(image: Image) -> bytes:
    """RGBA -> JPEG, or WebP where part of it is transparent."""
    if (image[..., 3] == 255).all():
        return cv2.imencode(".jpg", image[..., 2::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
    swapped = cv2.cvtColor(image, cv2.COLOR_RGBA2BGRA)
    return cv2.imencode(".webp", swapped, [cv2.IMWRITE_WEBP_QUALITY, ALPHA_QUALITY])[1].tobytes()


def _decode(data: bytes) -> Image:
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if image.shape[2] == 4:
        return cv2.cvtColor(image, cv2.COLOR_BGRA2RGBA)
    return np.dstack([image[..., ::-1], np.full(image.shape[:2], 255, np.uint8)])


def pack_bank(bank: Path, out: Path, most_bytes: int, longest: int = 768) -> int:
    """Compresses a bank; of the training textures so many are left out at random that `most_bytes` suffice.

    Returns the bytes written. Photos, cut-outs, panoramas and everything held out always travel.
    """
    file = np.load(bank)
    start = np.concatenate([[0], np.cumsum(file["sizes"].prod(1))])
    texels, blobs = file["texels"], []
    for i, size in enumerate(file["sizes"]):
        image = texels[start[i] : start[i + 1]].reshape(*size, 4)
        if max(size) > longest:
            part = longest / max(size)
            image = cv2.resize(image, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
        blobs.append(_encode(image))
    keep = np.ones(len(blobs), bool)
    optional = np.flatnonzero((file["kinds"] == 0) & ~file["held"])
    order, total = np.random.RandomState(6).permutation(optional), sum(map(len, blobs))
    for i in order:
        if total <= most_bytes:
            break
        keep[i], total = False, total - len(blobs[i])
    kept = np.flatnonzero(keep)
    lengths = np.array([len(blobs[i]) for i in kept])
    data = np.frombuffer(b"".join(blobs[i] for i in kept), np.uint8)
    np.savez(out, data=data, lengths=lengths, kinds=file["kinds"][kept], held=file["held"][kept])
    return out.stat().st_size


def unpack_bank(packed: Path, out: Path) -> None:
    """The bank that `data.texture_bank.TextureBank` reads."""
    file = np.load(packed)
    start = np.concatenate([[0], np.cumsum(file["lengths"])])
    data = file["data"]
    images = [_decode(data[a:b].tobytes()) for a, b in itertools.pairwise(start)]
    texels = np.concatenate([image.reshape(-1, 4) for image in images])
    sizes = np.array([image.shape[:2] for image in images])
    np.savez(out, texels=texels, sizes=sizes, kinds=file["kinds"], held=file["held"])


def write_shards(folder: Path, networks: dict[str, dict[str, Tensor]], stage: str) -> None:
    """Writes state dicts in half precision in parts of at most `PART_BYTES`, with a manifest.

    The manifest is replaced last: whenever the machine goes away, `folder` holds one complete state.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    torch.save({n: {k: v.detach().cpu().half() for k, v in state.items()} for n, state in networks.items()}, buffer)
    data = buffer.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    parts = []
    for i, at in enumerate(range(0, len(data), PART_BYTES)):
        name = f"weights-{digest[:8]}-{i}.bin"
        (folder / name).write_bytes(data[at : at + PART_BYTES])
        parts.append(name)
    manifest = folder / "manifest.part"
    manifest.write_text(json.dumps({"stage": stage, "sha256": digest, "parts": parts}))
    os.replace(manifest, folder / "manifest.json")
    for path in folder.glob("weights-*.bin"):
        if path.name not in parts:
            path.unlink()


def read_shards(folder: Path) -> dict[str, dict[str, Tensor]]:
    """State dicts by network, in float32. @throws ValueError where a part is missing or damaged"""
    manifest = json.loads((folder / "manifest.json").read_text())
    try:
        data = b"".join((folder / name).read_bytes() for name in manifest["parts"])
    except FileNotFoundError as error:
        raise ValueError(f"{folder}: a part of the weights is missing: {error.filename}") from error
    if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
        raise ValueError(f"{folder}: the parts of the weights do not belong together")
    networks = torch.load(io.BytesIO(data), weights_only=True)
    return {n: {k: v.float() if v.is_floating_point() else v for k, v in s.items()} for n, s in networks.items()}


def hand_out(work: Path, out: Path) -> list[str]:
    """Copies weights, numbers and sheet to `out`; returns the names."""
    out.mkdir(parents=True, exist_ok=True)
    shards = work / "shards"
    names = []
    if (shards / "manifest.json").exists():
        read_shards(shards)
        names = ["manifest.json", *json.loads((shards / "manifest.json").read_text())["parts"]]
        for name in names:
            shutil.copy(shards / name, out / name)
    for name in ("metrics.json", "sheet.png", "sitting.log"):
        if (work / name).exists():
            shutil.copy(work / name, out / name)
            names.append(name)
    return names
