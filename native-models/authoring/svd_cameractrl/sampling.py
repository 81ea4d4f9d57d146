"""Sampling of SVD with CameraCtrl, step by step: what the studio's pipeline computes, in float32 PyTorch."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
LATENT_SCALE = 0.18215


@dataclass(frozen=True)
class Settings:
    """What a user sets; the defaults are CameraCtrl's."""

    steps: int = 25
    fps: int = 7
    motion_bucket: int = 127
    noise_augmentation: float = 0.02
    first_guidance: float = 1.0
    last_guidance: float = 3.0
    camera_strength: float = 1.0
    sigma_min: float = 0.002
    sigma_max: float = 700.0
    rho: float = 7.0


def gaussian(factor: float) -> Tensor:
    """Blur before shrinking by `factor`, sums to 1; an odd number of taps, at least 3."""
    sigma = max((factor - 1) / 2, 0.001)
    taps = int(max(4 * sigma, 3))
    taps += 1 - taps % 2
    offset = torch.arange(taps, dtype=torch.float32) - taps // 2
    weight = torch.exp(-offset * offset / (2 * sigma * sigma))
    return weight / weight.sum()


def resize_antialiased(image: Tensor, height: int, width: int) -> Tensor:
    """`image` `[1, C, H, W]` -> `[1, C, height, width]`, squashed: Gaussian blur, then bicubic with aligned corners."""
    channels = image.shape[1]
    down, across = gaussian(image.shape[2] / height), gaussian(image.shape[3] / width)
    x = F.pad(image, (len(across) // 2,) * 2 + (len(down) // 2,) * 2, mode="reflect")
    x = F.conv2d(x, across.expand(channels, 1, 1, -1), groups=channels)
    x = F.conv2d(x, down[:, None].expand(channels, 1, -1, 1), groups=channels)
    return F.interpolate(x, (height, width), mode="bicubic", align_corners=True)


def clip_pixels(picture: np.ndarray) -> Tensor:
    """`picture` `[H, W, 3]` uint8, as the user gave it -> `pixel_values` `[1, 3, 224, 224]` for the image encoder."""
    image = torch.from_numpy(picture.astype(np.float32) / 255).permute(2, 0, 1)[None]
    image = (resize_antialiased(image * 2 - 1, 224, 224) + 1) / 2
    mean, std = (torch.tensor(values)[:, None, None] for values in (CLIP_MEAN, CLIP_STD))
    return (image - mean) / std


def vae_pixels(picture: np.ndarray, height: int, width: int) -> Tensor:
    """`picture` `[H, W, 3]` uint8 -> `[1, 3, height, width]` in -1..1, Lanczos with antialiasing, squashed."""
    resized = Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS)
    return torch.from_numpy(np.asarray(resized, np.float32) / 255).permute(2, 0, 1)[None] * 2 - 1


def karras_sigmas(settings: Settings) -> Tensor:
    """Noise levels `[steps + 1]` float32, the largest first, 0 at the end; `steps` is at least 2."""
    root = 1 / settings.rho
    high, low = settings.sigma_max**root, settings.sigma_min**root
    ramp = np.arange(settings.steps) / (settings.steps - 1)
    levels = (high + ramp * (low - high)) ** settings.rho
    return torch.from_numpy(np.append(levels, 0).astype(np.float32))


def time_ids(settings: Settings) -> Tensor:
    """`[1, 3]`: frames per second less one, motion bucket, noise augmentation."""
    return torch.tensor([[settings.fps - 1, settings.motion_bucket, settings.noise_augmentation]], dtype=torch.float32)


def frame_guidance(settings: Settings, frames: int) -> Tensor:
    """`[1, F, 1, 1, 1]`, from the first frame's guidance to the last's."""
    return torch.linspace(settings.first_guidance, settings.last_guidance, frames)[None, :, None, None, None]


def draw_noise(seed: int, frames: int, height: int, width: int) -> tuple[Tensor, Tensor]:
    """Noise for the picture `[1, 3, height, width]`, then for the latents `[1, F, 4, height/8, width/8]`."""
    generator = torch.Generator().manual_seed(seed)
    image = torch.randn((1, 3, height, width), generator=generator)
    return image, torch.randn((1, frames, 4, height // 8, width // 8), generator=generator)


def euler_step(x: Tensor, velocity: Tensor, sigma: float, following: float) -> Tensor:
    """One step from noise level `sigma` to `following`, all tensors `[1, F, 4, h, w]` float32."""
    clean = velocity * (-sigma / math.sqrt(sigma * sigma + 1)) + x / (sigma * sigma + 1)
    return x + (x - clean) / sigma * (following - sigma)


@dataclass(frozen=True)
class Conditions:
    """What the denoiser is given besides the noisy latents."""

    image_embeds: Tensor
    image_latent: Tensor
    poses: tuple[Tensor, ...]


Denoise = Callable[..., Tensor]


def sample(
    denoise: Denoise, noise: Tensor, conditions: Conditions, settings: Settings, kept: dict[str, Tensor]
) -> Tensor:
    """Latents `[1, F, 4, h, w]` of the clip; every step's halves and result are added to `kept` by name.

    `denoise` has the denoiser graph's inputs in their order. The half without the picture has a zero embedding and a
    zero picture latent, but the same camera.
    """
    frames, sigmas = noise.shape[1], karras_sigmas(settings)
    kept["sigmas"], kept["timesteps"] = sigmas, sigmas[:-1].log() * 0.25
    guidance, ids = frame_guidance(settings, frames), time_ids(settings)
    strength = torch.tensor([settings.camera_strength])
    picture = conditions.image_latent[:, None].expand(-1, frames, -1, -1, -1)
    halves = {
        "without": (torch.zeros_like(picture), torch.zeros_like(conditions.image_embeds)),
        "with": (picture, conditions.image_embeds),
    }
    x = noise * (settings.sigma_max**2 + 1) ** 0.5
    for step in range(settings.steps):
        sigma, following = float(sigmas[step]), float(sigmas[step + 1])
        scaled, time = x / math.sqrt(sigma * sigma + 1), kept["timesteps"][step : step + 1]
        for name, (latent, embeds) in halves.items():
            given = torch.cat([scaled, latent], 2)
            kept[f"velocity_{name}_{step}"] = denoise(given, time, embeds, ids, *conditions.poses, strength)
        without, with_picture = kept[f"velocity_without_{step}"], kept[f"velocity_with_{step}"]
        x = euler_step(x, without + guidance * (with_picture - without), sigma, following)
        kept[f"latents_{step}"] = x
    return x
