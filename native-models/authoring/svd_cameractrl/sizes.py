"""Layouts of Stable Video Diffusion with CameraCtrl: the published one, and a tiny one for tests."""

from dataclasses import dataclass, field

Settings = dict[str, object]


@dataclass(frozen=True)
class Sizes:
    """Everything that decides the shapes of the weights.

    `frames` is the length of the pose encoder's position code, so also the longest clip. `groups` is the number of
    groups of every GroupNorm of the diffusers classes.
    """

    frames: int
    unet: Settings = field(default_factory=dict)
    vae: Settings = field(default_factory=dict)
    clip: Settings = field(default_factory=dict)
    pose_channels: tuple[int, int, int, int] = (320, 640, 1280, 1280)
    pose_layers: int = 2
    pose_heads: int = 8
    groups: int = 32


def published(frames: int) -> Sizes:
    """The files that users have: `frames` is 14 (SVD, CameraCtrl_svd) or 25 (SVD-XT, CameraCtrl_svdxt)."""
    unet: Settings = {"num_attention_heads": (5, 10, 20, 20), "num_frames": frames}
    vae: Settings = {
        "down_block_types": ("DownEncoderBlock2D",) * 4,
        "block_out_channels": (128, 256, 512, 512),
        "layers_per_block": 2,
    }
    clip: Settings = {
        "hidden_size": 1280,
        "intermediate_size": 5120,
        "num_hidden_layers": 32,
        "num_attention_heads": 16,
        "patch_size": 14,
        "projection_dim": 1024,
        "hidden_act": "gelu",
    }
    return Sizes(frames, unet, vae, clip)


def tiny(frames: int = 4) -> Sizes:
    """The same classes with few channels; neighbouring widths differ where the published ones do."""
    unet: Settings = {
        "block_out_channels": (8, 12, 16, 16),
        "num_attention_heads": (1, 3, 2, 2),
        "layers_per_block": 1,
        "cross_attention_dim": 16,
        "addition_time_embed_dim": 8,
        "projection_class_embeddings_input_dim": 24,
        "num_frames": frames,
    }
    vae: Settings = {
        "down_block_types": ("DownEncoderBlock2D",) * 4,
        "block_out_channels": (4, 8, 8, 16),
        "layers_per_block": 2,
    }
    clip: Settings = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "patch_size": 14,
        "projection_dim": 16,
        "hidden_act": "gelu",
    }
    return Sizes(frames, unet, vae, clip, (8, 12, 16, 16), pose_layers=2, pose_heads=2, groups=4)
