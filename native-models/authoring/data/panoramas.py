"""Full-circle pictures of surroundings, from EXR files that a JavaScript package carries as text."""

import base64
import re
import subprocess
from pathlib import Path

import cv2
import numpy as np

BRIGHT_PERCENTILE, BRIGHT_VALUE, KNEE = 90, 0.8, 0.25
READER = Path(__file__).with_name("read-exr.mjs")


def read_panorama(path: Path, width: int) -> np.ndarray:
    """`path` is a module with the file as a base64 address -> `[width / 2, width, 3]` uint8, RGB, display-referred.

    Light is scaled so that its 90th percentile lands at 0.8, and bent softly above.
    """
    data = re.search(r"base64,([A-Za-z0-9+/=]+)", path.read_text())
    if not data:
        raise ValueError(f"no picture in {path}")
    raw = subprocess.run(["node", READER], input=base64.b64decode(data[1]), check=True, capture_output=True).stdout
    columns, rows = np.frombuffer(raw, "<u4", 2)
    light = np.frombuffer(raw, "<f4", offset=8).reshape(rows, columns, 4)[::-1, :, :3]
    light = cv2.resize(light, (width, width // 2), interpolation=cv2.INTER_AREA)
    light = np.clip(light / np.percentile(light, BRIGHT_PERCENTILE) * BRIGHT_VALUE, 0, None)
    return (np.clip(light / (1 + KNEE * light), 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)
