"""The depth pack of tests: its graph gives PyTorch's answer at sizes it was not exported with."""

import unittest

import numpy as np
import onnxruntime
import torch

from tiny_depth_pack import FOLDER, tiny_depth


class TinyDepthPack(unittest.TestCase):
    @torch.no_grad()
    def test_graph_gives_the_networks_answer(self) -> None:
        session = onnxruntime.InferenceSession(FOLDER / "depth.onnx", providers=["CPUExecutionProvider"])
        golden = np.load(FOLDER / "golden" / "inverse_depth.npy")
        answer = session.run(None, {"image": np.load(FOLDER / "golden" / "image.npy")})[0]
        self.assertLess(np.abs(answer - golden).max(), 1e-5)
        self.assertGreater(golden.std(), 0.1)
        for height, width in ((14, 28), (126, 70)):
            image = torch.randn(1, 3, height, width)
            answer = session.run(None, {"image": image.numpy()})[0]
            np.testing.assert_allclose(answer, tiny_depth()(image).numpy(), rtol=0, atol=1e-5)
