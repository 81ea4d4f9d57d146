"""Flow-matching sampling as the studio's pipeline does it."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor


def shifted_levels(steps: int, shift: float) -> Tensor:
    """Noise levels `[steps + 1]` from 1 to 0: evenly spaced, then `shift s / (1 + (shift - 1) s)`; float32."""
    even = np.linspace(1, 0, steps + 1)
    return torch.from_numpy((shift * even / (1 + (shift - 1) * even)).astype(np.float32))


def sample(
    velocity: Callable[[Tensor, Tensor, bool], Tensor], noise: Tensor, levels: Tensor, guidance: float
) -> list[Tensor]:
    """Latents after every step; `velocity` takes latents, the time `[1]` in 0..1000, and whether with the picture."""
    latents, kept = noise, []
    for now, following in zip(levels[:-1], levels[1:], strict=True):
        time = (now * 1000)[None]
        without, with_picture = velocity(latents, time, False), velocity(latents, time, True)
        latents = latents + (following - now) * (without + guidance * (with_picture - without))
        kept.append(latents)
    return kept
