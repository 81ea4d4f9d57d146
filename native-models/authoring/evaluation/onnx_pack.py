"""Runs an exported pack in ONNX Runtime the way the product does."""

from pathlib import Path

import numpy as np
import onnxruntime
import torch

from networks.sampler import initial_noise, sample_flow

PARTS = ("encoder", "pose_encoder", "denoiser", "decoder")


class Condition:
    """What the denoiser is told about one clip; `cache` is None when the cache is off.

    `first` `[1, 8, h, w]`, `cache` `[F, 8, h, w]`, `geometry` `[F, 4, h, w]`, `pose` three features and the rays.
    """

    def __init__(
        self, first: np.ndarray, cache: np.ndarray | None, geometry: np.ndarray, pose: list[np.ndarray]
    ) -> None:
        self.first, self.pose = first, pose
        frames, _, h, w = pose[3].shape
        self.cache = np.zeros((frames, 8, h, w), np.float32) if cache is None else cache
        self.geometry = np.zeros((frames, 4, h, w), np.float32) if cache is None else geometry


class OnnxPack:
    """The four networks of a pack folder."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.sessions = {
            name: onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            for name in PARTS
        }

    def run(self, part: str, *inputs: np.ndarray) -> list[np.ndarray]:
        session = self.sessions[part]
        feed = {slot.name: np.ascontiguousarray(x, np.float32) for slot, x in zip(session.get_inputs(), inputs)}
        return session.run(None, feed)

    def encode(self, images: np.ndarray) -> np.ndarray:
        return self.run("encoder", images)[0]

    def pose(self, plucker: np.ndarray) -> list[np.ndarray]:
        """`[F, 6, H, W]` -> three pose features and the rays."""
        return self.run("pose_encoder", plucker[None])

    def clean(self, noisy: np.ndarray, time: float, condition: Condition) -> np.ndarray:
        c = condition
        return self.run("denoiser", noisy, np.array([time]), c.first, c.cache, c.geometry, *c.pose)[0]

    def sample(self, condition: Condition, steps: int, seed: int) -> np.ndarray:
        """Latents `[F, 8, h, w]` after `steps` steps from noise."""
        frames, _, h, w = condition.cache.shape
        noise = initial_noise(frames, h, w, torch.Generator().manual_seed(seed))
        return sample_flow(noise, steps, lambda x, t: torch.from_numpy(self.clean(x.numpy(), t, condition))).numpy()

    def decode(self, latents: np.ndarray, reference: np.ndarray | None) -> np.ndarray:
        """Pictures `[F, 3, H, W]` in 0..1; `reference` `[F, 4, H, W]`, None when the cache is off."""
        if reference is None:
            frames, _, h, w = latents.shape
            reference = np.zeros((frames, 4, h * 8, w * 8), np.float32)
        return self.run("decoder", latents, reference)[0]
