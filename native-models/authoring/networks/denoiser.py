"""The video denoiser: a U-Net over latents that predicts a correction to what the camera already explains."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .autoencoder import LATENT_CHANNELS
from .epipolar import INVERSE_DEPTHS, epipolar_grid, sample_first
from .layers import (
    Downsample,
    FirstFrameAttention,
    ResidualBlock,
    TemporalAttention,
    Upsample,
    group_norm,
    sinusoid,
    zero_,
)

SAMPLES = len(INVERSE_DEPTHS)
GEOMETRY_CHANNELS = 4


class Level(nn.Module):
    """One scale on one side of the U-Net: residual block, attention to frame 0 (optional), attention over frames."""

    def __init__(self, c_in: int, c: int, pose: int, embedding: int, first_frame: bool) -> None:
        super().__init__()
        self.block = ResidualBlock(c_in, c, embedding)
        self.first = FirstFrameAttention(c, pose) if first_frame else None
        self.temporal = TemporalAttention(c, pose)

    def forward(self, x: Tensor, embedding: Tensor, pose: Tensor, clips: int) -> Tensor:
        x = self.block(x, embedding)
        if self.first is not None:
            x = self.first(x, pose, clips)
        return self.temporal(x, pose, clips)


class Denoiser(nn.Module):
    """Predicts the clean latents of all frames of a clip at once."""

    def __init__(
        self,
        widths: tuple[int, int, int] = (64, 96, 128),
        pose: tuple[int, int, int] = (32, 48, 64),
        embedding: int = 128,
    ) -> None:
        super().__init__()
        inputs = 4 * LATENT_CHANNELS + GEOMETRY_CHANNELS + SAMPLES * (LATENT_CHANNELS + 1)
        self.time = nn.Sequential(nn.Linear(64, embedding), nn.SiLU(), nn.Linear(embedding, embedding), nn.SiLU())
        self.choose = nn.Sequential(
            nn.Conv2d(SAMPLES * (LATENT_CHANNELS + 1) + GEOMETRY_CHANNELS, widths[0], 3, padding=1),
            nn.SiLU(),
            zero_(nn.Conv2d(widths[0], SAMPLES, 3, padding=1)),
        )
        self.enter = nn.Conv2d(inputs, widths[0], 3, padding=1)
        self.down = nn.ModuleList(Level(c, c, p, embedding, i > 0) for i, (c, p) in enumerate(zip(widths, pose)))
        self.middle = ResidualBlock(widths[2], widths[2], embedding)
        self.up = nn.ModuleList(Level(2 * c, c, p, embedding, False) for c, p in zip(widths, pose))
        self.shrink = nn.ModuleList(Downsample(widths[i], widths[i + 1]) for i in range(2))
        self.grow = nn.ModuleList(Upsample(widths[i + 1], widths[i]) for i in range(2))
        self.norm = group_norm(widths[0])
        self.out = zero_(nn.Conv2d(widths[0], LATENT_CHANNELS + SAMPLES, 3, padding=1))

    def forward(
        self,
        sample: Tensor,
        timestep: Tensor,
        first_latent: Tensor,
        cache_latent: Tensor,
        cache_geometry: Tensor,
        pose_0: Tensor,
        pose_1: Tensor,
        pose_2: Tensor,
        rays: Tensor,
    ) -> Tensor:
        """Noisy latents `[clips * F, 8, h, w]` -> clean latents of the same shape.

        `timestep` `[clips]` in 0..1, 1 = pure noise; `first_latent` `[clips, 8, h, w]`; `cache_latent` as `sample`;
        `cache_geometry` `[clips * F, 4, h, w]`: mean and minimum coverage of the cell, mean inverse depth 0..4,
        1 = cache on; `pose_i` and `rays` from the pose encoder. The answer is the cache latent (without a cache:
        the blend of first-frame samples along each ray) plus a correction that starts at zero.
        """
        clips, n = first_latent.shape[0], sample.shape[0]
        # Half precision would misplace the samples by pixels, so training leaves it here.
        with torch.autocast(sample.device.type, enabled=False):
            samples, valid = self._samples(first_latent.float(), rays.float(), clips)
        seen = torch.cat([samples.flatten(1, 2), valid], 1)
        # Invalid samples start unlikely, the subject's depth starts likely.
        prior = 3 * valid + sample.new_tensor([-1.0, 0.0, 1.0, 0.5, 0.0, -0.5])[None, :, None, None]
        logits = self.choose(torch.cat([seen, cache_geometry], 1)) + prior
        blend = (logits.softmax(1)[:, :, None] * samples).sum(1)
        first = self._repeat(first_latent, n)
        x = self.enter(torch.cat([sample, first, cache_latent, cache_geometry, blend, seen], 1))
        x = self._unet(
            x, self._repeat(self.time(sinusoid(timestep * 1000, 64, 1000.0)), n), (pose_0, pose_1, pose_2), clips
        )
        out = self.out(F.silu(self.norm(x)))
        weights = (logits + out[:, LATENT_CHANNELS:]).softmax(1)
        free_anchor = (weights[:, :, None] * samples).sum(1)
        cache_on = cache_geometry[:, 3:]
        return cache_latent * cache_on + free_anchor * (1 - cache_on) + out[:, :LATENT_CHANNELS]

    @staticmethod
    def _repeat(x: Tensor, n: int) -> Tensor:
        """`[clips, ...]` -> `[n, ...]`, each clip's row for each of its frames."""
        clips, rest = x.shape[0], x.shape[1:]
        return x[:, None].expand(clips, n // clips, *rest).reshape(n, *rest)

    @staticmethod
    def _samples(first_latent: Tensor, rays: Tensor, clips: int) -> tuple[Tensor, Tensor]:
        """Latents of frame 0 along each ray `[n, K, 8, h, w]` and their validity `[n, K, h, w]`."""
        grid, valid = epipolar_grid(rays, clips)
        n, _, h, w = rays.shape
        return sample_first(first_latent, grid, (n, SAMPLES, h, w)), valid

    def _unet(self, x: Tensor, embedding: Tensor, pose: tuple[Tensor, Tensor, Tensor], clips: int) -> Tensor:
        skips = []
        for i in range(3):
            x = self.down[i](x, embedding, pose[i], clips)
            skips.append(x)
            if i < 2:
                x = self.shrink[i](x)
        x = self.middle(x, embedding)
        for i in (2, 1, 0):
            x = self.up[i](torch.cat([x, skips[i]], 1), embedding, pose[i], clips)
            if i > 0:
                x = self.grow[i - 1](x)
        return x
