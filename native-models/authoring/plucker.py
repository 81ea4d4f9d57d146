"""Plücker maps in CameraCtrl's layout, and camera poses as arrays.

Cameras follow OpenCV: x right, y down, z forward. Poses are `world_from_camera` 4x4 matrices relative to frame 0;
the unit of length is the subject distance. Intrinsics are `[fx, fy, cx, cy]` in pixels.
"""

import numpy as np


def plucker_map(world_from_camera: np.ndarray, intrinsics: np.ndarray, height: int, width: int) -> np.ndarray:
    """`world_from_camera` `[F, 4, 4]`, `intrinsics` `[F, 4]` -> `[F, 6, height, width]` float32.

    Channels: moment o x d, then the unit direction d of the ray through each pixel's centre (+0.5).
    """
    poses = world_from_camera.astype(np.float64)
    fx, fy, cx, cy = (intrinsics[:, i, None, None].astype(np.float64) for i in range(4))
    y, x = np.mgrid[0:height, 0:width] + 0.5
    local = np.stack([(x - cx) / fx, (y - cy) / fy, np.ones((len(poses), height, width))], -1)
    direction = np.einsum("nij,nhwj->nhwi", poses[:, :3, :3], local)
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    moment = np.cross(poses[:, None, None, :3, 3], direction)
    return np.concatenate([moment, direction], -1).transpose(0, 3, 1, 2).astype(np.float32)


def rotation(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0) -> np.ndarray:
    """Rotation `[3, 3]` of the camera; positive yaw looks right, pitch up, roll turns it clockwise (radians)."""
    cy, sy, cp, sp, cr, sr = (f(a) for a in (yaw, pitch, roll) for f in (np.cos, np.sin))
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return about_y @ about_x @ about_z
