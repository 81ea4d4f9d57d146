"""Compares a Plücker .npy with the map that numpy computes in float64 from the same pose file, and prints a JSON object.

usage: judge_plucker.py POSES.txt WIDTHxHEIGHT POSE_WIDTHxPOSE_HEIGHT MAP.npy
"""

import json
import sys

import numpy as np


def size(text):
    return tuple(int(word) for word in text.split("x"))


def read_poses(file):
    with open(file) as lines:
        rows = [[float(word) for word in line.split()] for line in list(lines)[1:] if line.strip()]
    table = np.array(rows)
    camera_from_world = np.tile(np.eye(4), (len(rows), 1, 1))
    camera_from_world[:, :3] = table[:, 7:].reshape(-1, 3, 4)
    return table[:, 1:5], camera_from_world


def focal_lengths(intrinsics, output, posed):
    (width, height), posed_aspect = output, posed[0] / posed[1]
    fx, fy = intrinsics[:, 0].copy(), intrinsics[:, 1].copy()
    if posed_aspect > width / height:
        fx *= height * posed_aspect / width
    else:
        fy *= width / posed_aspect / height
    return fx * width, fy * height


def expected_map(intrinsics, camera_from_world, output, posed):
    width, height = output
    fx, fy = focal_lengths(intrinsics, output, posed)
    first_from_camera = camera_from_world[0] @ np.linalg.inv(camera_from_world)
    rows, columns = np.mgrid[0:height, 0:width] + 0.5
    frames = []
    for frame, matrix in enumerate(first_from_camera):
        x = (columns - intrinsics[frame, 2] * width) / fx[frame]
        y = (rows - intrinsics[frame, 3] * height) / fy[frame]
        rays = np.stack([x, y, np.ones_like(x)], axis=-1)
        rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
        directions = rays @ matrix[:3, :3].T
        moments = np.cross(np.broadcast_to(matrix[:3, 3], directions.shape), directions)
        frames.append(np.concatenate([moments, directions], axis=-1).transpose(2, 0, 1))
    return np.stack(frames)[np.newaxis]


poses_file, output, posed, map_file = sys.argv[1:]
actual = np.load(map_file)
expected = expected_map(*read_poses(poses_file), size(output), size(posed))
print(
    json.dumps(
        {
            "dtype": str(actual.dtype),
            "shape": list(actual.shape),
            "largestError": float(np.abs(actual - expected).max()) if actual.shape == expected.shape else None,
        }
    )
)
