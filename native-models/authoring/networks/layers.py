"""Building blocks shared by the networks.

Feature maps are `[n, channels, height, width]`. Video features put all frames of all clips on the first axis,
clip after clip: `[clips * frames, channels, height, width]`.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def group_norm(channels: int) -> nn.GroupNorm:
    """Group normalisation with eight groups; every width in this model is a multiple of eight."""
    return nn.GroupNorm(8, channels)


def zero_(module: nn.Module) -> nn.Module:
    """Sets all parameters to zero, so that a residual branch starts as the identity."""
    for parameter in module.parameters():
        nn.init.zeros_(parameter)
    return module


def space_to_depth(x: Tensor, block: int) -> Tensor:
    """`[n, c, h, w]` -> `[n, c * block², h / block, w / block]`, channel order of `torch.pixel_unshuffle`."""
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // block, block, w // block, block)
    return x.permute(0, 1, 3, 5, 2, 4).reshape(n, c * block * block, h // block, w // block)


class ResidualBlock(nn.Module):
    """Two normalised 3x3 convolutions with a skip; `embedding` > 0 adds FiLM by a time embedding."""

    def __init__(self, c_in: int, c_out: int, embedding: int = 0) -> None:
        super().__init__()
        self.norm_in, self.conv_in = group_norm(c_in), nn.Conv2d(c_in, c_out, 3, padding=1)
        self.norm_out, self.conv_out = group_norm(c_out), zero_(nn.Conv2d(c_out, c_out, 3, padding=1))
        self.skip = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else nn.Identity()
        self.film = nn.Linear(embedding, 2 * c_out) if embedding else None

    def forward(self, x: Tensor, embedding: Tensor | None = None) -> Tensor:
        """`x` `[n, c_in, h, w]`, `embedding` `[n, e]` -> `[n, c_out, h, w]`."""
        h = self.norm_out(self.conv_in(F.silu(self.norm_in(x))))
        if self.film is not None:
            scale, shift = self.film(embedding)[:, :, None, None].chunk(2, 1)
            h = h * (1 + scale) + shift
        return self.skip(x) + self.conv_out(F.silu(h))


class Downsample(nn.Module):
    """Halves the size: 2x2 cells become channels, then a 1x1 convolution."""

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(4 * c_in, c_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.mix(space_to_depth(x, 2))


class Upsample(nn.Module):
    """Doubles the size: a 1x1 convolution, then channels become 2x2 cells."""

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(c_in, 4 * c_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.pixel_shuffle(self.mix(x), 2)


def sinusoid(position: Tensor, channels: int, longest_period: float) -> Tensor:
    """`position` `[n]` -> `[n, channels]`: sines then cosines of geometrically spaced frequencies."""
    half = channels // 2
    index = torch.arange(half, device=position.device, dtype=position.dtype)
    angle = position[:, None] * torch.exp(-math.log(longest_period) * index / half)[None]
    return torch.cat([angle.sin(), angle.cos()], 1)


class TemporalAttention(nn.Module):
    """Attention over the frames of one pixel, with CameraCtrl's pose injection before queries, keys and values.

    With pose features p the tokens are h' = W(h + p) + h, W starting at zero. The frame index is a sinusoid, so any
    number of frames works.
    """

    def __init__(self, channels: int, pose_channels: int = 0, heads: int = 2) -> None:
        super().__init__()
        self.heads, self.norm = heads, nn.LayerNorm(channels)
        self.pose = nn.Linear(pose_channels, channels) if pose_channels else None
        self.inject = zero_(nn.Linear(channels, channels)) if pose_channels else None
        self.qkv = nn.Linear(channels, 3 * channels)
        self.out = zero_(nn.Linear(channels, channels))

    def forward(self, x: Tensor, pose: Tensor | None = None, clips: int = 1) -> Tensor:
        """`x` `[clips * f, c, h, w]`, `pose` `[clips * f, p, h, w]` -> as `x`."""
        n, c, h, w = x.shape
        frames = n // clips
        tokens = self._tokens(x, clips)
        y = self.norm(tokens)
        if self.pose is not None:
            y = self.inject(y + self.pose(self._tokens(pose, clips))) + y
        index = torch.arange(frames, device=x.device, dtype=x.dtype)
        y = y + 0.3 * sinusoid(index, c, 64.0)
        q, k, v = (self._heads(part) for part in self.qkv(y).chunk(3, -1))
        weights = ((q * (c // self.heads) ** -0.5) @ k.transpose(-1, -2)).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(clips * h * w, frames, c)
        y = (tokens + self.out(mixed)).reshape(clips, h, w, frames, c)
        return y.permute(0, 3, 4, 1, 2).reshape(n, c, h, w)

    @staticmethod
    def _tokens(x: Tensor, clips: int) -> Tensor:
        """`[clips * f, c, h, w]` -> `[clips * h * w, f, c]`."""
        n, c, h, w = x.shape
        x = x.reshape(clips, n // clips, c, h, w).permute(0, 3, 4, 1, 2)
        return x.reshape(clips * h * w, n // clips, c)

    def _heads(self, x: Tensor) -> Tensor:
        """`[n, f, c]` -> `[n, heads, f, c / heads]`."""
        n, frames, c = x.shape
        return x.reshape(n, frames, self.heads, c // self.heads).transpose(1, 2)


class FirstFrameAttention(nn.Module):
    """Every pixel of every frame attends to all pixels of frame 0; pose features enter queries and keys."""

    def __init__(self, channels: int, pose_channels: int, heads: int = 2) -> None:
        super().__init__()
        self.heads, self.norm = heads, nn.LayerNorm(channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.pose = nn.Linear(pose_channels, 2 * channels)
        self.out = zero_(nn.Linear(channels, channels))

    def forward(self, x: Tensor, pose: Tensor, clips: int = 1) -> Tensor:
        """`x` `[clips * f, c, h, w]`, `pose` `[clips * f, p, h, w]` -> as `x`."""
        n, c, h, w = x.shape
        tokens = x.permute(0, 2, 3, 1).reshape(clips, n // clips * h * w, c)
        rays = pose.permute(0, 2, 3, 1).reshape(clips, n // clips * h * w, pose.shape[1])
        q, k, v = self.qkv(self.norm(tokens)).chunk(3, -1)
        pose_q, pose_k = self.pose(rays).chunk(2, -1)
        first = h * w
        q, k, v = self._heads(q + pose_q), self._heads((k + pose_k)[:, :first]), self._heads(v[:, :first])
        weights = ((q * (c // self.heads) ** -0.5) @ k.transpose(-1, -2)).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(clips, n // clips * h * w, c)
        y = (tokens + self.out(mixed)).reshape(n, h, w, c)
        return y.permute(0, 3, 1, 2)

    def _heads(self, x: Tensor) -> Tensor:
        """`[clips, tokens, c]` -> `[clips, heads, tokens, c / heads]`."""
        clips, count, c = x.shape
        return x.reshape(clips, count, self.heads, c // self.heads).transpose(1, 2)
