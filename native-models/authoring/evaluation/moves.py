"""Camera moves as film people name them, written down apart from the product's own code; OpenCV axes."""

import numpy as np

from plucker import rotation

# Degrees, subject distances or focal length factor; the product's usual amounts.
AMOUNTS = {
    "pan": 12.0, "tilt": 8.0, "roll": 12.0, "zoom": 1.4, "dolly": 0.3, "truck": 0.25, "pedestal": 0.2, "orbit": 20.0,
    "dolly-zoom": 1.4,
}  # fmt: skip
FACTORS = ("zoom", "dolly-zoom")


def reversed_amount(name: str, amount: float) -> float:
    """The same move the other way."""
    return 1 / amount if name in FACTORS else -amount


def move(name: str, amount: float, part: float = 1.0) -> tuple[np.ndarray, float]:
    """Pose `[4, 4]` and focal length factor after `part` of a move.

    Pan to the right, tilt up, roll clockwise, orbit to the right round the subject, dolly forward, truck right, pedestal
    up; a dolly-zoom goes back as its lens gets longer.
    """
    pose, factor, angle = np.eye(4), 1.0, np.radians(amount * part)
    if name in FACTORS:
        factor = 1 + (amount - 1) * part
    turns = {"pan": (angle, 0, 0), "tilt": (0, angle, 0), "roll": (0, 0, angle), "orbit": (-angle, 0, 0)}
    pose[:3, :3] = rotation(*turns.get(name, (0, 0, 0)))
    shifts = {"dolly": (0, 0, 1), "truck": (1, 0, 0), "pedestal": (0, -1, 0)}
    pose[:3, 3] = np.array(shifts.get(name, (0, 0, 0))) * amount * part
    if name == "orbit":
        subject = np.array([0, 0, 1.0])
        pose[:3, 3] = subject - pose[:3, :3] @ subject
    if name == "dolly-zoom":
        pose[2, 3] = 1 - factor
    return pose, factor


def zoomed(lens: np.ndarray, factor: float) -> np.ndarray:
    return lens * [factor, factor, 1, 1]


def exact_flow(
    points: np.ndarray, depth: np.ndarray, first_lens: np.ndarray, pose: np.ndarray, lens: np.ndarray
) -> np.ndarray:
    """Where still points of the first frame go: `points` `[p, 2]` in pixel indices, `depth` `[h, w]` -> `[p, 2]`."""
    column, row = np.rint(points).astype(int).T
    z = depth[row.clip(0, depth.shape[0] - 1), column.clip(0, depth.shape[1] - 1)].astype(np.float64)
    fx, fy, cx, cy = first_lens
    space = np.stack([(points[:, 0] + 0.5 - cx) / fx * z, (points[:, 1] + 0.5 - cy) / fy * z, z], 1)
    local = (space - pose[:3, 3]) @ pose[:3, :3]
    ahead = np.maximum(local[:, 2:], 1e-6)
    return local[:, :2] / ahead * lens[:2] + lens[2:] - 0.5 - points
