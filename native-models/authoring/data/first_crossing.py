"""Where rays first get behind a surface: even or growing steps until they are behind it, then bisection."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor


def first_crossing(
    behind: Callable[[Tensor], Tensor], steps: Sequence[float], like: Tensor, halvings: int
) -> tuple[Tensor, Tensor]:
    """Distance along each ray, and whether it gets behind the surface at all; shapes as `like`.

    `behind(t)` tells of each ray whether its point at distance `t` lies behind; `steps` rise. A ray that starts behind
    the surface looks at its back and does not hit it.
    """
    low, high = torch.full_like(like, float(steps[0])), torch.full_like(like, torch.inf)
    inside = behind(low)
    for step in steps[1:]:
        t = torch.full_like(low, float(step))
        passed = behind(t) & torch.isinf(high)
        high = torch.where(passed, t, high)
        low = torch.where(torch.isinf(high), t, low)
    hit = torch.isfinite(high) & ~inside
    high = torch.where(hit, high, low)
    for _ in range(halvings):
        middle = (low + high) / 2
        deep = behind(middle)
        high, low = torch.where(deep, middle, high), torch.where(deep, low, middle)
    return (low + high) / 2, hit
