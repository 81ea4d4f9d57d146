"""Turns rendered frames into drawings: outlines at depth, surface and colour edges on tinted paper."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

STYLES = ("ink", "wash", "flat")


def _edges(x: Tensor) -> Tensor:
    """Length of the central-difference gradient, `[n, c, h, w]` -> `[n, 1, h, w]`."""
    padded = F.pad(x, (1, 1, 1, 1), mode="replicate")
    dx, dy = padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2], padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]
    return (dx**2 + dy**2).sum(1, keepdim=True).sqrt()


def outlines(colour: Tensor, depth: Tensor, surface: Tensor, width: int, colour_edge: float) -> Tensor:
    """Ink coverage `[n, 1, h, w]` in 0..1 from colours `[n, 3, h, w]`, depth and surface index `[n, 1, h, w]`."""
    inverse = 1 / depth.clamp(min=0.02)
    jump = (_edges(inverse) / inverse > 0.25).float()
    border = (_edges(surface.float()) > 0).float()
    detail = (
        (_edges(F.avg_pool2d(colour, 3, 1, 1, count_include_pad=False)) - colour_edge) / (0.5 * colour_edge)
    ).clamp(0, 1)
    ink = torch.maximum(torch.maximum(jump, border), detail)
    return F.max_pool2d(ink, width, stride=1, padding=width // 2) if width > 1 else ink


def draw(colour: Tensor, depth: Tensor, surface: Tensor, rng: np.random.RandomState) -> Tensor:
    """One of the drawing styles, the same for all frames; arguments as in `outlines` -> `[n, 3, h, w]` in 0..1."""
    style = STYLES[rng.randint(len(STYLES))]
    paper = colour.new_tensor(rng.uniform(0.86, 1.0, 3) * [1, 0.99, 0.96])[None, :, None, None]
    pen = colour.new_tensor(rng.uniform(0, 0.35, 3))[None, :, None, None]
    ink = outlines(colour, depth, surface, int(rng.choice([1, 3, 3])), rng.uniform(0.12, 0.3)) * rng.uniform(0.7, 1)
    grey = colour.mean(1, keepdim=True)
    if style == "ink":
        base = paper.expand_as(colour)
    elif style == "wash":
        levels = rng.randint(2, 5)
        tone = (grey * levels).round() / levels
        base = paper * (0.45 + 0.55 * tone)
    else:
        levels = rng.randint(3, 7)
        base = (((colour * levels).round() / levels) * 0.85 + 0.15) * paper
    return (base * (1 - ink) + pen * ink).clamp(0, 1)
