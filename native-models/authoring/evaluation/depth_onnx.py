"""Runs the depth component of an exported pack."""

from pathlib import Path

import cv2
import numpy as np
import onnxruntime

# Most training pictures were about this large; the network sees larger ones worse, not better.
WORKING_PIXELS = 160 * 96


def working_size(height: int, width: int, pixels: int = WORKING_PIXELS) -> tuple[int, int]:
    """Height and width, multiples of 32, of about the shape of `height` x `width` and about `pixels` pixels."""
    sizes = [(32 * i, 32 * j) for i in range(2, 13) for j in range(2, 13)]

    def cost(size: tuple[int, int]) -> float:
        shape = np.log(size[1] / size[0] / (width / height))
        return 7 * abs(shape) + abs(np.log(size[0] * size[1] / pixels))

    return min(sizes, key=cost)


class DepthOnnx:
    """The depth component of a pack folder."""

    def __init__(self, pack: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(pack / "depth.onnx", options, providers=["CPUExecutionProvider"])

    def __call__(self, image: np.ndarray, log_focal: float) -> tuple[np.ndarray, np.ndarray]:
        """`image` `[3, h, w]` in 0..1 -> log depth and log error `[h, w]`."""
        feed = {"image": image[None].astype(np.float32), "log_focal": np.array([log_focal], np.float32)}
        depth, error = self.session.run(["log_depth", "log_error"], feed)
        return depth[0, 0], error[0, 0]

    def at_working_size(self, picture: np.ndarray, log_focal: float) -> tuple[np.ndarray, np.ndarray]:
        """`picture` `[3, H, W]` in 0..1 -> log depth and log error `[H, W]`, estimated smaller and enlarged again."""
        height, width = picture.shape[1:]
        size = working_size(height, width)[::-1]
        small = cv2.resize(picture.transpose(1, 2, 0), size, interpolation=cv2.INTER_AREA).transpose(2, 0, 1)
        depth, error = (
            cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR) for part in self(small, log_focal)
        )
        return depth, error
