"""Pictures seen by turned, zoomed and moved cameras where the world is one plane: exact homographies.

Pixel centres lie at +0.5. Poses `[4, 4]` are world-from-camera relative to the first camera, lenses `[fx, fy, cx, cy]`.
"""

import cv2
import numpy as np

# A plane this near to the truth is chosen for each clip; 1 is the subject.
PLANE_DEPTHS = np.geomspace(0.4, 40, 17)


def lens_matrix(lens: np.ndarray) -> np.ndarray:
    """`[3, 3]` for pixel indices, whose centres are whole numbers."""
    fx, fy, cx, cy = lens
    return np.array([[fx, 0, cx - 0.5], [0, fy, cy - 0.5], [0, 0, 1.0]])


def homography(pose: np.ndarray, lens: np.ndarray, first_lens: np.ndarray, depth: float = np.inf) -> np.ndarray:
    """From pixels of the first picture to pixels of the camera's, for a plane at `depth` that faces the first camera."""
    world_to_camera = np.linalg.inv(pose)
    turn, shift = world_to_camera[:3, :3], world_to_camera[:3, 3]
    moved = turn + np.outer(shift, [0, 0, 1.0]) / depth
    return lens_matrix(lens) @ moved @ np.linalg.inv(lens_matrix(first_lens))


def warp(picture: np.ndarray, matrix: np.ndarray, width: int, height: int, how: int = cv2.INTER_CUBIC) -> np.ndarray:
    """`picture` `[h, w, 3]` seen through `matrix`; its border is drawn out beyond it."""
    return cv2.warpPerspective(picture, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)


def inside_mask(matrix: np.ndarray, first: tuple[int, int], size: tuple[int, int], rim: int) -> np.ndarray:
    """`[height, width]` bool: pixels that show the first picture (width, height `first`), `rim` pixels off its border."""
    whole = np.zeros((first[1], first[0]), np.uint8)
    whole[1:-1, 1:-1] = 255
    shown = cv2.warpPerspective(whole, matrix, size, flags=cv2.INTER_LINEAR)
    kernel = np.ones((2 * rim + 1, 2 * rim + 1), np.uint8)
    return cv2.erode((shown == 255).astype(np.uint8), kernel, borderValue=1).astype(bool)


def best_plane_warp(truth: np.ndarray, poses: np.ndarray, lenses: np.ndarray) -> np.ndarray:
    """The first of the frames `[F, 3, H, W]` on the plane whose frames are nearest to the true ones."""
    picture = np.ascontiguousarray(truth[0].transpose(1, 2, 0))
    height, width = picture.shape[:2]

    def drawn(depth: float) -> np.ndarray:
        matrices = [homography(pose, lens, lenses[0], depth) for pose, lens in zip(poses, lenses)]
        frames = [warp(picture, matrix, width, height, cv2.INTER_LINEAR) for matrix in matrices]
        return np.stack(frames).transpose(0, 3, 1, 2).clip(0, 1)

    return min((drawn(depth) for depth in PLANE_DEPTHS), key=lambda frames: float(((frames - truth) ** 2).mean()))
