"""Writes `pack.json` (see core/contract/pack.ts) and `MODEL-CREDITS.md` beside the exported graphs."""

import hashlib
import json
from pathlib import Path

import onnx
from onnx import TensorProto

COMPONENTS = ("encoder", "pose_encoder", "denoiser", "decoder")
OPTIONAL_COMPONENTS = ("depth",)
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


def component_entries(folder: Path) -> dict[str, dict[str, object]]:
    """Entries of the four graphs and of the optional ones that are there."""
    optional = (name for name in OPTIONAL_COMPONENTS if (folder / f"{name}.onnx").exists())
    return {name: component_entry(folder / f"{name}.onnx") for name in (*COMPONENTS, *optional)}


def credit_entries(credits: list[dict[str, str]]) -> list[dict[str, str]]:
    """`pack.json`'s credits: source pictures grouped by package and licence; the full list is `MODEL-CREDITS.md`."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for c in credits:
        groups.setdefault((c["package"], c["origin"], c["licence"] or "see MODEL-CREDITS.md"), []).append(c["holder"])
    return [
        {
            "what": f"{len(holders)} training pictures from {package} ({origin})",
            "licence": licence,
            "by": holders[0] if len(set(holders)) == 1 else "the authors named in MODEL-CREDITS.md",
        }
        for (package, origin, licence), holders in sorted(groups.items())
    ]


def write_manifest(folder: Path, version: str, credits: list[dict[str, str]]) -> None:
    """`folder` holds the graphs; `credits` as written by `data.build_texture_bank`."""
    manifest = {
        "format": "craneshot-pack",
        "formatVersion": 1,
        "id": "embedded",
        "version": version,
        "family": "craneshot-embedded",
        "name": "Craneshot embedded model",
        "components": component_entries(folder),
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
        "credits": credit_entries(credits),
    }
    (folder / "pack.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


OUTSIDE = """
## Used although they may not be

The weights of this version have also seen these pictures, by older rules that read licences per package. They are not
in the picture bank any more and later weights are trained without them."""


def write_credits(folder: Path, credits: list[dict[str, str]]) -> None:
    """`MODEL-CREDITS.md`: every source picture with package, licence and holder."""
    lines = [
        "# Pictures the embedded model was trained with",
        "",
        "Rendered training scenes were textured with these pictures and with procedural patterns. None of them is",
        "part of the product. About one picture in eight was kept out of training for measuring. Licences are read per",
        "file from the packages (`native-models/authoring/data/licences.py`). The weights are licensed under",
        "GPL-3.0-or-later; what you make with them is yours.",
    ]
    names = ("package", "origin", "licence", "holder")
    groups: dict[tuple[str, ...], list[str]] = {}
    for c in credits:
        if "outside" not in c:
            groups.setdefault(tuple(c[name] for name in names), []).append(c["file"])
    for (package, origin, licence, holder), files in sorted(groups.items()):
        lines += ["", f"## {package} ({origin}), {licence}", "", f"By {holder}.", ""]
        lines += [f"- {file}" for file in sorted(files)]
    outside = [c for c in credits if "outside" in c]
    if outside:
        lines += [OUTSIDE, "", *(f"- {c['package']}: {c['file']} ({c['outside']})" for c in outside)]
    (folder / "MODEL-CREDITS.md").write_text("\n".join(lines) + "\n")
