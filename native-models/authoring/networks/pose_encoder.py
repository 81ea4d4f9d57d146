"""CameraCtrl's pose encoder: Plücker maps of a clip -> pose features at three scales."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .layers import Downsample, ResidualBlock, TemporalAttention, space_to_depth


def cell_rays(plucker: Tensor) -> Tensor:
    """Means of the Plücker map over 8x8 cells, as lines again.

    `plucker` `[n, 6, H, W]`, moment then unit direction -> `[n, 6, H/8, W/8]`; all six values are divided by the
    length of the mean direction, which keeps the line and makes the direction unit length.
    """
    mean = F.avg_pool2d(plucker, 8)
    length = (mean[:, 3:] * mean[:, 3:]).sum(1, keepdim=True).sqrt()
    return mean / length


class PoseEncoder(nn.Module):
    """Pixel-unshuffle by 8, then per scale a residual block and attention over frames."""

    def __init__(self, widths: tuple[int, int, int] = (32, 48, 64)) -> None:
        super().__init__()
        self.enter = nn.Conv2d(6 * 64, widths[0], 3, padding=1)
        self.blocks = nn.ModuleList(ResidualBlock(c, c) for c in widths)
        self.attention = nn.ModuleList(TemporalAttention(c) for c in widths)
        self.down = nn.ModuleList(Downsample(widths[i], widths[i + 1]) for i in range(2))

    def forward(self, plucker: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`plucker` `[clips, F, 6, H, W]` -> pose features `[clips * F, C_i, H/2^(3+i), W/2^(3+i)]` and cell rays."""
        clips, frames, _, height, width = plucker.shape
        flat = plucker.reshape(clips * frames, 6, height, width)
        x, features = self.enter(space_to_depth(flat, 8)), []
        for scale in range(3):
            x = self.attention[scale](self.blocks[scale](x), None, clips)
            features.append(x)
            if scale < 2:
                x = self.down[scale](x)
        # Half precision, used in training, would bend the rays by pixels.
        with torch.autocast(plucker.device.type, enabled=False):
            rays = cell_rays(flat.float())
        return features[0], features[1], features[2], rays
