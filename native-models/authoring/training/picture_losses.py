"""Picture distances and the holes that the decoder learns to fill."""

import torch
from torch import Tensor
from torch.nn import functional as F


def gradient_loss(a: Tensor, b: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean absolute difference of horizontal and vertical gradients at two scales, `[n, 3, h, w]` each."""
    total = a.new_zeros(())
    for scale in range(2):
        d = a - b
        dx, dy = (d[..., 1:] - d[..., :-1]).abs(), (d[..., 1:, :] - d[..., :-1, :]).abs()
        if weight is None:
            total = total + dx.mean() + dy.mean()
        else:
            total = total + (dx * weight[..., 1:]).mean() + (dy * weight[..., 1:, :]).mean()
        if scale == 0:
            a, b = F.avg_pool2d(a, 2), F.avg_pool2d(b, 2)
            weight = None if weight is None else F.avg_pool2d(weight, 2)
    return total


def chroma(image: Tensor) -> Tensor:
    """Blue and red minus luminance, `[n, 3, h, w]` -> `[n, 2, h, w]`."""
    luminance = 0.299 * image[:, :1] + 0.587 * image[:, 1:2] + 0.114 * image[:, 2:]
    return torch.cat([image[:, 2:] - luminance, image[:, :1] - luminance], 1)


def ssim(a: Tensor, b: Tensor) -> Tensor:
    """Structural similarity map with an 8x8 box window every four pixels, for values in 0..1."""

    def mean(x: Tensor) -> Tensor:
        return F.avg_pool2d(x, 8, 4)

    mean_a, mean_b = mean(a), mean(b)
    var_a, var_b, cov = mean(a * a) - mean_a**2, mean(b * b) - mean_b**2, mean(a * b) - mean_a * mean_b
    top = (2 * mean_a * mean_b + 1e-4) * (2 * cov + 9e-4)
    return top / ((mean_a**2 + mean_b**2 + 1e-4) * (var_a + var_b + 9e-4))


def psnr(a: Tensor, b: Tensor) -> Tensor:
    """Peak signal-to-noise ratio in dB of values in 0..1, over everything."""
    return -10 * torch.log10(((a - b) ** 2).mean().clamp(min=1e-10))


def push_pull(image: Tensor, coverage: Tensor) -> Tensor:
    """Fills uncovered pixels from ever coarser averages: `[n, 3, h, w]`, coverage `[n, 1, h, w]` -> filled image."""
    levels = [(image * coverage, coverage)]
    while min(levels[-1][1].shape[2:]) > 1:
        colour, weight = levels[-1]
        weight = F.avg_pool2d(weight, 2)
        full = (weight * 2).clamp(max=1)
        levels.append((F.avg_pool2d(colour, 2) * full / weight.clamp(min=1e-6), full))
    fill = levels[-1][0] / levels[-1][1].clamp(min=1e-6)
    for colour, weight in reversed(levels[:-1]):
        fill = F.interpolate(fill, scale_factor=2, mode="bilinear", align_corners=False)
        fill = colour + fill * (1 - weight)
    return fill


def random_reference(image: Tensor) -> Tensor:
    """A made-up cache render of `image` `[n, 3, h, w]`: part of it missing and filled -> `[n, 4, h, w]`.

    Missing are a half-plane (its edge repeated outwards along the rows or columns, as outside the first frame) and
    soft blobs (push-pull, as behind objects). A stand-in until rendered caches exist.
    """
    n, _, h, w = image.shape
    blobs = F.interpolate(torch.rand(n, 1, h // 16, w // 16), size=(h, w), mode="bicubic", align_corners=False)
    coverage = (blobs < 0.62 + 0.5 * torch.rand(n, 1, 1, 1)).float()
    filled = push_pull(image, coverage)
    edge = w * (0.35 + 0.65 * torch.rand(n, 1, 1)) + (torch.rand(n, 1, 1) - 0.5) * torch.arange(h)[None, :, None]
    column = torch.arange(w)[None, None, :].float()
    inside = (column < edge.clamp(8, w)).float()[:, None]
    source = torch.minimum(column, edge.clamp(8, w) - 1).floor().long()[:, None].expand(n, 3, h, w)
    filled = filled.gather(3, source)
    return torch.cat([filled, coverage * inside], 1)
