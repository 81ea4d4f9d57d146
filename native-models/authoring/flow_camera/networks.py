"""A small flow-matching transformer with a camera adapter, in the layout of the published ones.

Time is packed by 4: `frames` = 4 k + 1 pictures are k + 1 latent frames, the first picture alone in the first of them.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from networks.layers import space_to_depth
from svd_cameractrl.attention import attend

PATCH = 2


def pack_camera(plucker: Tensor) -> Tensor:
    """`plucker` `[1, frames, 6, H, W]` -> `[1, 24, (frames + 3) / 4, H, W]`: frame 0 four times, then by fours."""
    repeated = torch.cat([plucker[:, :1].expand(-1, 3, -1, -1, -1), plucker], 1)
    return repeated.unflatten(1, (-1, 4)).flatten(2, 3).transpose(1, 2)


class CameraAdapter(nn.Module):
    """Packed Plücker maps -> one token for each patch of the latents."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(24 * 64, width, PATCH, PATCH)
        self.first, self.second = (nn.Conv2d(width, width, 3, padding=1) for _ in range(2))

    def forward(self, camera: Tensor) -> Tensor:
        """`[1, 24, f, H, W]` -> `[1, f * H/16 * W/16, width]`."""
        x = self.enter(space_to_depth(camera[0].transpose(0, 1), 8))
        x = x + self.second(F.relu(self.first(x)))
        return x.flatten(2).transpose(1, 2).flatten(0, 1)[None]


def turns(places: Tensor, pairs: int) -> Tensor:
    """Angles `[n, pairs]` of the positions `[n]`, slower with each pair."""
    rate = torch.exp(torch.arange(pairs) * (-9.210340371976184 / pairs))
    return places[:, None] * rate


def rotary_angles(frames: int, rows: int, columns: int, pairs: tuple[int, int, int]) -> Tensor:
    """Angles `[frames * rows * columns, sum of pairs]`: of the frame, the row and the column of each token."""
    grids = []
    extents = (frames, rows, columns)
    for axis, (extent, count) in enumerate(zip(extents, pairs, strict=True)):
        shape = [1, 1, 1, count]
        shape[axis] = extent
        grid = turns(torch.arange(extent, dtype=torch.float32), count).reshape(shape)
        grids.append(grid.expand(frames, rows, columns, count))
    return torch.cat(grids, 3).flatten(0, 2)


def rotate(x: Tensor, angles: Tensor, heads: int) -> Tensor:
    """`x` `[1, tokens, C]` with neighbouring pairs of each head turned by `angles` `[tokens, C / heads / 2]`."""
    pairs = x.reshape(x.shape[1], heads, -1, 2)
    cos, sin = angles.cos()[:, None], angles.sin()[:, None]
    even, odd = pairs[..., 0], pairs[..., 1]
    return torch.stack([even * cos - odd * sin, even * sin + odd * cos], -1).reshape(x.shape)


class RootMeanSquare(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        """Divides by the root of the mean square over the last axis."""
        return x * (x * x).mean(-1, keepdim=True).add(1e-6).rsqrt() * self.weight


class Attention(nn.Module):
    """Self-attention with turned queries and keys, or attention to other tokens."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.query_norm, self.key_norm = RootMeanSquare(width), RootMeanSquare(width)

    def forward(self, x: Tensor, others: Tensor, angles: Tensor | None = None) -> Tensor:
        """`x` `[1, tokens, C]`, `others` `[1, n, C]` -> the shape of `x`."""
        query, key = self.query_norm(self.query(x)), self.key_norm(self.key(others))
        if angles is not None:
            query, key = rotate(query, angles, self.heads), rotate(key, angles, self.heads)
        return self.out(attend(query, key, self.value(others), self.heads))


class Block(nn.Module):
    """Self-attention and feed-forward, shifted, scaled and gated by time; between them attention to the picture."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.modulation = nn.Parameter(torch.randn(1, 6, width) / width**0.5)
        self.before_self, self.before_forward = (nn.LayerNorm(width, elementwise_affine=False) for _ in range(2))
        self.before_cross = nn.LayerNorm(width)
        self.self_attention, self.cross_attention = Attention(width, heads), Attention(width, heads)
        self.enter, self.leave = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor, time: Tensor, picture: Tensor, angles: Tensor) -> Tensor:
        """`x` `[1, tokens, C]`, `time` `[1, 6, C]`, `picture` `[1, n, C]` -> the shape of `x`."""
        shift, scale, gate, shift_after, scale_after, gate_after = (self.modulation + time).split(1, 1)
        given = self.before_self(x) * (1 + scale) + shift
        x = x + gate * self.self_attention(given, given, angles)
        x = x + self.cross_attention(self.before_cross(x), picture)
        given = self.before_forward(x) * (1 + scale_after) + shift_after
        return x + gate_after * self.leave(F.gelu(self.enter(given), approximate="tanh"))


class FlowTransformer(nn.Module):
    """Noisy latents beside the start picture's, the camera added to the patches once, at the entrance."""

    def __init__(self, channels: int, width: int, heads: int, blocks: int, picture_width: int) -> None:
        super().__init__()
        self.channels, self.pairs = channels, width // heads // 2
        self.patches = nn.Conv2d(2 * channels, width, PATCH, PATCH)
        self.camera = CameraAdapter(width)
        self.time = nn.Sequential(nn.Linear(64, width), nn.SiLU(), nn.Linear(width, width))
        self.time_modulation = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.picture = nn.Sequential(nn.LayerNorm(picture_width), nn.Linear(picture_width, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(blocks))
        self.norm, self.modulation = (
            nn.LayerNorm(width, elementwise_affine=False),
            nn.Parameter(torch.randn(1, 2, width)),
        )
        self.leave = nn.Linear(width, channels * PATCH * PATCH)

    def forward(
        self, sample: Tensor, condition: Tensor, camera: Tensor, timestep: Tensor, image_tokens: Tensor,
        camera_strength: Tensor,
    ) -> Tensor:  # fmt: skip
        """`sample` and `condition` `[1, C, f, h, w]`, `camera` `[1, 24, f, 8 h, 8 w]`, `timestep` `[1]` in 0..1000.

        `image_tokens` `[1, n, width]` -> velocity, noise less picture, `[1, C, f, h, w]`.
        """
        frames, rows, columns = sample.shape[2], sample.shape[3] // PATCH, sample.shape[4] // PATCH
        x = self.patches(torch.cat([sample, condition], 1)[0].transpose(0, 1))
        x = x.flatten(2).transpose(1, 2).flatten(0, 1)[None] + camera_strength * self.camera(camera)
        angle = turns(timestep, 32)
        time = self.time(torch.cat([angle.cos(), angle.sin()], 1))
        modulation = self.time_modulation(time).reshape(1, 6, -1)
        by_axis = (self.pairs - 2 * (self.pairs // 3), self.pairs // 3, self.pairs // 3)
        angles = rotary_angles(frames, rows, columns, by_axis)
        picture = self.picture(image_tokens)
        for block in self.blocks:
            x = block(x, modulation, picture, angles)
        shift, scale = (self.modulation + time[:, None]).split(1, 1)
        x = self.leave(self.norm(x) * (1 + scale) + shift)
        x = x.reshape(frames, rows, columns, PATCH, PATCH, self.channels).permute(5, 0, 1, 3, 2, 4)
        return x.reshape(1, self.channels, frames, rows * PATCH, columns * PATCH)


class VideoEncoder(nn.Module):
    """A causal encoder: the first picture alone, then four at a time."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.later = nn.Conv2d(3, channels, 8, 8), nn.Conv2d(12, channels, 8, 8)

    def forward(self, video: Tensor) -> Tensor:
        """`video` `[1, 3, frames, H, W]` in -1..1 -> `[1, C, (frames + 3) / 4, H/8, W/8]`."""
        pictures = video[0].transpose(0, 1)
        fours = pictures[1:].reshape(-1, 12, *video.shape[3:])
        return torch.cat([self.first(pictures[:1]), self.later(fours)]).transpose(0, 1)[None]


class VideoDecoder(nn.Module):
    """The way back: one picture from the first latent frame, four from each other."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.later = nn.ConvTranspose2d(channels, 3, 8, 8), nn.ConvTranspose2d(channels, 12, 8, 8)

    def forward(self, latent: Tensor) -> Tensor:
        """`latent` `[1, C, f, h, w]` -> `[4 f - 3, 3, 8 h, 8 w]` in -1..1."""
        frames = latent[0].transpose(0, 1)
        later = self.later(frames[1:])
        later = later.reshape(-1, 3, later.shape[2], later.shape[3])
        return torch.cat([self.first(frames[:1]), later]).tanh()


class PictureTokens(nn.Module):
    """Stands for CLIP's vision tower without its projection."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(3, width, 4, 4)
        self.norm = nn.LayerNorm(width)

    def forward(self, pixel_values: Tensor) -> Tensor:
        """`pixel_values` `[1, 3, 224, 224]`, normalised -> `[1, 16, width]`."""
        return self.norm(self.enter(F.avg_pool2d(pixel_values, 14)).flatten(2).transpose(1, 2))
