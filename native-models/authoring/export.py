"""Trained weights -> the embedded pack: ONNX graphs, `pack.json`, `training.json`, credits.

usage: python export.py WORK PACK [--version 0.2.0] [--only depth] [--credits BANK.credits.json ...]

WORK holds autoencoder.pt (or decoder.pt, the fine-tuned one), denoiser.pt, depth.pt where that was trained, the training
logs and, unless named, bank.credits.json. Graphs in PACK that are not written anew stay and are listed. Every graph is
compared with PyTorch at three sizes; a difference above 2e-4 stops the export.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from networks.depth import DepthNetwork
from networks.sampler import SCHEDULE_SHIFT, STEPS
from onnx_export import export_depth, export_pack
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


def load_diffusion(work: Path) -> tuple[Autoencoder, CameraDiffusion]:
    """The trained networks of generation."""
    autoencoder, diffusion = Autoencoder(), CameraDiffusion()
    autoencoder.load_state_dict(torch.load(newest(work, "decoder.pt", "autoencoder.pt"), weights_only=True))
    diffusion.load_state_dict(torch.load(work / "denoiser.pt", weights_only=True))
    return autoencoder, diffusion


def all_credits(files: list[Path]) -> list[dict[str, str]]:
    """The pictures of several banks, each once; the last file's statement about a picture counts."""
    found = {(c["package"], c["file"]): c for path in files for c in json.loads(path.read_text())}
    return [found[key] for key in sorted(found)]


def parameter_count(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def write_summary(path: Path, new: dict[str, dict[str, object]]) -> None:
    """Writes `training.json`; what it says about parts that are not exported now stays."""
    old = json.loads(path.read_text()) if path.exists() else {}
    merged = {key: {**old.get(key, {}), **entries} for key, entries in new.items()}
    ranges = {"trainedRange": TRAINED_RANGE, "steps": STEPS, "scheduleShift": SCHEDULE_SHIFT}
    path.write_text(json.dumps({**old, **merged, **ranges}, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--version", default="0.2.0")
    parser.add_argument("--only", choices=["depth"], help="leave the other graphs as they are, byte for byte")
    parser.add_argument("--credits", type=Path, nargs="+", help="of every bank that a part was trained with")
    options = parser.parse_args()
    work, pack = options.work, options.pack
    differences, parameters = {}, {}
    if options.only is None:
        auto, diffusion = load_diffusion(work)
        differences = export_pack(pack, auto.encoder, diffusion.pose_encoder, diffusion.denoiser, auto.decoder)
        parts = {"autoencoder": auto, "pose_encoder": diffusion.pose_encoder, "denoiser": diffusion.denoiser}
        parameters = {name: parameter_count(part) for name, part in parts.items()}
    if (work / "depth.pt").exists():
        depth = DepthNetwork()
        depth.load_state_dict(torch.load(work / "depth.pt", weights_only=True))
        differences["depth"], parameters["depth"] = export_depth(pack, depth), parameter_count(depth)
    credits = all_credits(options.credits or [work / "bank.credits.json"])
    write_manifest(pack, options.version, credits)
    write_credits(pack, credits)
    summary = {"parameters": parameters, "stages": training_summary(work), "onnxDifference": differences}
    write_summary(pack / "training.json", summary)
    size = sum(path.stat().st_size for path in pack.iterdir())
    print(f"{pack}: {size / 1e6:.1f} MB", differences)


if __name__ == "__main__":
    main()
