"""Stable Video Diffusion with CameraCtrl: our sampling against diffusers' pipeline, the fixture, the graphs."""

import unittest
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

GOLDEN = Path(__file__).resolve().parents[3] / "test" / "fixtures" / "tiny-svd" / "golden"

if find_spec("diffusers"):
    from PIL import Image

    from plucker import plucker_map
    from svd_cameractrl import sampling, tiny_fixture
    from svd_cameractrl.networks import install_merges
    from svd_cameractrl.tiny_fixture import FRAMES, HEIGHT, NOISE_SEED, SETTINGS, WIDTH


def golden(name: str) -> Tensor:
    return torch.from_numpy(np.load(GOLDEN / f"{name}.npy"))


@unittest.skipUnless(find_spec("diffusers"), "svd_cameractrl/requirements.txt is not installed")
class Sampling(unittest.TestCase):
    @torch.no_grad()
    def test_diffusers_pipeline_with_the_injection_gives_the_golden_frames(self) -> None:
        networks = tiny_fixture.tiny_networks()
        plucker = plucker_map(golden("world_from_camera").numpy(), golden("intrinsics").numpy(), HEIGHT, WIDTH)
        features = networks.pose_encoder(torch.from_numpy(plucker)[None])
        injection = install_merges(networks.unet, folded=False)
        injection.set(tuple(feature.repeat(2, 1, 1, 1, 1) for feature in features), SETTINGS.camera_strength)
        pipeline = tiny_fixture.diffusers_pipeline(networks)
        common = {
            "image": Image.fromarray(np.load(GOLDEN / "picture.npy")), "height": HEIGHT, "width": WIDTH,
            "num_frames": FRAMES, "num_inference_steps": SETTINGS.steps, "fps": SETTINGS.fps,
            "min_guidance_scale": SETTINGS.first_guidance, "max_guidance_scale": SETTINGS.last_guidance,
        }  # fmt: skip
        for kind in ("latent", "pt"):
            generator = torch.Generator().manual_seed(NOISE_SEED)
            result = pipeline(**common, generator=generator, output_type=kind, decode_chunk_size=FRAMES).frames
            if kind == "latent":
                torch.testing.assert_close(result, golden(f"latents_{SETTINGS.steps - 1}"), rtol=0, atol=1e-4)
            else:
                expected = (golden("frames")[None] / 2 + 0.5).clamp(0, 1)
                torch.testing.assert_close(result, expected, rtol=0, atol=1e-4)

    def test_sigmas_and_noise_are_the_known_ones(self) -> None:
        sigmas = sampling.karras_sigmas(sampling.Settings())
        for index, value in ((0, 700), (1, 545.729248), (17, 1.27317727), (24, 0.002), (25, 0)):
            self.assertAlmostEqual(float(sigmas[index]), value, delta=1e-6 * max(value, 1))
        image, latents = sampling.draw_noise(42, 14, 320, 576)
        self.assertAlmostEqual(float(image[0, 0, 0, 0]), 1.92691529, places=6)
        self.assertAlmostEqual(float(latents[0, 0, 0, 0, 0]), 1.03005970, places=6)
        self.assertAlmostEqual(float(latents[0, 13, 3, 39, 71]), -0.37076312, places=6)

    def test_antialiased_resize_gives_the_known_values(self) -> None:
        c, y, x = np.mgrid[0:3, 0:320, 0:576]
        image = ((7 * x + 13 * y + 29 * c + x * y // 5) % 256 / 255).astype(np.float32)
        small = (sampling.resize_antialiased(torch.from_numpy(image)[None] * 2 - 1, 224, 224) + 1) / 2
        for place, value in (
            ((0, 0), 0.0129270),
            ((112, 112), 0.1255355),
            ((223, 223), 0.5651233),
            ((10, 200), 0.6131647),
        ):
            self.assertAlmostEqual(float(small[0, 0][place]), value, places=5)

    @torch.no_grad()
    def test_every_input_of_the_denoiser_matters(self) -> None:
        parts = tiny_fixture.graphs(tiny_fixture.tiny_networks())
        generator = torch.Generator().manual_seed(1)
        shapes = [
            (1, 3, 8, 8, 16),
            (1,),
            (1, 1, 16),
            (1, 3),
            *((1, c, 3, 8 >> i, 16 >> i) for i, c in enumerate((8, 12, 16, 16))),
            (1,),
        ]
        inputs = [torch.randn(shape, generator=generator) for shape in shapes]
        first = parts["denoiser"](*inputs)
        for i, tensor in enumerate(inputs):
            changed = [*inputs[:i], tensor + 1, *inputs[i + 1 :]]
            self.assertGreater(float((parts["denoiser"](*changed) - first).abs().max()), 1e-3, f"input {i}")
