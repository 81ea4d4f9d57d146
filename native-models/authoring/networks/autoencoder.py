"""Picture autoencoder: 8x8-pixel cells, eight latent channels, and a decoder that also sees the cache render."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .layers import Downsample, ResidualBlock, Upsample, group_norm, space_to_depth, zero_

LATENT_CHANNELS = 8


class Encoder(nn.Module):
    """Picture -> latent. `shift` and `scale` standardise each latent channel over the training pictures."""

    def __init__(self, widths: tuple[int, int] = (64, 128)) -> None:
        super().__init__()
        wide, deep = widths
        self.net = nn.Sequential(
            nn.Conv2d(48, wide, 3, padding=1),
            ResidualBlock(wide, wide),
            ResidualBlock(wide, wide),
            Downsample(wide, deep),
            ResidualBlock(deep, deep),
            ResidualBlock(deep, deep),
            group_norm(deep),
            nn.SiLU(),
            nn.Conv2d(deep, LATENT_CHANNELS, 3, padding=1),
        )
        self.register_buffer("shift", torch.zeros(1, LATENT_CHANNELS, 1, 1))
        self.register_buffer("scale", torch.ones(1, LATENT_CHANNELS, 1, 1))

    def forward(self, image: Tensor) -> Tensor:
        """`image` `[n, 3, H, W]` in 0..1 -> `[n, 8, H/8, W/8]`, about zero mean and unit variance."""
        return (self.net(space_to_depth(image * 2 - 1, 4)) - self.shift) * self.scale


def keep_mask(coverage: Tensor) -> Tensor:
    """Share of the cache render kept: 1 on covered pixels, fading over three pixels into holes.

    `coverage` `[n, 1, H, W]` of 0/1 -> as `coverage`. The fade lies on the hole side, so covered pixels are returned
    unchanged, and an all-zero coverage keeps nothing.
    """
    keep, grown = coverage, coverage
    for share in (0.75, 0.5, 0.25):
        grown = F.max_pool2d(grown, 3, stride=1, padding=1)
        keep = torch.maximum(keep, grown * share)
    return keep


class Decoder(nn.Module):
    """Latent and cache render -> picture. Predicts a correction to the render; covered pixels pass through."""

    def __init__(self, widths: tuple[int, int, int] = (128, 80, 40), fine: int = 16) -> None:
        super().__init__()
        deep, wide, half = widths
        self.enter = nn.Conv2d(LATENT_CHANNELS, deep, 3, padding=1)
        self.reference_half = nn.Sequential(nn.Conv2d(28, half, 3, padding=1), nn.SiLU())
        self.reference_quarter = nn.Sequential(Downsample(half, wide), ResidualBlock(wide, wide))
        self.reference_cell = Downsample(wide, deep)
        self.cell = nn.Sequential(*(ResidualBlock(deep, deep) for _ in range(3)))
        self.up_quarter = Upsample(deep, wide)
        self.quarter = nn.Sequential(ResidualBlock(wide, wide), ResidualBlock(wide, wide))
        self.up_half = Upsample(wide, half)
        self.fine = nn.Sequential(ResidualBlock(half, half), group_norm(half), nn.SiLU())
        self.up_full = Upsample(half, fine)
        self.full = nn.Sequential(nn.Conv2d(fine + 7, fine, 3, padding=1), nn.SiLU())
        self.out = zero_(nn.Conv2d(fine + 7, 3, 3, padding=1))

    def decoded(self, latent: Tensor, reference: Tensor) -> Tensor:
        """The unclamped picture before covered pixels are put back; see `forward` for the shapes."""
        rgb, coverage = reference[:, :3], reference[:, 3:]
        # Seen and filled parts enter separately: dropping the fill is then one linear step.
        parts = torch.cat([(rgb - 0.5) * coverage, rgb * (1 - coverage), coverage], 1)
        half = self.reference_half(space_to_depth(parts, 2))
        quarter = self.reference_quarter(half)
        x = self.cell(self.enter(latent) + self.reference_cell(quarter))
        x = self.quarter(self.up_quarter(x) + quarter)
        x = self.fine(self.up_half(x) + half)
        x = self.full(torch.cat([self.up_full(x), parts], 1))
        return rgb + self.out(torch.cat([x, parts], 1))

    def forward(self, latent: Tensor, reference: Tensor) -> Tensor:
        """`latent` `[n, 8, H/8, W/8]`, `reference` `[n, 4, H, W]` -> picture `[n, 3, H, W]` in 0..1.

        `reference` is the hole-filled cache render in 0..1 and its coverage (0 or 1); all zeros without a cache.
        """
        rgb, keep = reference[:, :3], keep_mask(reference[:, 3:])
        picture = rgb * keep + self.decoded(latent, reference) * (1 - keep)
        return picture.clamp(0, 1)
