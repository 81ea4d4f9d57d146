"""Trained weights -> the embedded pack: four ONNX graphs, `pack.json`, `training.json`, credits.

usage: python export.py WORK PACK [--version 0.1.0]

WORK holds autoencoder.pt (or decoder.pt, the fine-tuned one), denoiser.pt, the training logs and bank.credits.json.
Every graph is compared with PyTorch at three sizes; a difference above 2e-4 stops the export.
"""

import argparse
import json
from pathlib import Path

import torch

from networks.sampler import SCHEDULE_SHIFT, STEPS
from onnx_export import export_pack
from pack_manifest import TRAINED_RANGE, write_credits, write_manifest
from training.train_autoencoder import Autoencoder
from training.train_denoiser import CameraDiffusion


def newest(work: Path, *names: str) -> Path:
    return next(work / name for name in names if (work / name).exists())


def training_summary(work: Path) -> dict[str, object]:
    """Steps, minutes and last losses of each stage, from the logs."""
    stages = {}
    for log in sorted(work.glob("*_training.log.jsonl")):
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        minutes = sum(a["minutes"] for a, b in zip(lines, lines[1:] + [{"minutes": 0}]) if b["minutes"] < a["minutes"])
        stages[log.name.removesuffix("_training.log.jsonl")] = {
            "steps": lines[-1]["step"],
            "minutes": round(minutes, 1),
            "last": lines[-1],
        }
    return stages


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--version", default="0.1.0")
    options = parser.parse_args()
    work = options.work
    autoencoder, diffusion = Autoencoder(), CameraDiffusion()
    autoencoder.load_state_dict(torch.load(newest(work, "decoder.pt", "autoencoder.pt"), weights_only=True))
    diffusion.load_state_dict(torch.load(work / "denoiser.pt", weights_only=True))
    differences = export_pack(
        options.pack, autoencoder.encoder, diffusion.pose_encoder, diffusion.denoiser, autoencoder.decoder
    )
    credits = json.loads((work / "bank.credits.json").read_text())
    write_manifest(options.pack, options.version, credits)
    write_credits(options.pack, credits)
    parts = {"autoencoder": autoencoder, "pose_encoder": diffusion.pose_encoder, "denoiser": diffusion.denoiser}
    summary = {
        "parameters": {name: sum(p.numel() for p in part.parameters()) for name, part in parts.items()},
        "stages": training_summary(work),
        "trainedRange": TRAINED_RANGE,
        "steps": STEPS,
        "scheduleShift": SCHEDULE_SHIFT,
        "onnxDifference": differences,
    }
    (options.pack / "training.json").write_text(json.dumps(summary, indent=2) + "\n")
    size = sum(path.stat().st_size for path in options.pack.iterdir())
    print(f"{options.pack}: {size / 1e6:.1f} MB", differences)


if __name__ == "__main__":
    main()
