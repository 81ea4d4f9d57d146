"""Random scenes: room, outdoor, street, layers, cloud, and photos thrown onto geometry (`photo_scenes.py`)."""

import numpy as np

from plucker import rotation

from .photo_scenes import popup, relief
from .scene import Scene, vector
from .texture_bank import TextureBank

KINDS = {"room": 0.19, "outdoor": 0.2, "street": 0.12, "layers": 0.13, "cloud": 0.06, "popup": 0.18, "relief": 0.12}


def outdoor_sky(scene: Scene) -> None:
    rng = scene.rng
    choice, panorama = rng.rand(), scene.panorama()
    if choice < 0.3 and panorama is not None:
        scene.sky = ("panorama", panorama, rng.rand())
    elif choice < 0.5:
        scene.sky = ("photo", scene.photo(), rng.rand())
    else:
        top, horizon = rng.rand(3) * [0.5, 0.5, 0.4] + [0.1, 0.25, 0.5], rng.rand(3) * 0.35 + 0.6
        scene.sky = ("gradient", top, horizon)
    scene.fog = rng.choice(
        [0, rng.uniform(0.002, 0.03), np.exp(rng.uniform(np.log(0.01), np.log(0.12)))], p=[0.4, 0.4, 0.2]
    )
    scene.fog_colour = np.clip(scene.fog_colour + rng.randn(3) * 0.08, 0, 1)


def ground(scene: Scene, half: float, repeat_metres: float) -> None:
    count = 2 * half / repeat_metres
    origin, mirror = vector(-half, scene.camera_height, -half), bool(scene.rng.rand() < 0.5)
    x, z = vector(2 * half, 0, 0), vector(0, 0, 2 * half)
    scene.quad(origin, x, z, scene.texture(), repeat=(count, count), mirror=mirror)


def room(scene: Scene) -> None:
    """A box of six walls with pictures on them and furniture."""
    rng, h = scene.rng, scene.camera_height
    half, near, far, height = rng.uniform(1.6, 5), -rng.uniform(0.5, 3), rng.uniform(2.5, 8), rng.uniform(2.2, 4)
    top, depth = h - height, far - near
    x, y, z = vector(2 * half, 0, 0), vector(0, height, 0), vector(0, 0, depth)
    floor, wall = rng.uniform(0.6, 2.5), rng.uniform(0.8, 3)
    for level in (h, top):
        scene.quad(
            vector(-half, level, near), x, z, scene.texture(), repeat=(2 * half / floor, depth / floor), edge_dark=0.5
        )
    shared = scene.texture() if rng.rand() < 0.65 else None
    for origin, edge, length in (
        (vector(-half, top, far), x, 2 * half),
        (vector(-half, top, near), x, 2 * half),
        (vector(-half, top, near), z, depth),
        (vector(half, top, near), z, depth),
    ):
        texture = scene.texture() if shared is None else shared
        scene.quad(origin, edge, y, texture, repeat=(length / wall, height / wall), edge_dark=0.5)
    for _ in range(rng.randint(0, 6)):
        hang_picture(scene, half, top, far)
    scene.clutter(rng.randint(2, 6), (-half * 0.85, half * 0.85), (1.2, far - 0.3), 0.8)
    scene.light = vector(0.2, -0.9, -0.3) + rng.randn(3) * 0.2


def hang_picture(scene: Scene, half: float, top: float, far: float) -> None:
    """A photo on the far, left or right wall of a room."""
    rng, photo = scene.rng, scene.photo()
    height = rng.uniform(0.4, 1.6)
    width = height * scene.bank.aspect[photo]
    y = rng.uniform(top + 0.2, max(top + 0.25, scene.camera_height - height - 0.4))
    side = rng.randint(3)
    if side == 0:
        origin, u = vector(rng.uniform(-half, max(half - width, -half + 0.1)), y, far - 0.02), vector(width, 0, 0)
    else:
        x = (half - 0.02) * (1 if side == 1 else -1)
        origin, u = vector(x, y, rng.uniform(0, far - 0.5)), vector(0, 0, width)
    scene.quad(origin, u, vector(0, height, 0), photo, lit=0.5)


def outdoor(scene: Scene) -> None:
    """Ground, photo backdrops like a diorama, things standing about."""
    rng = scene.rng
    ground(scene, 60.0, rng.uniform(0.8, 4))
    outdoor_sky(scene)
    if rng.rand() < 0.75:
        z = rng.uniform(8, 40)
        for _ in range(rng.randint(1, 3)):
            photo, height, yaw = scene.photo(), z * rng.uniform(0.5, 1.3), rng.uniform(-0.5, 0.5)
            width = height * scene.bank.aspect[photo] * rng.uniform(1, 1.5)
            copies = rng.choice([1, 2])
            u = vector(np.cos(yaw), 0, -np.sin(yaw)) * width * copies
            origin = vector(rng.uniform(-0.5, 0.5) * z, scene.camera_height - height, z) - u / 2
            scene.quad(origin, u, vector(0, height, 0), photo, repeat=(copies, 1), lit=0.2)
            z *= rng.uniform(0.6, 0.9)
    scene.clutter(rng.randint(3, 8), (-4, 4), (2.2, 10), rng.uniform(1, 2.6))


def street(scene: Scene) -> None:
    """Ground between two rows of facades, often closed by a backdrop."""
    rng, h = scene.rng, scene.camera_height
    ground(scene, 60.0, rng.uniform(0.8, 4))
    outdoor_sky(scene)
    half, metres = rng.uniform(2, 5), rng.uniform(1.5, 5)
    for side in (-1, 1):
        z = -4.0
        for _ in range(rng.randint(1, 4)):
            length, height = rng.uniform(4, 14), rng.uniform(2.5, 9)
            texture = scene.texture() if rng.rand() < 0.7 else scene.photo()
            origin, up = vector(side * (half + rng.rand()), h - height, z), vector(0, height, 0)
            scene.quad(
                origin, vector(0, 0, length), up, texture, repeat=(length / metres, height / metres), edge_dark=0.2
            )
            scene.quad(origin, vector(side * 4, 0, 0), up, texture, repeat=(4 / metres, height / metres), edge_dark=0.2)
            z += length + rng.uniform(0, 2)
    if rng.rand() < 0.7:
        height, wide = rng.uniform(3, 12), 2 * half + 6
        origin = vector(-half - 3, h - height, rng.uniform(9, 25))
        scene.quad(origin, vector(wide, 0, 0), vector(0, height, 0), scene.photo(), lit=0.3)
    scene.clutter(rng.randint(2, 6), (-half * 0.9, half * 0.9), (2.2, 12))


def layers(scene: Scene) -> None:
    """A photo backdrop with cut-outs and photo patches at random distances before it."""
    rng, bank = scene.rng, scene.bank
    z, photo = rng.uniform(3, 9), scene.photo()
    width = z * rng.uniform(2.6, 4.5)
    turn = rotation(rng.uniform(-0.5, 0.5) * (rng.rand() < 0.6), rng.uniform(-0.35, 0.35) * (rng.rand() < 0.5))
    u, v = turn[:, 0] * width, turn[:, 1] * width / bank.aspect[photo]
    scene.quad(vector(0, 0, z) - u * rng.uniform(0.4, 0.6) - v * rng.uniform(0.4, 0.6), u, v, photo, lit=0.0)
    if rng.rand() < 0.4:
        origin = vector(-30, rng.uniform(0.5, 1.5), -5)
        scene.quad(origin, vector(60, 0, 0), vector(0, 0, 60), scene.texture(), repeat=(40, 40), lit=0.3)
    for _ in range(rng.randint(2, 7)):
        d = z * rng.uniform(0.3, 0.85)
        texture = scene.cutout() if rng.rand() < 0.75 else scene.photo()
        height = d * rng.uniform(0.2, 0.7)
        turn = rotation(rng.uniform(-0.5, 0.5), rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2))
        u, v = turn[:, 0] * height * bank.aspect[texture], turn[:, 1] * height
        centre = vector(rng.uniform(-0.5, 0.5) * d, rng.uniform(-0.35, 0.35) * d, d)
        scene.quad(centre - (u + v) / 2, u, v, texture, alpha=True, lit=0.2, travel=scene.travel(d))
    scene.sky = ("photo", scene.photo(), rng.rand())


def cloud(scene: Scene) -> None:
    """Random quads and balls everywhere: geometry without a layout."""
    rng = scene.rng
    scene.sky = ("photo", scene.photo(), rng.rand())
    for _ in range(rng.randint(8, 20)):
        z = np.exp(rng.uniform(np.log(1.5), np.log(12)))
        texture = scene.texture() if rng.rand() < 0.5 else scene.photo()
        turn, size = rotation(*rng.uniform(-1, 1, 3)), z * rng.uniform(0.3, 1.2)
        u, v = turn[:, 0] * size, turn[:, 1] * size / scene.bank.aspect[texture]
        centre = vector(rng.uniform(-0.7, 0.7) * z, rng.uniform(-0.6, 0.6) * z, z)
        scene.quad(centre - (u + v) / 2, u, v, texture, repeat=(rng.choice([1, 1, 2]), 1), lit=0.5)
    for _ in range(rng.randint(0, 6)):
        z = np.exp(rng.uniform(np.log(1.5), np.log(8)))
        centre = vector(rng.uniform(-0.6, 0.6) * z, rng.uniform(-0.5, 0.5) * z, z)
        scene.round(centre, np.full(3, z * rng.uniform(0.08, 0.3)), 1.0)


def sample_scene(bank: TextureBank, rng: np.random.RandomState, kind: str | None = None, moving: bool = False) -> Scene:
    """A random scene with the orientation of its first camera; in a `moving` one some cut-outs travel."""
    kind = kind or rng.choice(list(KINDS), p=list(KINDS.values()))
    scene = Scene(bank, rng, kind, moving)
    make = {"room": room, "outdoor": outdoor, "street": street, "layers": layers, "cloud": cloud, "popup": popup}
    (make | {"relief": relief})[kind](scene)
    if scene.projection:
        turn = rotation(rng.uniform(-0.15, 0.15), rng.uniform(-0.1, 0.1))
        scene.first_rotation = scene.projection_rotation @ turn
    else:
        scene.first_rotation = rotation(rng.uniform(-0.25, 0.25), rng.uniform(-0.22, 0.12), rng.uniform(-0.05, 0.05))
    return scene
