"""The graphs without weights: filled from the files of a user, ONNX Runtime gives PyTorch's numbers."""

import json
import tempfile
import unittest
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "test" / "fixtures" / "tiny-svd"
PUBLISHED = ROOT / "native-models" / "templates" / "svd-cameractrl"

if find_spec("diffusers"):
    import torch

    from plucker import plucker_map
    from svd_cameractrl import graph_edges, networks, random_files, sampling, sizes, tiny_fixture
    from svd_cameractrl.bind_tiny import bind, user_tensors
    from svd_cameractrl.weightless import weightless_networks


def golden(name: str) -> np.ndarray:
    return np.load(TINY / "golden" / f"{name}.npy")


def run(template: Path, component: str, variant: str, inputs: list[np.ndarray]) -> list[np.ndarray]:
    """The component's answers, its weights read from the fixture's files."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    model = bind(template, component, user_tensors(TINY, variant)).SerializeToString()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session.run(None, dict(zip(graph_edges.INPUTS[component], inputs, strict=True)))


@unittest.skipUnless(find_spec("diffusers"), "svd_cameractrl/requirements.txt is not installed")
class Templates(unittest.TestCase):
    def cases(self) -> dict[str, tuple[list[np.ndarray], list[np.ndarray]]]:
        """Inputs and right answers of each component in the golden case."""
        noise, _ = sampling.draw_noise(tiny_fixture.NOISE_SEED, 3, 64, 128)
        noisy = golden("image") + np.float32(0.02) * noise.numpy()
        plucker = plucker_map(golden("world_from_camera"), golden("intrinsics"), 64, 128)[None]
        poses = [golden(f"pose_{i}") for i in range(4)]
        picture = np.broadcast_to(golden("image_latent")[:, None], (1, 3, 4, 8, 16))
        sample = np.concatenate([golden("noise"), picture], 2)
        embeds, ids = golden("image_embeds")[:, None], golden("time_ids")
        denoiser = [sample, golden("timesteps")[1:2], embeds, ids, *poses, np.zeros(1, np.float32)]
        latent = golden("latents_2")[0] / np.float32(sampling.LATENT_SCALE)
        pixels = sampling.clip_pixels(golden("picture")).numpy()
        return {
            "image_encoder": ([pixels], [golden("image_embeds")]),
            "vae_encoder": ([noisy], [golden("image_latent")]),
            "pose_encoder": ([plucker], poses),
            "denoiser": (denoiser, [golden("velocity_strength_0")]),
            "vae_decoder": ([latent], [golden("frames")]),
        }

    def test_both_precisions_of_files_give_the_golden_numbers(self) -> None:
        for name, (inputs, answers) in self.cases().items():
            for template, variant, share in (
                ("template", "", 5e-6),
                ("template", ".fp16", 5e-6),
                ("template-half", ".fp16", 0.02),
            ):
                with self.subTest(name, template=template, variant=variant):
                    for got, answer in zip(run(TINY / template, name, variant, inputs), answers, strict=True):
                        self.assertLess(np.abs(got - answer).max(), share * np.abs(answer).max())

    def test_frames_and_sizes_are_free(self) -> None:
        parts = networks.graphs(tiny_fixture.tiny_networks())
        for size in ((1, 64, 64), (4, 128, 192)):
            inputs = graph_edges.example_inputs(sizes.tiny(), *size, "cpu")
            for name, module in parts.items():
                with self.subTest(name, size=size), torch.no_grad():
                    answers = module(*inputs[name])
                    answers = answers if isinstance(answers, tuple) else (answers,)
                    got = run(TINY / "template", name, "", [tensor.numpy() for tensor in inputs[name]])
                    for mine, right in zip(got, answers, strict=True):
                        self.assertLess(np.abs(mine - right.numpy()).max(), 1e-4)

    def test_random_files_fill_every_place(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        random_files.write_files(folder, weightless_networks(sizes.tiny()))
        tensors = user_tensors(folder, ".fp16")
        for name in graph_edges.INPUTS:
            bind(TINY / "template", name, tensors)
        known = {key: value.shape for key, value in user_tensors(TINY, ".fp16").items()}
        self.assertEqual({key: value.shape for key, value in tensors.items()}, known)

    def test_published_graphs_ask_for_what_the_classes_hold(self) -> None:
        """As many numbers as the original code's networks have; only what attn2's query and key need is left out."""
        template = json.loads((PUBLISHED / "template.json").read_text())["components"]
        counts = {name: 0 for name in template}
        for name, entry in template.items():
            for place in entry["initializers"]:
                counts[name] += int(np.prod([14 if extent == "frames" else extent for extent in place["shape"]]))
        positions = 14 * 2 * (320 + 640 + 1280 + 1280)
        self.assertEqual(counts["pose_encoder"], 199_262_400 + positions)
        self.assertEqual(counts["image_encoder"], 632_076_800)
        self.assertEqual(counts["vae_encoder"] + counts["vae_decoder"], 97_742_847)
        unread = sum(2 * n * (c * c + 1024 * c + 2 * c) for n, c in ((5, 320), (5, 640), (6, 1280)))
        self.assertEqual(counts["denoiser"], 1_524_623_082 + 12_402_880 - unread)

    def test_attention_is_one_operator(self) -> None:
        for name, count in (("denoiser", 32), ("pose_encoder", 8), ("image_encoder", 32), ("vae_decoder", 1)):
            graph = onnx.load(PUBLISHED / f"{name}.onnx", load_external_data=False).graph
            kinds = [node.op_type for node in graph.node]
            self.assertEqual(kinds.count("MultiHeadAttention"), count, name)
            self.assertNotIn("Softmax", kinds)
