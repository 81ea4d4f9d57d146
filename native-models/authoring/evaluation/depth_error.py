"""How far predicted depth is from the truth, and how well its own expected error says so.

Depths are logarithms `[h, w]`; their scale is free, so the median difference of what is not sky is taken away first.
"""

import numpy as np

HALF_WEIGHT_ERROR = 0.35


def aligned_error(predicted: np.ndarray, truth: np.ndarray, sky: np.ndarray) -> np.ndarray:
    """Predicted minus true log depth with the median over what is not sky moved to 0."""
    error = predicted - truth
    return error - np.median(error[~sky])


def fit_plane(inverse: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The plane nearest to `inverse` depth by weighted least squares, no nearer or farther than its extremes."""
    h, w = inverse.shape
    y, x = np.mgrid[0:h, 0:w] + 0.5
    columns = np.stack([np.ones(h * w), 2 * x.ravel() / w - 1, 2 * y.ravel() / h - 1], 1)
    weights = weight.ravel().astype(np.float64)
    normal = (columns * weights[:, None]).T @ columns + 1e-9 * weights.sum() * np.eye(3)
    solution = np.linalg.solve(normal, (columns * weights[:, None]).T @ inverse.ravel())
    return (columns @ solution).reshape(h, w).clip(inverse.min(), inverse.max())


def confidence(log_error: np.ndarray, half: float = HALF_WEIGHT_ERROR) -> np.ndarray:
    """How much a prediction counts, 0..1: half where its expected error is `half`; as `core/cache/gate-depth.ts`."""
    return 1 / (1 + (np.exp(log_error) / half) ** 2)


def gated(log_depth: np.ndarray, log_error: np.ndarray, half: float = HALF_WEIGHT_ERROR) -> np.ndarray:
    """Predicted log depth where it is sure, its best plane where it is not."""
    sure = confidence(log_error, half)
    plane = fit_plane(np.exp(-(log_depth - np.median(log_depth))), sure)
    return sure * (log_depth - np.median(log_depth)) - (1 - sure) * np.log(plane)


def best_plane(truth: np.ndarray, sky: np.ndarray) -> np.ndarray:
    """Log depth of the plane that fits the true inverse depth best: what no method that draws one plane can know."""
    return -np.log(fit_plane(np.exp(-truth), np.where(sky, 0.0, 1.0)))


class Calibration:
    """Compares expected errors with those that came out, sky left out."""

    def __init__(self) -> None:
        self.expected: list[np.ndarray] = []
        self.found: list[np.ndarray] = []

    def add(self, error: np.ndarray, log_error: np.ndarray, sky: np.ndarray) -> None:
        self.expected.append(np.exp(log_error[~sky]).astype(np.float32))
        self.found.append(np.abs(error[~sky]).astype(np.float32))

    def table(self) -> dict[str, object]:
        """Mean found over mean expected error; share of pixels within the halfway and the nine-tenths distance of the
        Laplace distributions (0.5 and 0.9 when calibrated); both errors by tenth of the expected one.
        """
        expected, found = np.concatenate(self.expected), np.concatenate(self.found)
        groups = np.array_split(np.argsort(expected), 10)
        return {
            "found_to_expected": round(float(found.mean() / expected.mean()), 3),
            "within_half_distance": round(float((found < expected * np.log(2)).mean()), 3),
            "within_nine_tenths_distance": round(float((found < expected * np.log(10)).mean()), 3),
            "rank_correlation": round(rank_correlation(expected, found), 3),
            "tenths": [[round(float(a[g].mean()), 3) for a in (expected, found)] for g in groups],
        }


def rank_correlation(a: np.ndarray, b: np.ndarray, most: int = 200_000) -> float:
    """Spearman's correlation over at most `most` evenly chosen values."""
    step = max(len(a) // most, 1)
    ranks = (np.argsort(np.argsort(values[::step])).astype(float) for values in (a, b))
    return float(np.corrcoef(*ranks)[0, 1])
