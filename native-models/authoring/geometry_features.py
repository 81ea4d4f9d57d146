"""The cache as the denoiser sees it: coverage and inverse depth per latent cell."""

import torch
from torch import Tensor
from torch.nn import functional as F


def cache_geometry(coverage: Tensor, inverse_depth: Tensor) -> Tensor:
    """`coverage` `[n, 1, H, W]` of 0/1, `inverse_depth` `[n, 1, H, W]` (0 in holes) -> `[n, 4, H/8, W/8]`.

    Channels: mean coverage of the 8x8 cell, its minimum, mean inverse depth over the covered pixels clamped to 0..4
    (0 where none), and the constant 1 that says that the cache is on.
    """
    mean = F.avg_pool2d(coverage, 8)
    least = -F.max_pool2d(-coverage, 8)
    inverse = F.avg_pool2d(inverse_depth * coverage, 8) / mean.clamp(min=1 / 64)
    return torch.cat([mean, least, inverse.clamp(0, 4), torch.ones_like(mean)], 1)
