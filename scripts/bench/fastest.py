"""Times a piece of work."""

import time
from collections.abc import Callable


def fastest(run: Callable[[], object], runs: int) -> float:
    """Milliseconds of the fastest of so many runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)
