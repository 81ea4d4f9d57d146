"""The scene generator against independent geometry: poses, depth, what frame 0 saw, cut-outs, moving things, reliefs."""

import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import cv2
import numpy as np
import torch

from data.camera_paths import sample_path, scaled_path
from data.drawing_style import outlines
from data.raycast import FAR, RELIEF, camera_rays, cast
from data.render_clips import outside_photo, render, render_set, seen_first, world_poses
from data.scene import Scene, vector
from data.scene_kinds import sample_scene
from data.sources import CUTOUT
from data.texture_bank import TextureBank
from evaluation.camera_error import camera_errors
from plucker import rotation
from tests.small_bank import write_bank

SIZE = 96
LENS = np.array([90.0, 90.0, 48.0, 48.0])


def pose(turn: np.ndarray, centre: tuple[float, float, float]) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = turn, centre
    return matrix


class Scenes(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        write_bank(folder / "bank.npz")
        cls.bank = TextureBank(folder / "bank.npz", False)

    def empty(self) -> Scene:
        return Scene(self.bank, np.random.RandomState(1), "test")

    def rays(self, poses: np.ndarray, size: int = SIZE):
        return camera_rays(poses, np.repeat(LENS[None], len(poses), 0), size, size)

    def test_a_slanted_plane_has_the_depth_of_the_plane_equation(self) -> None:
        scene, turn = self.empty(), rotation(0.6, -0.3)
        scene.quad(vector(0, 0, 4) - 20 * (turn[:, 0] + turn[:, 1]), turn[:, 0] * 40, turn[:, 1] * 40, 0)
        rays = self.rays(pose(rotation(0.1, 0.05, 0.2), (0.3, -0.2, 0.5))[None])
        depth = cast(scene, rays).depth.numpy().reshape(SIZE, SIZE)
        y, x = np.mgrid[0:SIZE, 0:SIZE] + 0.5
        local = np.stack([(x - 48) / 90, (y - 48) / 90, np.ones_like(x)], -1)
        direction = local @ rotation(0.1, 0.05, 0.2).T
        expected = (vector(0, 0, 4) - vector(0.3, -0.2, 0.5)) @ turn[:, 2] / (direction @ turn[:, 2])
        np.testing.assert_allclose(depth, expected, rtol=2e-5)

    def test_frames_show_the_camera_that_was_asked_for(self) -> None:
        """Points tracked through the pictures and solved by PnP give the poses back."""
        options = Namespace(
            seed=11, clips=6, frames=5, size=160, width=0, height=0, full=True, drawings=0.0, moving=0.0
        )
        clips = render_set(self.bank, options)
        errors = [
            camera_errors(
                clips["rgb"][i] / np.float32(255), clips["depth"][i], clips["poses"][i], clips["intrinsics"][i]
            )
            for i in range(6)
        ]
        found = np.concatenate(errors)
        self.assertGreater(np.isfinite(found[:, 0]).mean(), 0.5)
        median = np.nanmedian(found, 0)
        self.assertLess(median[0], 0.2)
        self.assertLess(median[1], 0.005)

    def test_what_frame_0_saw_looks_the_same_there(self) -> None:
        """Points marked as seen, carried into frame 0 by depth and pose, meet the same depth and colour."""
        rng, checked = np.random.RandomState(5), 0
        for kind in ("room", "layers", "relief", "outdoor"):
            scene = sample_scene(self.bank, rng, kind)
            poses = np.stack([np.eye(4), pose(rotation(0.12, 0.03, 0.05), (0.15, -0.05, 0.1))])
            lens = np.repeat(LENS[None], 2, 0)
            image, depth = render(scene, poses, lens, (SIZE, SIZE))
            rays = self.rays(world_poses(scene, poses))
            hits = cast(scene, rays)
            seen = seen_first(scene, rays, hits, poses, LENS, (SIZE, SIZE)).reshape(2, SIZE, SIZE).numpy()
            self.assertGreater(seen[0].mean(), 0.995)
            y, x = np.mgrid[0:SIZE, 0:SIZE] + 0.5
            z = hits.depth.reshape(2, SIZE, SIZE)[1].numpy()
            local = np.stack([(x - 48) / 90, (y - 48) / 90, np.ones_like(x)], -1) * z[..., None]
            first = local @ poses[1, :3, :3].T + poses[1, :3, 3]
            u, v = (first[..., i] / first[..., 2] * 90 + 48 for i in range(2))
            maps = (u - 0.5).astype(np.float32), (v - 0.5).astype(np.float32)
            there = cv2.remap(depth[0].numpy(), *maps, cv2.INTER_NEAREST, borderValue=-1)
            use = seen[1] & (z < FAR / 2)
            agrees = np.abs(there / first[..., 2] - 1)[use] < 0.1
            self.assertGreater(agrees.mean(), 0.93, kind)
            old = cv2.remap(image[0].permute(1, 2, 0).numpy(), *maps, cv2.INTER_LINEAR)
            error = np.abs(old - image[1].permute(1, 2, 0).numpy()).mean(-1)
            self.assertLess(np.median(error[use]), 0.03, kind)
            checked += use.sum()
        self.assertGreater(checked, 4000)

    def test_the_holes_of_a_cutout_are_open(self) -> None:
        scene, texture = self.empty(), int(self.bank.of_kind[CUTOUT][0])
        scene.quad(vector(-1, -1, 2), vector(2, 0, 0), vector(0, 2, 0), texture, alpha=True)
        scene.quad(vector(-9, -9, 5), vector(18, 0, 0), vector(0, 18, 0), 0)
        hits = cast(scene, self.rays(np.eye(4)[None]))
        front = (hits.surface == 0).reshape(SIZE, SIZE).numpy()
        start = int(self.bank.offset[texture, 0])
        alpha = self.bank.texels[start : start + 128 * 128, 3].reshape(128, 128).numpy() > 128
        expected = cv2.resize(alpha.astype(np.uint8), (90, 90), interpolation=cv2.INTER_AREA)
        self.assertGreater((front[3:93, 3:93] == expected).mean(), 0.97)
        self.assertTrue(0.05 < front.mean() < 0.9)

    def test_a_moving_thing_has_moved_by_its_travel(self) -> None:
        scene = self.empty()
        scene.quad(vector(-0.5, -0.5, 3), vector(1, 0, 0), vector(0, 1, 0), 0, travel=vector(0.6, 0, 1.5))
        hits = cast(scene, self.rays(np.tile(np.eye(4), (3, 1, 1))))
        depth, hit = hits.depth.reshape(3, SIZE, SIZE), (hits.surface == 0).reshape(3, SIZE, SIZE)
        for i, (x, z) in enumerate(((0, 3), (0.3, 3.75), (0.6, 4.5))):
            columns = np.nonzero(hit[i].numpy())[1]
            np.testing.assert_allclose(depth[i][hit[i]].numpy(), z, rtol=1e-5)
            self.assertAlmostEqual(columns.mean() + 0.5, 48 + 90 * x / z, delta=0.6)
            self.assertAlmostEqual(np.ptp(columns) + 1, 90 / z, delta=1.01)
        rays = self.rays(np.tile(np.eye(4), (3, 1, 1)))
        seen = seen_first(scene, rays, cast(scene, rays), np.tile(np.eye(4), (3, 1, 1)), LENS, (SIZE, SIZE))
        seen = seen.reshape(3, SIZE, SIZE)
        self.assertTrue(seen[0][hit[0]].all())
        self.assertFalse(seen[2][hit[2]].any())

    def test_rays_meet_a_relief_where_its_depth_says(self) -> None:
        scene = sample_scene(self.bank, np.random.RandomState(3), "relief")
        scene.quads.clear()
        turn = scene.projection_rotation
        rays = self.rays(np.stack([pose(turn, (0, 0, 0)), pose(turn @ rotation(0.1), (0.3, 0.1, 0.2))]))
        hits = cast(scene, rays)
        met = hits.surface == RELIEF
        self.assertGreater(met.float().mean(), 0.98)
        point = ((rays.origin + rays.direction * hits.depth[:, None])[met]).numpy() @ turn
        _, focal, aspect = scene.projection
        u, v = (focal * point[:, i] / point[:, 2] * (aspect if i else 1) for i in range(2))
        grid = np.stack([u, v], -1).astype(np.float32)[None, None] * 2
        log_depth = torch.tensor(scene.relief.log_depth, dtype=torch.float32)[None, None]
        options = {"mode": "bicubic", "padding_mode": "border", "align_corners": True}
        expected = torch.nn.functional.grid_sample(log_depth, torch.from_numpy(grid), **options).exp()[0, 0, 0].numpy()
        self.assertGreater((np.abs(point[:, 2] / expected - 1) < 1e-3).mean(), 0.995)

    def test_paths_over_a_photo_stay_inside_it(self) -> None:
        options = Namespace(seed=2, clips=12, frames=4, size=64, width=0, height=0, full=True, drawings=0.0, moving=0.0)
        kinds = render_set(self.bank, options)["kind"]
        self.assertTrue({"popup", "relief"} & set(kinds))
        scene = sample_scene(self.bank, np.random.RandomState(9), "popup")
        lens = np.array([[64 / 0.5 * scene.projection[1]] * 2 + [32.0, 32.0]])
        far = outside_photo(scene, pose(rotation(1.2), (0, 0, 0))[None], lens, (64, 64))
        self.assertGreater(far, 0.3)

    def test_a_path_scaled_down_is_the_same_move_smaller(self) -> None:
        poses, zoom, _ = sample_path(np.random.RandomState(4), 5, 1.0, 2.0, 3.0, "orbit")
        half, half_zoom = scaled_path(poses, zoom, 0.5)
        whole = np.linalg.norm(cv2.Rodrigues(poses[-1, :3, :3])[0])
        self.assertAlmostEqual(np.linalg.norm(cv2.Rodrigues(half[-1, :3, :3])[0]), whole / 2, places=6)
        np.testing.assert_allclose(half[:, :3, 3] * 2, poses[:, :3, 3])
        np.testing.assert_allclose(half_zoom**2, zoom)

    def test_a_drawing_has_no_line_around_the_frame(self) -> None:
        """A line that stays with the frame while the camera moves belongs to nothing in the scene."""
        depth, surface = torch.full((1, 1, 32, 48), 2.0), torch.zeros(1, 1, 32, 48)
        plain = torch.full((1, 3, 32, 48), 0.7)
        self.assertEqual(float(outlines(plain, depth, surface, 3, 0.2).max()), 0)
        depth[..., 24:] = 6
        ink = outlines(plain, depth, surface, 1, 0.2)[0, 0]
        self.assertEqual(sorted(set(torch.nonzero(ink)[:, 1].tolist())), [23, 24])

    def test_the_same_seed_makes_the_same_clips(self) -> None:
        options = Namespace(
            seed=8, clips=2, frames=2, size=64, width=96, height=64, full=False, drawings=1.0, moving=1.0
        )
        a, b = (render_set(self.bank, options) for _ in range(2))
        self.assertEqual(a["rgb"].shape, (2, 2, 3, 64, 96))
        for name in a:
            np.testing.assert_array_equal(a[name], b[name])


if __name__ == "__main__":
    unittest.main()
