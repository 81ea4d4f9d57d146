"""The measures of `evaluate_product.py` against what is known without them."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from evaluation.camera_error import angle_degrees, camera_and_direction_errors
from evaluation.clip_sums import ClipRecord, row_of
from evaluation.moves import AMOUNTS, exact_flow, move, reversed_amount, zoomed
from evaluation.moves_part import judge
from evaluation.picture_measures import patch_distance, similarity_map
from evaluation.plane_warp import best_plane_warp, homography, warp
from evaluation.product import asked_for, write_poses

LENS = np.array([150.0, 150.0, 80.0, 60.0])
WIDTH, HEIGHT = 160, 120


def textured(seed: int) -> np.ndarray:
    """A picture `[HEIGHT, WIDTH, 3]` uint8 with corners to hold on to."""
    coarse = np.random.RandomState(seed).rand(HEIGHT // 4, WIDTH // 4, 3)
    return (np.kron(coarse, np.ones((4, 4, 1))) * 255).astype(np.uint8)


def on_plane(name: str, amount: float, depth: float) -> np.ndarray:
    """Four frames `[4, HEIGHT, WIDTH, 3]` of a move before a picture at `depth`."""
    steps = [move(name, amount, part) for part in (0, 1 / 3, 2 / 3, 1)]
    matrices = [homography(pose, zoomed(LENS, factor), LENS, depth) for pose, factor in steps]
    return np.stack([warp(textured(1), matrix, WIDTH, HEIGHT) for matrix in matrices])


class Flows(unittest.TestCase):
    def test_flow_agrees_with_the_homography_of_a_plane(self) -> None:
        points = np.array([[20.0, 30.0], [100.0, 90.0], [79.0, 59.0]])
        for name, amount in AMOUNTS.items():
            pose, factor = move(name, amount)
            lens = zoomed(LENS, factor)
            flow = exact_flow(points, np.full((HEIGHT, WIDTH), 1.3), LENS, pose, lens)
            matrix = homography(pose, lens, LENS, 1.3)
            seen = np.column_stack([points, np.ones(3)]) @ matrix.T
            np.testing.assert_allclose(points + flow, seen[:, :2] / seen[:, 2:], atol=1e-9, err_msg=name)

    def test_directions_are_those_of_the_names(self) -> None:
        middle, depth = np.array([[79.5, 59.5]]), np.full((HEIGHT, WIDTH), 2.0)

        def shift(name: str, amount: float) -> np.ndarray:
            pose, factor = move(name, amount)
            return exact_flow(middle, depth, LENS, pose, zoomed(LENS, factor))[0]

        # What the picture shows goes against the camera: left for a pan or truck to the right, down for a tilt up.
        self.assertLess(shift("pan", 10)[0], -20)
        self.assertLess(shift("truck", 0.2)[0], -10)
        self.assertGreater(shift("tilt", 10)[1], 20)
        self.assertGreater(shift("pedestal", 0.2)[1], 10)
        # The subject stays in the middle of an orbit, what lies behind it goes the way of the camera.
        self.assertGreater(shift("orbit", 10)[0], 5)

    def test_a_move_is_known_and_its_opposite_is_not_taken_for_it(self) -> None:
        depth = np.full((HEIGHT, WIDTH), 1.5)
        for name, amount in (("pan", 12.0), ("roll", 12.0), ("zoom", 1.4), ("dolly", 0.3), ("truck", 0.25)):
            frames = on_plane(name, amount, 1.5)
            self.assertTrue(judge(frames, depth, LENS, name, amount)["right"], name)
            self.assertFalse(judge(frames, depth, LENS, name, reversed_amount(name, amount))["nearest"], name)
            self.assertFalse(judge(frames[[0, 0, 0, 0]], depth, LENS, name, amount)["nearest"], name)


class Pictures(unittest.TestCase):
    def test_the_best_plane_is_found(self) -> None:
        depth = float(np.geomspace(0.4, 40, 17)[4])
        frames = on_plane("truck", 0.2, depth).transpose(0, 3, 1, 2).astype(np.float32) / 255
        steps = [move("truck", 0.2, part) for part in (0, 1 / 3, 2 / 3, 1)]
        found = best_plane_warp(frames, np.stack([pose for pose, _ in steps]), np.tile(LENS, (4, 1)))
        self.assertLess(float(np.abs(found - frames)[:, :, 8:-8, 40:-40].mean()), 0.02)

    def test_equal_pictures_have_no_distance(self) -> None:
        frames = np.stack([textured(2), textured(3)]).transpose(0, 3, 1, 2) / 255
        seen = np.ones(frames.shape[:1] + frames.shape[2:], bool)
        seen[:, :, :60] = False
        np.testing.assert_allclose(similarity_map(frames, frames), 1)
        row = row_of([ClipRecord(frames, frames, seen, None)])
        self.assertEqual((row["psnr"], row["texture"], row["patch_distance"]), (100, 1, 0))
        grey = row_of([ClipRecord(np.full_like(frames, 0.5), frames, seen, None)])
        self.assertLess(grey["texture"], 0.01)
        self.assertGreater(grey["patch_distance"], 0.1)

    def test_patches_in_another_order_are_the_same_set(self) -> None:
        patches = np.random.RandomState(4).rand(200, 147).astype(np.float32)
        self.assertLess(patch_distance(patches, patches[::-1]), 1e-6)
        self.assertGreater(patch_distance(patches, patches + 0.2), 0.01)


class Cameras(unittest.TestCase):
    def test_a_turn_is_read_back(self) -> None:
        frames = on_plane("pan", 8, np.inf).transpose(0, 3, 1, 2) / 255
        poses = np.stack([move("pan", 8, part)[0] for part in (0, 1 / 3, 2 / 3, 1)])
        errors = camera_and_direction_errors(frames, np.full((HEIGHT, WIDTH), 2.0), poses, np.tile(LENS, (4, 1)))
        self.assertLess(float(np.nanmax(errors[:, 0])), 1.5)
        self.assertTrue(np.isnan(errors[:, 2]).all(), "a turn has no direction to go in")
        self.assertAlmostEqual(angle_degrees(poses[-1][:3, :3]), 8)

    def test_a_take_is_made_again_when_its_files_changed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "poses.txt"
            file.write_text("a")
            first = asked_for(["--path", file, "--steps", 8])
            self.assertEqual(first, asked_for(["--path", file, "--steps", 8]))
            self.assertNotEqual(first, asked_for(["--path", file, "--steps", 3]))
            file.write_text("b")
            self.assertNotEqual(first, asked_for(["--path", file, "--steps", 8]))

    def test_pose_files_hold_world_to_camera(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "poses.txt"
            write_poses(file, move("dolly", 0.3)[0][None], LENS[None], WIDTH, HEIGHT)
            numbers = [float(word) for word in file.read_text().splitlines()[1].split()]
        self.assertEqual(len(numbers), 19)
        np.testing.assert_allclose(numbers[1:5], LENS / [WIDTH, HEIGHT, WIDTH, HEIGHT])
        np.testing.assert_allclose(np.reshape(numbers[7:], (3, 4))[:, 3], [0, 0, -0.3], atol=1e-9)


if __name__ == "__main__":
    unittest.main()
