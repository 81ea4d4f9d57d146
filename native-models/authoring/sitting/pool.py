"""Clips on the device: rendered, with caches drawn from imperfect depth, encoded; a part of them renewed all the time."""

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from data.render_clips import DRAWINGS, MOVING, Clip, try_clip
from data.texture_bank import TextureBank
from geometry_features import cache_geometry
from networks.depth import DepthNetwork
from training.train_autoencoder import Autoencoder
from training.train_denoiser import Latents
from warps.depths import sample_depth
from warps.march import Board, march_cache
from warps.predicted_depth import predict

from .config import Config


class Pool:
    """`rgb` `[n, F, 3, H, W]` and `reference` `[n, F, 4, H, W]` uint8, `depth` `[n, H, W]`, and the latents of both."""

    def __init__(self, bank: TextureBank, config: Config, size: int, seed: int) -> None:
        self.bank, self.config, self.rng = bank, config, np.random.RandomState(seed)
        self.device, self.position, self.filled = bank.device, 0, 0
        frames, h, w = config.frames, config.height, config.width
        pixels = {"dtype": torch.uint8, "device": self.device}
        self.rgb = torch.zeros(size, frames, 3, h, w, **pixels)
        self.reference = torch.zeros(size, frames, 4, h, w, **pixels)
        self.depth = torch.ones(size, h, w, device=self.device)
        cells = (h // 8, w // 8)
        half = {"dtype": torch.float16, "device": self.device}
        arrays = {name: torch.zeros(size, frames, 8, *cells, **half) for name in ("clean", "cache")}
        arrays["geometry"] = torch.zeros(size, frames, 4, *cells, **half)
        arrays["poses"] = torch.zeros(size, frames, 4, 4, device=self.device)
        arrays["intrinsics"] = torch.zeros(size, frames, 4, device=self.device)
        self.latents = Latents(arrays, (h, w))

    def __len__(self) -> int:
        return self.filled

    def render(self, moving: float = MOVING) -> Clip:
        """One clip that is good for something."""
        c = self.config
        while True:
            clip = try_clip(
                self.bank, self.rng, c.frames, (c.height, c.width), bool(self.rng.rand() < 0.5), DRAWINGS, moving
            )
            if clip is not None:
                return clip

    @torch.no_grad()
    def add(self, count: int, depth: DepthNetwork | None = None, kind: str | None = None) -> None:
        """Renders `count` clips over the oldest ones; `kind` of depth, None = a random one, as `warps.depths` has them."""
        for _ in range(count):
            clip, at = self.render(), self.position
            guess = None
            if depth is not None:
                guess = predict(depth, clip.rgb[:1], clip.intrinsics[:1])[0]
            board_depth = sample_depth(clip.depth, clip.intrinsics[0], self.rng, kind, guess)
            poses, lens = (self._tensor(x) for x in (clip.poses, clip.intrinsics))
            rgb = self._tensor(clip.rgb, torch.uint8)
            board = Board(rgb[0].float() / 255, self._tensor(board_depth), lens[0])
            filled, coverage, inverse = march_cache(board, poses, lens)
            self.rgb[at], self.depth[at] = rgb, self._tensor(clip.depth)
            self.reference[at] = (torch.cat([filled, coverage], 1) * 255).round().to(torch.uint8)
            self.latents.geometry[at] = cache_geometry(coverage, inverse).half()
            self.latents.poses[at], self.latents.intrinsics[at] = poses, lens
            self.position = (at + 1) % len(self.rgb)
            self.filled = min(self.filled + 1, len(self.rgb))

    def _tensor(self, values: np.ndarray, dtype: torch.dtype = torch.float32) -> Tensor:
        return torch.tensor(values, dtype=dtype, device=self.device)

    @torch.no_grad()
    def encode(self, net: Autoencoder, clips: Iterable[int]) -> None:
        """Latents of the frames and cache renders of the clips with these indices."""
        for at in clips:
            frames = torch.cat([self.rgb[at], self.reference[at, :, :3]]).float() / 255
            with torch.autocast(self.device.type, dtype=torch.bfloat16):
                latent = net.encoder(frames)
            self.latents.clean[at], self.latents.cache[at] = latent.half().chunk(2)

    def renew(self, count: int, net: Autoencoder, depth: DepthNetwork | None) -> None:
        """Replaces the oldest clips and encodes the new ones."""
        old = [(self.position + i) % len(self.rgb) for i in range(count)]
        self.add(count, depth)
        self.encode(net, old)

    def pictures(self, count: int) -> tuple[Tensor, Tensor]:
        """Random frames `[count, 3, H, W]` and their cache renders `[count, 4, H, W]` in 0..1, mirrored at random."""
        clip = torch.randint(self.filled, (count,), device=self.device)
        frame = torch.randint(1, self.config.frames, (count,), device=self.device)
        picture, reference = self.rgb[clip, frame].float() / 255, self.reference[clip, frame].float() / 255
        if self.rng.rand() < 0.5:
            picture, reference = picture.flip(3), reference.flip(3)
        return picture, reference

    def boards(self, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """First frames `[count, 3, H, W]`, log focal lengths `[count]` and log depths `[count, 1, H, W]`, at sides that are
        multiples of 32.
        """
        clip = torch.randint(self.filled, (count,), device=self.device)
        size = [max(32, side // 32 * 32) for side in self.latents.size]
        image = F.interpolate(self.rgb[clip, 0].float() / 255, size, mode="bilinear", antialias=True)
        depth = F.interpolate(self.depth[clip][:, None], size, mode="nearest-exact")
        focal = self.latents.intrinsics[clip, 0, 0] / self.latents.size[1]
        return image, focal.log(), depth.log()

    def ready(self) -> Latents:
        """The latents of the clips there are."""
        latents, names = self.latents, ("clean", "cache", "geometry", "poses", "intrinsics")
        return Latents({name: getattr(latents, name)[: self.filled] for name in names}, latents.size)
