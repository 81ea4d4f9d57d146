"""Anchored rectified flow: x_t = (1 - t) x_0 + t e, sampled by Euler steps from pure noise."""

from collections.abc import Callable

import torch
from torch import Tensor

STEPS = {"draft": 3, "standard": 8, "fine": 12}
SCHEDULE_SHIFT = 1.6


def schedule(steps: int) -> list[float]:
    """Times from 1 (noise) to 0 (clean), `steps + 1` of them, denser near noise."""
    shift = SCHEDULE_SHIFT
    even = [1 - i / steps for i in range(steps + 1)]
    return [shift * t / (1 + (shift - 1) * t) for t in even]


def initial_noise(frames: int, height: int, width: int, generator: torch.Generator, channels: int = 8) -> Tensor:
    """Unit normal noise `[F, 8, h, w]`; half of its variance is shared by all frames, which calms flicker."""
    shared = torch.randn(1, channels, height, width, generator=generator)
    own = torch.randn(frames, channels, height, width, generator=generator)
    return 0.5**0.5 * shared + 0.5**0.5 * own


def sample_flow(
    noise: Tensor, steps: int, predict: Callable[[Tensor, float], Tensor], trace: list[Tensor] | None = None
) -> Tensor:
    """Runs `steps` Euler steps from `noise`; `predict(x, t)` returns the clean latents, appended to `trace`."""
    x, times = noise, schedule(steps)
    for now, after in zip(times[:-1], times[1:]):
        clean = predict(x, now)
        if trace is not None:
            trace.append(clean)
        x = x + (after - now) * (x - clean) / now
    return x
