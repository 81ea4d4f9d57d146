"""Which source pictures never enter training.

Pictures of the first bank keep the side they were on, so that weights trained on it can be measured: every eighth one
was held out, named here. Pictures added later to those packages are all held out; in packages added later, the name
decides: one in eight.
"""

import hashlib
import json
from pathlib import Path

NAMES = json.loads(Path(__file__).with_name("held-out.json").read_text())
LATER_PACKAGES = ("ufoai-textures", "supertuxkart-data", "pmndrs-assets")


def is_held_out(package: str, file: str) -> bool:
    """`file`: path inside the unpacked package."""
    if package in LATER_PACKAGES:
        return hashlib.sha256(f"{package}/{file}".encode()).digest()[0] % 8 == 3
    return file in NAMES.get(package, ())
