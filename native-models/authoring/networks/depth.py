"""Depth of one picture: log depth of every pixel and how far off it may be."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .layers import Downsample, FirstFrameAttention, ResidualBlock, Upsample, group_norm, space_to_depth, zero_

RAY_PLANES = 4
# Expected error of a network that knows nothing: the spread of log depth in a scene.
UNKNOWN_ERROR = 0.6


def ray_planes(log_focal: Tensor, height: int, width: int, like: Tensor) -> Tensor:
    """`log_focal` `[n]` -> `[n, 4, height, width]`: slopes of the pixel's ray right and down, row in -1..1, log focal.

    The slopes say where a level camera has its horizon and how wide it sees; the row serves tilted and cropped views.
    """
    row = (torch.arange(height, device=like.device, dtype=like.dtype) + 0.5) / height - 0.5
    column = (torch.arange(width, device=like.device, dtype=like.dtype) + 0.5) / width - 0.5
    focal = log_focal.exp()[:, None, None]
    flat = torch.zeros_like(like[:, 0, :height, :width])
    right = flat + column[None, None, :] / focal
    down = flat + row[None, :, None] * (height / width) / focal
    return torch.stack([right, down, flat + 2 * row[None, :, None], flat + log_focal[:, None, None]], 1)


class DepthNetwork(nn.Module):
    """U-Net from half to 1/32 of the size; attention over the whole picture at 1/16 with rays in queries and keys.

    `widths` are the channels at 1/2, 1/4, 1/8, 1/16 and 1/32. Sides must be multiples of 32.
    """

    def __init__(self, widths: tuple[int, ...] = (16, 32, 64, 96, 128), attentions: int = 2) -> None:
        super().__init__()
        self.enter = nn.Conv2d(12 + RAY_PLANES, widths[0], 3, padding=1)
        self.down_blocks = nn.ModuleList(ResidualBlock(width, width) for width in widths[:4])
        self.downs = nn.ModuleList(Downsample(a, b) for a, b in zip(widths, widths[1:]))
        self.deep = nn.Sequential(ResidualBlock(widths[4], widths[4]), ResidualBlock(widths[4], widths[4]))
        self.ups = nn.ModuleList(Upsample(b, a) for a, b in zip(widths, widths[1:]))
        self.up_blocks = nn.ModuleList(ResidualBlock(2 * width, width) for width in widths[:4])
        heads = 4 if widths[3] % 32 == 0 else 1
        self.attentions = nn.ModuleList(FirstFrameAttention(widths[3], RAY_PLANES, heads) for _ in range(attentions))
        self.mixes = nn.ModuleList(ResidualBlock(widths[3], widths[3]) for _ in range(attentions))
        self.leave = nn.Sequential(group_norm(widths[0]), nn.SiLU(), zero_(nn.Conv2d(widths[0], 8, 3, padding=1)))

    def forward(self, image: Tensor, log_focal: Tensor) -> tuple[Tensor, Tensor]:
        """`image` `[n, 3, H, W]` in 0..1, `log_focal` `[n]` = ln(fx / W) -> `log_depth`, `log_error` `[n, 1, H, W]`.

        The scale of the depth is free. `log_error` is the natural log of the expected absolute error of `log_depth`
        after its median was aligned: the scale of a Laplace distribution.
        """
        n, _, height, width = image.shape
        half = space_to_depth(image * 2 - 1, 2)
        x = self.enter(torch.cat([half, ray_planes(log_focal, height // 2, width // 2, half)], 1))
        skips = []
        for block, down in zip(self.down_blocks, self.downs):
            x = block(x)
            skips.append(x)
            x = down(x)
        x = self.deep(x)
        for level in range(3, -1, -1):
            x = self.up_blocks[level](torch.cat([self.ups[level](x), skips[level]], 1))
            if level == 3:
                rays = ray_planes(log_focal, height // 16, width // 16, x)
                for attention, mix in zip(self.attentions, self.mixes):
                    x = mix(attention(x, rays, n))
        depth, error = F.pixel_shuffle(self.leave(x), 2).chunk(2, 1)
        return depth, error + math.log(UNKNOWN_ERROR)
