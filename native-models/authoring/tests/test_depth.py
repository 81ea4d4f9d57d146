"""Measures, crops and batches of the depth network."""

import unittest

import numpy as np
import torch

from evaluation.depth_error import Calibration, aligned_error, best_plane, confidence, fit_plane, gated
from networks.depth import DepthNetwork, ray_planes
from training.depth_batches import shrink, window
from training.train_depth import aligned_error as aligned_tensor


def tilted_plane(height: int, width: int) -> np.ndarray:
    """Inverse depth of a plane through the picture."""
    y, x = np.mgrid[0:height, 0:width]
    return 1.0 + 0.003 * x + 0.008 * y


class Planes(unittest.TestCase):
    def test_fit_finds_the_plane_under_outliers_that_count_nothing(self) -> None:
        truth = tilted_plane(24, 40)
        seen, weight = truth.copy(), np.ones_like(truth)
        seen[5:9, 5:30], weight[5:9, 5:30] = 0.7, 0
        np.testing.assert_allclose(fit_plane(seen, weight), truth, atol=1e-6)

    def test_best_plane_leaves_a_plane_without_error(self) -> None:
        truth, sky = -np.log(tilted_plane(24, 40)), np.zeros((24, 40), bool)
        self.assertLess(np.abs(aligned_error(best_plane(truth, sky), truth, sky)).max(), 1e-6)

    def test_gate_keeps_what_is_sure_and_flattens_what_is_not(self) -> None:
        rng = np.random.RandomState(4)
        log_depth = -np.log(tilted_plane(24, 40)) + 0.2 * rng.randn(24, 40)
        sure, unsure = np.full((24, 40), -6.0), np.full((24, 40), 4.0)
        np.testing.assert_allclose(gated(log_depth, sure), log_depth - np.median(log_depth), atol=1e-3)
        inverse = np.exp(-gated(log_depth, unsure))
        self.assertLess(np.abs(np.diff(inverse, 2, axis=1)).max(), 1e-3)

    def test_confidence_is_a_half_at_its_constant(self) -> None:
        self.assertAlmostEqual(float(confidence(np.log(np.array(0.35)))), 0.5)


class Errors(unittest.TestCase):
    def test_scale_is_free_and_sky_does_not_set_it(self) -> None:
        truth = np.random.RandomState(1).randn(8, 8)
        sky = np.zeros((8, 8), bool)
        sky[:6] = True
        predicted = truth + 0.7
        predicted[:6] += 5
        error = aligned_error(predicted, truth, sky)
        np.testing.assert_allclose(error[6:], 0, atol=1e-12)
        tensors = (torch.from_numpy(a)[None, None] for a in (predicted, truth, sky))
        np.testing.assert_allclose(aligned_tensor(*tensors)[0, 0].numpy(), error, atol=1e-12)

    def test_true_laplace_errors_count_as_calibrated(self) -> None:
        rng, table = np.random.RandomState(2), Calibration()
        scale = np.exp(rng.uniform(-3, 0, (200, 200)))
        table.add(rng.laplace(0, scale), np.log(scale), np.zeros((200, 200), bool))
        found = table.table()
        self.assertAlmostEqual(found["found_to_expected"], 1, delta=0.03)
        self.assertAlmostEqual(found["within_half_distance"], 0.5, delta=0.02)
        self.assertAlmostEqual(found["within_nine_tenths_distance"], 0.9, delta=0.02)


class Crops(unittest.TestCase):
    def test_windows_stay_inside_and_keep_the_shape(self) -> None:
        rng = np.random.RandomState(3)
        for _ in range(300):
            height, width, aspect = rng.randint(96, 300), rng.randint(96, 300), rng.uniform(0.7, 2.5)
            top, left, h, w = window(rng, height, width, aspect, True)
            self.assertTrue(0 <= top and top + h <= height and 0 <= left and left + w <= width)
            self.assertLess(abs(w / h / aspect - 1), 0.05)

    def test_shrinking_invents_no_depth(self) -> None:
        depth = torch.zeros(40, 60)
        depth[:, 30:] = 3
        _, small = shrink(torch.rand(3, 40, 60), depth, 16, 32)
        self.assertEqual(set(small.unique().tolist()), {0.0, 3.0})


class Network(unittest.TestCase):
    def test_rays_are_those_of_the_lens(self) -> None:
        planes = ray_planes(torch.tensor([0.9]).log(), 16, 32, torch.zeros(1, 1, 16, 32))
        self.assertAlmostEqual(float(planes[0, 0, 3, 31]), 15.5 / (0.9 * 32), places=5)
        self.assertAlmostEqual(float(planes[0, 1, 15, 0]), 7.5 / (0.9 * 32), places=5)

    def test_starts_as_one_plane_of_unknown_error_at_any_size(self) -> None:
        net = DepthNetwork((8, 8, 8, 8, 8), 1)
        for height, width in ((32, 64), (96, 32)):
            with torch.no_grad():
                depth, error = net(torch.rand(2, 3, height, width), torch.zeros(2))
            self.assertEqual(depth.shape, (2, 1, height, width))
            self.assertEqual(float(depth.abs().max()), 0)
            self.assertAlmostEqual(float(error.exp().mean()), 0.6, places=5)


if __name__ == "__main__":
    unittest.main()
