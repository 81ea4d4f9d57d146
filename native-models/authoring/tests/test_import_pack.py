"""Weights that went into a graph come out of it again."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from import_pack import constant_inputs, import_pack, import_part
from networks.autoencoder import Decoder, Encoder
from networks.denoiser import Denoiser
from networks.depth import DepthNetwork
from networks.pose_encoder import PoseEncoder
from onnx_export import check_part, example_inputs, export_part, round_to_half
from sitting.config import CONFIGS
from sitting.stages import build

WIDTHS = (8, 8, 16)
PACK = Path(__file__).resolve().parents[2] / "packs" / "embedded"


class ImportPack(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_every_part_comes_back_exactly(self) -> None:
        makers = {
            "encoder": lambda: Encoder((8, 8)),
            "pose_encoder": lambda: PoseEncoder(WIDTHS),
            "denoiser": lambda: Denoiser((8, 8, 16), WIDTHS, 16),
            "decoder": lambda: Decoder((8, 8, 8), 8),
            "depth": lambda: DepthNetwork((8, 8, 8, 16, 16), 1),
        }
        for seed, (name, make) in enumerate(makers.items()):
            with self.subTest(name):
                torch.manual_seed(seed)
                trained, path = make().eval(), self.folder / f"{name}.onnx"
                with torch.no_grad():
                    for parameter in trained.parameters():
                        parameter.add_(torch.randn_like(parameter) * 0.1)
                round_to_half(trained)
                export_part(name, trained, example_inputs(3, 64, 128, WIDTHS)[name], path)
                fresh = make().eval()
                import_part(name, fresh, path, WIDTHS)
                for key, value in trained.state_dict().items():
                    torch.testing.assert_close(fresh.state_dict()[key], value, rtol=0, atol=0, msg=key)

    def test_the_committed_pack_computes_the_same_in_pytorch(self) -> None:
        networks = build(CONFIGS["committed"], torch.device("cpu"))
        names = import_pack(PACK, networks)
        auto, diffusion = networks["autoencoder"].eval(), networks["denoiser"].eval()
        parts = {"encoder": auto.encoder, "decoder": auto.decoder, "denoiser": diffusion.denoiser}
        parts |= {"pose_encoder": diffusion.pose_encoder} | (
            {"depth": networks["depth"].eval()} if "depth" in names else {}
        )
        for name, part in parts.items():
            inputs = example_inputs(2, 64, 128, CONFIGS["committed"].pose)[name]
            self.assertLess(check_part(name, part, inputs, PACK / f"{name}.onnx"), 1e-4, name)

    def test_a_graph_of_another_width_is_refused(self) -> None:
        path = self.folder / "encoder.onnx"
        export_part("encoder", Encoder((8, 16)).eval(), example_inputs(1, 64, 64, WIDTHS)["encoder"], path)
        with self.assertRaisesRegex(ValueError, "not the graph"):
            import_part("encoder", Encoder((8, 8)).eval(), path, WIDTHS)

    def test_quantised_weights_come_back_as_the_values_computed_with(self) -> None:
        values = np.array([[-3, 5], [7, 127]], np.int8)
        scale, zero = np.array([0.5, 0.25], np.float32), np.array([0, 1], np.int8)
        stored = [numpy_helper.from_array(x, n) for x, n in ((values, "w"), (scale, "s"), (zero, "z"))]
        nodes = [
            helper.make_node("DequantizeLinear", ["w", "s", "z"], ["wide"], axis=0),
            helper.make_node("MatMul", ["x", "wide"], ["y"]),
        ]
        slots = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, 2]) for n in ("x", "y")]
        model = helper.make_model(helper.make_graph(nodes, "g", slots[:1], slots[1:], stored))
        onnx.checker.check_model(model)
        (found,) = constant_inputs(model)
        np.testing.assert_array_equal(found, [[-1.5, 2.5], [1.5, 31.5]])


if __name__ == "__main__":
    unittest.main()
