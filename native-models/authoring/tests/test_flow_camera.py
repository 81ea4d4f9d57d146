"""The tiny flow-matching pack: its graphs in ONNX Runtime, and its schedule."""

import unittest
from importlib.util import find_spec

import numpy as np
import onnxruntime
import torch

if find_spec("diffusers"):
    from flow_camera.networks import pack_camera
    from flow_camera.sampling import shifted_levels
    from flow_camera.tiny_pack import FOLDER, INPUTS, example_inputs, run_case, tiny_parts


@unittest.skipUnless(find_spec("diffusers"), "svd_cameractrl/requirements.txt is not installed")
class FlowCamera(unittest.TestCase):
    def test_graphs_give_pytorchs_numbers_at_any_size(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = 1, 3
        for name, module in tiny_parts().items():
            session = onnxruntime.InferenceSession(FOLDER / f"{name}.onnx", options, providers=["CPUExecutionProvider"])
            for size in ((5, 64, 96), (9, 32, 32), (13, 48, 80)):
                with self.subTest(name, size=size), torch.no_grad():
                    inputs = example_inputs(*size)[name]
                    feed = dict(zip(INPUTS[name], (tensor.numpy() for tensor in inputs), strict=True))
                    expected = module(*inputs).numpy()
                    self.assertLess(np.abs(session.run(None, feed)[0] - expected).max(), 2e-5)

    def test_golden_numbers_are_those_of_the_networks(self) -> None:
        for name, value in run_case(tiny_parts()).items():
            np.testing.assert_allclose(np.load(FOLDER / "golden" / f"{name}.npy"), value.numpy(), rtol=0, atol=1e-4)

    def test_levels_are_the_known_ones(self) -> None:
        for shift, values in ((5.0, (1, 0.9959350, 0.8333333, 0.0925926)), (3.0, (1, 0.9932432, 0.75, 0.0576923))):
            levels = shifted_levels(50, shift)
            for index, value in zip((0, 1, 25, 49), values, strict=True):
                self.assertAlmostEqual(float(levels[index]), value, places=6)
            self.assertEqual(float(levels[50]), 0)

    def test_frame_0_fills_the_first_pack_and_frames_1_to_4_the_next(self) -> None:
        plucker = torch.arange(5.0)[None, :, None, None, None] + torch.arange(6)[None, None, :, None, None] / 10
        packed = pack_camera(plucker)
        self.assertEqual(tuple(packed.shape), (1, 24, 2, 1, 1))
        self.assertEqual(packed[0, ::6, 0, 0, 0].tolist(), [0, 0, 0, 0])
        self.assertEqual(packed[0, ::6, 1, 0, 0].tolist(), [1, 2, 3, 4])

    @torch.no_grad()
    def test_every_input_of_the_denoiser_matters(self) -> None:
        denoiser, inputs = tiny_parts()["denoiser"], list(example_inputs(5, 64, 96)["denoiser"])
        first = denoiser(*inputs)
        for i, tensor in enumerate(inputs):
            changed = [*inputs[:i], tensor + torch.randn(tensor.shape), *inputs[i + 1 :]]
            self.assertGreater(float((denoiser(*changed) - first).abs().max()), 1e-3, f"input {i}")
