"""Writes `pack.json` (see core/contract/pack.ts) and `MODEL-CREDITS.md` beside the exported graphs."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import onnx
from onnx import TensorProto

COMPONENTS = ("encoder", "pose_encoder", "denoiser", "decoder")
DTYPES = {TensorProto.FLOAT: "float32", TensorProto.FLOAT16: "float16", TensorProto.INT64: "int64"}
SIZES = [(256, 256), (320, 192), (192, 320), (448, 256), (256, 448), (512, 320), (128, 128)]
# The widest turns and travels of `data.camera_paths`, 95 % of clips; lenses of the training frames.
TRAINED_RANGE = {"maxRotationDegrees": 45, "maxTranslation": 0.8, "minFovXDegrees": 38, "maxFovXDegrees": 85}


def tensor_entry(slot: onnx.ValueInfoProto) -> dict[str, object]:
    """One input or output: fixed extents as numbers, dynamic ones by name."""
    dims = slot.type.tensor_type.shape.dim
    shape = [dim.dim_param if dim.dim_param else dim.dim_value for dim in dims]
    return {"name": slot.name, "dtype": DTYPES[slot.type.tensor_type.elem_type], "shape": shape}


def component_entry(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    graph = onnx.load_from_string(data).graph
    return {
        "file": path.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "inputs": [tensor_entry(slot) for slot in graph.input],
        "outputs": [tensor_entry(slot) for slot in graph.output],
    }


def credit_groups(credits: list[dict[str, str]]) -> list[dict[str, object]]:
    """Source pictures grouped by package, licence and holder, with their number."""
    groups = Counter((c["package"], c["origin"], c["licence"], c["holder"]) for c in credits)
    names = ("package", "origin", "licence", "holder")
    return [dict(zip(names, key)) | {"count": count} for key, count in sorted(groups.items())]


def write_manifest(folder: Path, version: str, credits: list[dict[str, str]]) -> None:
    """`folder` holds the four graphs; `credits` as written by `data.build_texture_bank`."""
    groups = credit_groups(credits)
    manifest = {
        "format": "craneshot-pack",
        "formatVersion": 1,
        "id": "embedded",
        "version": version,
        "family": "craneshot-embedded",
        "name": "Craneshot embedded model",
        "components": {name: component_entry(folder / f"{name}.onnx") for name in COMPONENTS},
        "rayLayout": "moment-direction",
        "latent": {"channels": 8, "downscale": 8},
        "scheduler": {"kind": "anchored-flow", "shift": 1.6},
        "steps": {"draft": 3, "standard": 8, "fine": 12},
        "sizes": [{"width": width, "height": height} for width, height in SIZES],
        "sizeMultiple": 64,
        "frames": {"min": 1, "max": 64, "default": 16},
        "trainedRange": TRAINED_RANGE,
        "memory": {"baseBytes": 250_000_000, "perPixelFrameBytes": 200},
        "licence": "GPL-3.0-or-later",
        "credits": [
            {"what": f"{g['count']} training pictures from {g['package']} ({g['origin']})", "licence": g["licence"],
             "by": g["holder"]}
            for g in groups
        ],
    }  # fmt: skip
    (folder / "pack.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def write_credits(folder: Path, credits: list[dict[str, str]]) -> None:
    """`MODEL-CREDITS.md`: every source picture with package, licence and holder."""
    lines = [
        "# Pictures the embedded model was trained with",
        "",
        "Rendered training scenes were textured with these pictures and with procedural patterns. None of them is",
        "part of the product. One picture in eight was kept out of training for measuring.",
    ]
    for group in credit_groups(credits):
        lines += [
            "",
            f"## {group['package']} ({group['origin']}), {group['licence']}",
            "",
            f"By {group['holder']}.",
            "",
        ]
        keys = ("package", "licence", "holder")
        lines += [f"- {c['file']}" for c in credits if all(c[key] == group[key] for key in keys)]
    (folder / "MODEL-CREDITS.md").write_text("\n".join(lines) + "\n")
