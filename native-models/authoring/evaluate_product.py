"""Measures the exported pack through the product's own command line, on the held-out sets.

usage: python evaluate_product.py HELD OUT [--takes FOLDER] [--scale 1] [--parts clips turns moves sheet networks]
       [--cli ../../out/cli.mjs] [--pack ../packs/embedded] [--floats FOLDER]

HELD is the folder that `held_sets.py` makes. Writes OUT/evaluation.json, OUT/evaluation.md and contact sheets. Takes stay
in a folder of their own and are not made again by the same build with the same weights, so it can be stopped and
started; `--scale 0.1` is a rehearsal. Build the command line first: `node scripts/build.mjs`.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image

from evaluation.clips_part import ClipsPart
from evaluation.moves_part import measure_moves
from evaluation.networks_part import exported_against_torch, wrong_camera
from evaluation.product import Program
from evaluation.sheet_part import make_sheets
from evaluation.tables import goals, markdown
from evaluation.turns_part import measure_turns
from held_sets import MANIFEST, array_hash

HERE = Path(__file__).resolve().parent
PARTS = ("clips", "turns", "moves", "sheet", "networks")


def check_sets(held: Path, manifest: dict) -> None:
    """@throws SystemExit where a set is not the one that was fixed before training"""
    for name, entry in manifest["clips"].items():
        with np.load(held / f"{name}.npz") as file:
            if array_hash(dict(file)) != entry["sha256"]:
                raise SystemExit(f"{name} is not the set of held-sets.json")
    for entry in [*manifest["photos"], *manifest["sheet"]]:
        picture = np.asarray(Image.open(held / entry["file"]).convert("RGB"))
        if hashlib.sha256(picture.tobytes()).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{entry['file']} is not the picture of held-sets.json")


def measure(part: str, program: Program, manifest: dict, options: argparse.Namespace) -> dict:
    held, scale, out = options.held, options.scale, options.out
    if part == "clips":
        clips = ClipsPart(program, held, scale)
        clips.run()
        return clips.finish(out)
    if part == "turns":
        return measure_turns(program, held, manifest, scale)
    if part == "moves":
        return measure_moves(program, held, manifest, scale)
    if part == "sheet":
        return make_sheets(program, held, manifest, scale, out)
    found = {"exported": exported_against_torch(program.pack, options.floats)}
    return found | {"wrong_camera": wrong_camera(program.pack, held, max(2, round(8 * scale)))}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("held", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--takes", type=Path, default=Path("takes"))
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--parts", nargs="*", default=list(PARTS), choices=PARTS)
    parser.add_argument("--cli", type=Path, default=HERE.parents[1] / "out" / "cli.mjs")
    parser.add_argument("--pack", type=Path, default=HERE.parent / "packs" / "embedded")
    parser.add_argument("--floats", type=Path, help="folder of the unrounded weights, to say what rounding costs")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    manifest = json.loads(MANIFEST.read_text())
    check_sets(options.held, manifest)
    options.out.mkdir(parents=True, exist_ok=True)
    program = Program(options.cli, options.pack, options.takes, options.processes)
    file = options.out / "evaluation.json"
    found = json.loads(file.read_text()) if file.exists() else {}
    if found.get("build") != program.work.name:
        found = {"build": program.work.name}
    found.setdefault("scales", {})
    found["pack"] = json.loads((program.pack / "pack.json").read_text())["version"]
    found["depth_network"] = (program.pack / "depth.onnx").exists()
    for part in options.parts:
        start = time.monotonic()
        found[part] = measure(part, program, manifest, options)
        found["scales"][part] = options.scale
        file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        print(f"{part}: {(time.monotonic() - start) / 60:.1f} minutes", flush=True)
    found["goals"] = goals(found)
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    (options.out / "evaluation.md").write_text(markdown(found))


if __name__ == "__main__":
    main()
