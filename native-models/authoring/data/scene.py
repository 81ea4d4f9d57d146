"""What a scene is made of: textured parallelograms, ellipsoids and cylinders, a sky, a light.

Scene coordinates are metres, x right, y down, z forward; the first camera stands at the origin.
"""

from dataclasses import dataclass, field

import numpy as np

from plucker import rotation

from .sources import CUTOUT, PANORAMA, PHOTO, TEXTURE
from .texture_bank import TextureBank

MAX_QUADS, MAX_ROUNDS = 40, 10
# Of the cut-outs in a scene where something moves, how many do.
TRAVELLING = 0.6


def vector(x: float, y: float, z: float) -> np.ndarray:
    return np.array([x, y, z], float)


@dataclass
class Quad:
    """A parallelogram: `origin`, edges `u` and `v` `[3]`; `repeat` texture repeats along each edge.

    `travel` `[3]`: how far it moves, evenly, from the first frame to the last.
    """

    origin: np.ndarray
    u: np.ndarray
    v: np.ndarray
    texture: int
    repeat: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)
    alpha: bool = False
    mirror: bool = True
    lit: float = 1.0
    edge_dark: float = 0.0
    projected: bool = False
    travel: np.ndarray | None = None


@dataclass
class Relief:
    """A smooth surface that the projecting camera sees once everywhere: its depth on a grid over the photo.

    `log_depth` `[rows, columns]`: natural log of metres, read by bicubic interpolation; outside the photo its border
    goes on. `near` and `far` bound the depth in metres.
    """

    log_depth: np.ndarray
    near: float
    far: float


@dataclass
class Round:
    """An ellipsoid, or with `cylinder` an upright cylinder capped at its height; `radii` `[3]`."""

    centre: np.ndarray
    radii: np.ndarray
    texture: int
    scale: float
    cylinder: bool = False


@dataclass
class Scene:
    """A scene under construction; surplus parts are dropped silently, scenes are random anyway."""

    bank: TextureBank
    rng: np.random.RandomState
    kind: str
    moving: bool = False
    camera_height: float = 1.5
    quads: list[Quad] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    relief: Relief | None = None
    shadows: list[tuple[float, float, float, float]] = field(default_factory=list)
    # ("photo" or "panorama", texture, turn), ("gradient", top colour, horizon colour) or ("projected", texture, 0)
    sky: tuple = ("gradient", np.array([0.3, 0.5, 0.8]), np.array([0.8, 0.85, 0.9]))
    # A photo thrown from the first camera onto the geometry: texture, focal length in photo widths, aspect.
    projection: tuple[int, float, float] | None = None
    projection_rotation: np.ndarray = field(default_factory=lambda: np.eye(3))
    first_rotation: np.ndarray = field(default_factory=lambda: np.eye(3))
    fog: float = 0.0
    fog_colour: np.ndarray = field(default_factory=lambda: np.array([0.7, 0.75, 0.8]))
    light: np.ndarray = field(default_factory=lambda: np.array([0.3, -0.9, -0.3]))
    ambient: float = 0.6
    tint: np.ndarray = field(default_factory=lambda: np.ones(3))

    def __post_init__(self) -> None:
        light = self.rng.randn(3)
        light[1] = -abs(light[1]) - 0.7
        self.light = light / np.linalg.norm(light)
        self.ambient = self.rng.uniform(0.45, 0.8)
        self.tint = self.rng.uniform(0.85, 1.1, 3) * np.exp(self.rng.uniform(-0.2, 0.5))
        self.camera_height = self.rng.uniform(0.8, 2.2)

    def texture(self) -> int:
        return int(self.rng.choice(self.bank.of_kind[TEXTURE]))

    def photo(self) -> int:
        return int(self.rng.choice(self.bank.of_kind[PHOTO]))

    def cutout(self) -> int:
        return int(self.rng.choice(self.bank.of_kind[CUTOUT]))

    def panorama(self) -> int | None:
        """None where the split has none."""
        choices = self.bank.of_kind[PANORAMA]
        return int(self.rng.choice(choices)) if len(choices) else None

    def quad(self, origin: np.ndarray, u: np.ndarray, v: np.ndarray, texture: int, **options: object) -> None:
        if len(self.quads) < MAX_QUADS:
            self.quads.append(
                Quad(np.asarray(origin, float), np.asarray(u, float), np.asarray(v, float), texture, **options)
            )

    def box(self, centre: np.ndarray, half: np.ndarray, yaw: float, texture: int, scale: float) -> None:
        """Six faces of a box turned by `yaw`; one texture repeat per `scale` metres."""
        turn = rotation(yaw)
        x, y, z = (turn[:, i] * 2 * half[i] for i in range(3))
        corner = centre - (x + y + z) / 2
        faces = [(corner, x, y, 0, 1), (corner + z, x, y, 0, 1), (corner, z, y, 2, 1)]
        faces += [(corner + x, z, y, 2, 1), (corner, x, z, 0, 2), (corner + y, x, z, 0, 2)]
        for origin, u, v, i, j in faces:
            repeat = (max(2 * half[i] / scale, 0.15), max(2 * half[j] / scale, 0.15))
            shift = (self.rng.rand(), self.rng.rand())
            self.quad(origin, u, v, texture, repeat=repeat, shift=shift, edge_dark=0.15)

    def round(self, centre: np.ndarray, radii: np.ndarray, scale: float, cylinder: bool = False) -> None:
        if len(self.rounds) < MAX_ROUNDS:
            self.rounds.append(Round(centre, radii, self.texture(), scale, cylinder))

    def travel(self, distance: float) -> np.ndarray | None:
        """How far a cut-out at `distance` metres moves during the clip, mostly sideways; None where it stands still."""
        if not self.moving or self.rng.rand() > TRAVELLING:
            return None
        return self.rng.uniform(-1, 1, 3) * [0.5, 0.06, 0.15] * distance

    def billboard(self, x: float, z: float, height: float, yaw: float) -> None:
        """A cut-out standing on the ground."""
        texture = self.cutout()
        width = height * self.bank.aspect[texture]
        u = np.array([np.cos(yaw), 0, -np.sin(yaw)]) * width
        origin = np.array([x, self.camera_height - height, z]) - u / 2
        travel = self.travel(z)
        self.quad(origin, u, np.array([0, height, 0]), texture, alpha=True, lit=0.3, travel=travel)
        if travel is None:
            self.shadows.append((x, z, width * 0.5, width * 0.25))

    def fence(self, x: float, z: float, height: float, yaw: float) -> None:
        """A row of the same cut-out standing side by side: thin things with gaps."""
        texture, copies = self.cutout(), self.rng.randint(2, 7)
        width = height * self.bank.aspect[texture] * copies
        u = np.array([np.cos(yaw), 0, -np.sin(yaw)]) * width
        origin = np.array([x, self.camera_height - height, z]) - u / 2
        self.quad(origin, u, np.array([0, height, 0]), texture, repeat=(copies, 1), alpha=True, lit=0.3)

    def floating_cutout(self, distance: float) -> None:
        """A cut-out somewhere in view, at about `distance` metres."""
        texture, height = self.cutout(), distance * self.rng.uniform(0.15, 0.5)
        centre = np.array([self.rng.uniform(-0.4, 0.4), self.rng.uniform(-0.25, 0.3), 1]) * distance
        u, v = vector(height * self.bank.aspect[texture], 0, 0), vector(0, height, 0)
        self.quad(centre - (u + v) / 2, u, v, texture, alpha=True, lit=0.2, travel=self.travel(distance))

    def clutter(
        self, count: int, x_range: tuple[float, float], z_range: tuple[float, float], size: float = 1.0
    ) -> None:
        """Boxes, cut-outs, balls and columns standing on the ground."""
        rng, ground = self.rng, self.camera_height
        for _ in range(count):
            x, z, kind = rng.uniform(*x_range), rng.uniform(*z_range), rng.rand()
            if kind < 0.4:
                half = np.exp(rng.uniform(np.log(0.15), np.log(0.8), 3)) * size
                texture = self.texture() if rng.rand() < 0.75 else self.photo()
                centre = np.array([x, ground - half[1], z])
                self.box(centre, half, rng.uniform(0, np.pi), texture, rng.uniform(0.5, 2) * size)
                self.shadows.append((x, z, half[0] * 1.3, half[2] * 1.3))
            elif kind < 0.6:
                self.billboard(x, z, rng.uniform(0.4, 2) * size, rng.uniform(-0.6, 0.6))
            elif kind < 0.68:
                self.fence(x, z, rng.uniform(0.4, 1.2) * size, rng.uniform(-0.8, 0.8))
            elif kind < 0.82:
                radii = np.exp(rng.uniform(np.log(0.12), np.log(0.6))) * size * np.array([1, rng.uniform(0.7, 1.4), 1])
                self.round(np.array([x, ground - radii[1], z]), radii, rng.uniform(0.5, 2))
                self.shadows.append((x, z, radii[0] * 1.2, radii[2] * 1.2))
            else:
                radius, height = rng.uniform(0.06, 0.35) * size, rng.uniform(0.5, 3) * size
                radii = np.array([radius, height / 2, radius])
                self.round(np.array([x, ground - height / 2, z]), radii, rng.uniform(0.4, 1.5), True)
                self.shadows.append((x, z, radius * 1.5, radius * 1.5))
