"""Random camera paths in film terms, relative to frame 0, with amplitudes bounded by the space in front."""

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.spatial.transform import Rotation

from plucker import rotation

MOVES = {
    "static": 0.02, "pan": 0.1, "tilt": 0.07, "roll": 0.05, "dolly": 0.13, "truck": 0.12, "pedestal": 0.06,
    "orbit": 0.12, "arc": 0.04, "zoom": 0.06, "dolly_zoom": 0.05, "spline": 0.1, "handheld": 0.03, "combo": 0.05,
}  # fmt: skip
COMBINED = ("pan", "tilt", "dolly", "truck", "pedestal", "orbit", "zoom", "roll")


class CameraPath:
    """Builds a path of `frames` cameras.

    `fov` is the horizontal field of view in radians; `near` the clearance ahead and `subject` the median depth, both
    in scene metres. Results: `rotations` `[F, 3, 3]`, `centres` `[F, 3]`, `zoom` `[F]` (focal length factor).
    """

    def __init__(self, rng: np.random.RandomState, frames: int, fov: float, near: float, subject: float) -> None:
        self.rng, self.fov, self.near, self.subject = rng, fov, near, subject
        time = np.linspace(0, 1, frames)
        self.progress = [time, time * time * (3 - 2 * time), time**2, 1 - (1 - time) ** 2][rng.randint(4)]
        self.rotations = np.tile(np.eye(3), (frames, 1, 1))
        self.centres, self.zoom = np.zeros((frames, 3)), np.ones(frames)

    def turn(self, angles: np.ndarray) -> None:
        """Appends turns by yaw, pitch and roll `[F, 3]` radians."""
        self.rotations = np.stack([r @ rotation(*a) for r, a in zip(self.rotations, angles)])

    def shift(self, direction: tuple[float, float, float], distance: float) -> None:
        self.centres = self.centres + np.outer(self.progress, direction) * distance

    def add(self, move: str, amount: float, sign: int) -> None:
        """Adds one move; `amount` in 0..1 of what the scene allows."""
        reach = min(self.subject, 2 * self.near)
        turn = {"pan": (self.fov * 1.1, 0, 0), "tilt": (0, self.fov * 0.7, 0), "roll": (0, 0, 0.8)}
        if move in turn:
            self.turn(np.outer(self.progress, turn[move]) * sign * amount)
        elif move == "dolly":
            limit = min(0.75 * self.near, 0.9 * self.subject) if sign > 0 else 0.9 * self.subject
            self.shift((0, 0, 1), sign * amount * limit)
        elif move == "truck":
            self.shift((1, 0, 0), sign * amount * 0.8 * reach)
        elif move == "pedestal":
            self.shift((0, 1, 0), sign * amount * 0.3 * reach)
        elif move in ("orbit", "arc"):
            self._orbit(move == "orbit", amount * sign)
        elif move == "zoom":
            self.zoom = self.zoom * np.exp(sign * amount * 0.6 * self.progress)
        elif move == "dolly_zoom":
            distance = sign * amount * 0.45 * min(self.subject, self.near) * self.progress
            self.centres[:, 2] += distance
            self.zoom = self.zoom * (self.subject - distance) / self.subject
        elif move in ("spline", "handheld"):
            self._wander(move == "spline", amount)

    def _orbit(self, level: bool, amount: float) -> None:
        """Circles the subject: sideways where `level`, otherwise up or down."""
        distance = np.clip(self.subject, 0.5 * self.near, 2 * self.near)
        for i, angle in enumerate(amount * (0.9 if level else 0.35) * self.progress):
            turn = rotation(angle) if level else rotation(0, angle)
            self.centres[i] += (np.eye(3) - turn) @ np.array([0, 0, distance])
            self.rotations[i] = self.rotations[i] @ turn

    def _wander(self, smooth: bool, amount: float) -> None:
        """A random spline, or hand-held shake."""
        frames = len(self.progress)
        if smooth:
            knots = self.rng.randint(3, 6)
            points = np.cumsum(self.rng.randn(knots, 6) * [0.22, 0.1, 0.2, 0.18, 0.1, 0.05], 0) * amount
            values = CubicSpline(np.arange(knots), points - points[0])(np.linspace(0, knots - 1, frames))
            scale = min(self.subject, 1.5 * self.near)
        else:
            values = np.cumsum(self.rng.randn(frames, 6), 0) * [0.01, 0.01, 0.01, 0.012, 0.012, 0.006] * amount
            values, scale = values - values[0], self.subject
        self.centres = self.centres + values[:, :3] * scale
        self.turn(values[:, 3:])


def sample_path(
    rng: np.random.RandomState, frames: int, fov: float, near: float, subject: float, move: str | None = None
) -> tuple[np.ndarray, np.ndarray, str]:
    """A random path -> `world_from_camera` `[F, 4, 4]`, focal length factors `[F]`, name of the move."""
    path = CameraPath(rng, frames, fov, near, subject)
    move = move or str(rng.choice(list(MOVES), p=list(MOVES.values())))
    amount = rng.uniform(0.25, 1.0)
    if move == "combo":
        for part in rng.choice(COMBINED, rng.randint(2, 4), replace=False):
            path.add(part, amount * 0.6, rng.choice([-1, 1]))
    elif move != "static":
        path.add(move, amount, rng.choice([-1, 1]))
    if rng.rand() < 0.25 and move not in ("static", "handheld"):
        path.add("handheld", rng.uniform(0.2, 0.8), 1)
    poses = np.tile(np.eye(4), (frames, 1, 1))
    poses[:, :3, :3], poses[:, :3, 3] = path.rotations, path.centres
    return poses, path.zoom, move


def scaled_path(poses: np.ndarray, zoom: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """The same path with turns, travels and the logarithm of the zoom multiplied by `scale`."""
    part = poses.copy()
    part[:, :3, :3] = Rotation.from_rotvec(Rotation.from_matrix(poses[:, :3, :3]).as_rotvec() * scale).as_matrix()
    part[:, :3, 3] *= scale
    return part, zoom**scale
