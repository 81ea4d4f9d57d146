"""Names, example inputs and dynamic extents of the five graphs."""

import torch
from torch import Tensor

from svd_cameractrl.sizes import Sizes

POSES = [f"pose_{i}" for i in range(4)]
LATENT = {3: "h", 4: "w"}
POSE_AXES = {f"pose_{i}": {2: "frames", 3: f"h_{i}" if i else "h", 4: f"w_{i}" if i else "w"} for i in range(4)}

INPUTS = {
    "image_encoder": ["pixel_values"],
    "vae_encoder": ["image"],
    "pose_encoder": ["plucker"],
    "denoiser": ["sample", "timestep", "image_embeds", "added_time_ids", *POSES, "camera_strength"],
    "vae_decoder": ["latent"],
}
OUTPUTS = {
    "image_encoder": ["image_embeds"],
    "vae_encoder": ["latent"],
    "pose_encoder": POSES,
    "denoiser": ["velocity"],
    "vae_decoder": ["image"],
}
AXES: dict[str, dict[str, dict[int, str]]] = {
    "image_encoder": {},
    "vae_encoder": {"image": {2: "height", 3: "width"}, "latent": {2: "h", 3: "w"}},
    "pose_encoder": {"plucker": {1: "frames", 3: "height", 4: "width"}, **POSE_AXES},
    "denoiser": {"sample": {1: "frames", **LATENT}, "velocity": {1: "frames", **LATENT}, **POSE_AXES},
    "vae_decoder": {
        "latent": {0: "frames", 2: "h", 3: "w"},
        "image": {0: "frames", 2: "height", 3: "width"},
    },
}
Extent = int | str


def output_shapes(sizes: Sizes) -> dict[str, list[list[Extent]]]:
    """Extents of every graph's outputs: numbers where they never change, words elsewhere."""
    poses: list[list[Extent]] = []
    for i, channels in enumerate(sizes.pose_channels):
        words = AXES["pose_encoder"][f"pose_{i}"]
        poses.append([1, channels, words[2], words[3], words[4]])
    return {
        "image_encoder": [[1, sizes.clip["projection_dim"]]],
        "vae_encoder": [[1, 4, "h", "w"]],
        "pose_encoder": poses,
        "denoiser": [[1, "frames", 4, "h", "w"]],
        "vae_decoder": [["frames", 3, "height", "width"]],
    }


def example_inputs(sizes: Sizes, frames: int, height: int, width: int, device: str) -> dict[str, tuple[Tensor, ...]]:
    """Random inputs of every graph for a clip of `frames` pictures of `height` x `width`."""
    torch.manual_seed(5)
    h, w, embedding = height // 8, width // 8, sizes.clip["projection_dim"]

    def rand(*shape: int) -> Tensor:
        return torch.randn(shape, device=device)

    poses = [rand(1, c, frames, h >> i, w >> i) for i, c in enumerate(sizes.pose_channels)]
    given = [rand(1, frames, 8, h, w), rand(1), rand(1, 1, embedding), rand(1, 3)]
    return {
        "image_encoder": (rand(1, 3, 224, 224),),
        "vae_encoder": (rand(1, 3, height, width),),
        "pose_encoder": (rand(1, frames, 6, height, width),),
        "denoiser": (*given, *poses, rand(1)),
        "vae_decoder": (rand(frames, 4, h, w),),
    }
