"""The camera that generated frames show, estimated from the frames alone, against the camera that was asked for.

Corners of frame 0 are tracked (forward-backward checked), placed in space with the true depth of frame 0, and each
frame's camera is solved from them. RotErr and TransErr as in CameraCtrl, reported per frame.
"""

from itertools import pairwise

import cv2
import numpy as np

TRACKING = {"winSize": (15, 15), "maxLevel": 4, "criteria": (3, 30, 0.01)}
FEWEST_POINTS = 12
# Shorter ways, in subject distances, have no direction to speak of.
LEAST_SHIFT = 0.03


def track(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """`frames` `[F, H, W]` uint8 -> points `[F, P, 2]` in pixels and whether each is still held `[F, P]`."""
    corners = cv2.goodFeaturesToTrack(frames[0], 600, 0.004, 4)
    if corners is None:
        return None
    height, width = frames[0].shape
    points, held = [corners.reshape(-1, 2)], [np.ones(len(corners), bool)]
    for before, after in pairwise(frames):
        old = points[-1][:, None].astype(np.float32)
        new, found, _ = cv2.calcOpticalFlowPyrLK(before, after, old, None, **TRACKING)
        back, found_back, _ = cv2.calcOpticalFlowPyrLK(after, before, new, None, **TRACKING)
        new, back = new[:, 0], back[:, 0]
        good = (found[:, 0] > 0) & (found_back[:, 0] > 0) & (np.linalg.norm(back - points[-1], axis=1) < 0.7)
        good &= (new > 1).all(1) & (new[:, 0] < width - 2) & (new[:, 1] < height - 2)
        points.append(new)
        held.append(held[-1] & good)
    return np.stack(points), np.stack(held)


def solve(points: np.ndarray, seen: np.ndarray, lens: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Points in space `[p, 3]` and in the picture `[p, 2]` -> rotation `[3, 3]`, centre `[3]` of the camera."""
    matrix = np.array([[lens[0], 0, lens[2] - 0.5], [0, lens[1], lens[3] - 0.5], [0, 0, 1]])
    options = {"iterationsCount": 300, "reprojectionError": 1.5, "flags": cv2.SOLVEPNP_EPNP}
    ok, turn, shift, inliers = cv2.solvePnPRansac(points, seen, matrix, None, **options)
    if not ok or inliers is None or len(inliers) < 8:
        return None
    used = inliers[:, 0]
    turn, shift = cv2.solvePnPRefineLM(points[used], seen[used], matrix, None, turn, shift)
    rotation = cv2.Rodrigues(turn)[0]
    return rotation.T, -rotation.T @ shift[:, 0]


def read_cameras(
    frames: np.ndarray, depth: np.ndarray, lenses: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray] | None]:
    """`frames` `[F, 3, H, W]` in 0..1, `depth` `[H, W]` of frame 0 -> rotation and centre for each of frames 1..F-1.

    None where the camera could not be solved.
    """
    grey = (np.einsum("fchw,c->fhw", frames, [0.299, 0.587, 0.114]) * 255).astype(np.uint8)
    tracked = track(np.ascontiguousarray(grey))
    if tracked is None:
        return [None] * (len(frames) - 1)
    points, held = tracked
    height, width = depth.shape
    column = np.clip(np.rint(points[0, :, 0]).astype(int), 0, width - 1)
    row = np.clip(np.rint(points[0, :, 1]).astype(int), 0, height - 1)
    z = depth[row, column].astype(np.float64)
    fx, fy, cx, cy = lenses[0]
    space = np.stack([(points[0, :, 0] + 0.5 - cx) / fx * z, (points[0, :, 1] + 0.5 - cy) / fy * z, z], 1)
    found = []
    for i in range(1, len(frames)):
        use = held[i] & (z < 60)
        enough = use.sum() >= FEWEST_POINTS
        found.append(solve(space[use], points[i, use].astype(np.float64), lenses[i]) if enough else None)
    return found


def angle_degrees(rotation: np.ndarray) -> float:
    """How far a rotation `[3, 3]` turns."""
    return float(np.degrees(np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1, 1))))


def camera_errors(frames: np.ndarray, depth: np.ndarray, poses: np.ndarray, lenses: np.ndarray) -> np.ndarray:
    """`frames` `[F, 3, H, W]` in 0..1, `depth` `[H, W]` of frame 0 -> `[F - 1, 2]`: degrees and subject distances.

    Rows are NaN where the camera could not be solved.
    """
    return camera_and_direction_errors(frames, depth, poses, lenses)[:, :2]


def camera_and_direction_errors(
    frames: np.ndarray, depth: np.ndarray, poses: np.ndarray, lenses: np.ndarray
) -> np.ndarray:
    """As `camera_errors`, with the degrees between the directions moved in: NaN for a camera that hardly moved."""
    errors = np.full((len(frames) - 1, 3), np.nan)
    for i, found in enumerate(read_cameras(frames, depth, lenses), 1):
        if found is None:
            continue
        (rotation, centre), asked = found, poses[i, :3, 3]
        errors[i - 1, 0] = angle_degrees(rotation @ poses[i, :3, :3].T)
        errors[i - 1, 1] = np.linalg.norm(centre - asked)
        if np.linalg.norm(asked) >= LEAST_SHIFT:
            cosine = centre @ asked / (np.linalg.norm(centre) * np.linalg.norm(asked) + 1e-12)
            errors[i - 1, 2] = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return errors
