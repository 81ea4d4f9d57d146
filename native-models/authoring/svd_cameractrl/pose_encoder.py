"""CameraCtrl's pose encoder: Plücker maps of a clip -> features at four scales, under the checkpoint's names."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from svd_cameractrl.attention import attend


class PoseResidualBlock(nn.Module):
    """Halves the map if told to, changes the width, then adds a 3x3 and a 1x1 convolution; no norms."""

    def __init__(self, wide_in: int, wide_out: int, halve: bool) -> None:
        super().__init__()
        self.halve = halve
        self.in_conv = nn.Conv2d(wide_in, wide_out, 1) if wide_in != wide_out else None
        self.block1 = nn.Conv2d(wide_out, wide_out, 3, padding=1)
        self.block2 = nn.Conv2d(wide_out, wide_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        """`[n, wide_in, h, w]` -> `[n, wide_out, h, w]`, or half of h and w, rounded down."""
        if self.halve:
            x = F.avg_pool2d(x, 2)
        if self.in_conv is not None:
            x = self.in_conv(x)
        return x + self.block2(F.relu(self.block1(x)))


class FramePositions(nn.Module):
    """Adds a stored code of the frame's number: sines at even channels, cosines at odd ones."""

    def __init__(self, width: int, frames: int) -> None:
        super().__init__()
        rate = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
        angle = torch.arange(frames)[:, None] * rate
        self.register_buffer("pe", torch.stack([angle.sin(), angle.cos()], -1).reshape(1, frames, width))

    def forward(self, x: Tensor) -> Tensor:
        """`[n, F, C]` -> the same."""
        return x + self.pe[:, : x.shape[1]]


class FrameAttention(nn.Module):
    """Attention over frames; the position code reaches the attention, not the residual around it."""

    def __init__(self, width: int, heads: int, frames: int) -> None:
        super().__init__()
        self.heads = heads
        self.pos_encoder = FramePositions(width, frames)
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k = nn.Linear(width, width, bias=False)
        self.to_v = nn.Linear(width, width, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x: Tensor) -> Tensor:
        """`[n, F, C]` -> the same."""
        x = self.pos_encoder(x)
        return self.to_out[0](attend(self.to_q(x), self.to_k(x), self.to_v(x), self.heads))


class GatedProjection(nn.Module):
    """Linear to twice the width; the second half gates the first by GELU."""

    def __init__(self, wide_in: int, wide_out: int) -> None:
        super().__init__()
        self.proj = nn.Linear(wide_in, 2 * wide_out)

    def forward(self, x: Tensor) -> Tensor:
        """`[..., wide_in]` -> `[..., wide_out]`."""
        value, gate = self.proj(x).split(self.proj.out_features // 2, -1)
        return value * F.gelu(gate)


class FeedForward(nn.Module):
    """Gated projection to four times the width and back."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.net = nn.Sequential(GatedProjection(width, 4 * width), nn.Identity(), nn.Linear(4 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        """`[..., C]` -> the same."""
        return self.net(x)


class PoseTemporalBlock(nn.Module):
    """One attention over frames and one feed-forward part for each place of the map."""

    def __init__(self, width: int, heads: int, frames: int) -> None:
        super().__init__()
        self.attention_blocks = nn.ModuleList([FrameAttention(width, heads, frames)])
        self.norms = nn.ModuleList([nn.LayerNorm(width)])
        self.ff = FeedForward(width)
        self.ff_norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, clips: int) -> Tensor:
        """`x` `[clips * F, C, h, w]` -> the same."""
        both, width, height, wide = x.shape
        tokens = x.reshape(clips, -1, width, height, wide).permute(0, 3, 4, 1, 2)
        tokens = tokens.reshape(clips * height * wide, -1, width)
        tokens = tokens + self.attention_blocks[0](self.norms[0](tokens))
        tokens = tokens + self.ff(self.ff_norm(tokens))
        tokens = tokens.reshape(clips, height, wide, -1, width).permute(0, 3, 4, 1, 2)
        return tokens.reshape(both, width, height, wide)


class CameraPoseEncoder(nn.Module):
    """Pixel-unshuffle by 8, a convolution, then per scale residual blocks each followed by attention over frames."""

    def __init__(self, channels: tuple[int, ...], layers: int, heads: int, frames: int) -> None:
        super().__init__()
        self.encoder_conv_in = nn.Conv2d(6 * 64, channels[0], 3, padding=1)
        self.encoder_down_conv_blocks = nn.ModuleList()
        self.encoder_down_attention_blocks = nn.ModuleList()
        before = channels[0]
        for scale, width in enumerate(channels):
            widths = [before] + [width] * layers
            self.encoder_down_conv_blocks.append(
                nn.ModuleList(PoseResidualBlock(widths[i], width, scale > 0 and i == 0) for i in range(layers))
            )
            self.encoder_down_attention_blocks.append(
                nn.ModuleList(PoseTemporalBlock(width, heads, frames) for _ in range(layers))
            )
            before = width

    def forward(self, plucker: Tensor) -> tuple[Tensor, ...]:
        """`plucker` `[B, F, 6, H, W]`, moment then direction -> four maps `[B, C_i, F, H/2^(3+i), W/2^(3+i)]`."""
        clips = plucker.shape[0]
        x = self.encoder_conv_in(F.pixel_unshuffle(plucker.flatten(0, 1), 8))
        features = []
        for convs, attentions in zip(self.encoder_down_conv_blocks, self.encoder_down_attention_blocks, strict=True):
            for conv, attention in zip(convs, attentions, strict=True):
                x = attention(conv(x), clips)
            _, width, height, wide = x.shape
            features.append(x.reshape(clips, -1, width, height, wide).transpose(1, 2))
        return tuple(features)
