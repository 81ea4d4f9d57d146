"""Writes random weights laid out as a user's downloads, for measuring speed and memory where the real ones may not be.

usage: python -m svd_cameractrl.random_files FOLDER [--layout tiny] [--frames 25]
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from svd_cameractrl.networks import Networks, install_merges, merge_state
from svd_cameractrl.pose_encoder import FramePositions
from svd_cameractrl.sizes import Sizes, published, tiny
from svd_cameractrl.tiny_fixture import scheduler
from svd_cameractrl.weightless import weightless_networks


def drawn(name: str, like: Tensor, generator: torch.Generator) -> Tensor:
    """Normally distributed, keeping the size of what passes through; norms do nothing, positions are themselves."""
    if name.endswith("pos_encoder.pe"):
        return FramePositions(like.shape[2], like.shape[1]).pe
    if like.ndim < 2:
        return torch.full(like.shape, 1.0 if "norm" in name and name.endswith("weight") else 0.0)
    return torch.randn(like.shape, generator=generator) / like[0].numel() ** 0.5


def state(module: nn.Module, generator: torch.Generator) -> dict[str, Tensor]:
    """float16 numbers for every weight of `module`."""
    return {name: drawn(name, value, generator).half() for name, value in module.state_dict().items()}


def write_files(folder: Path, networks: Networks) -> None:
    """`svd/` with configurations and the float16 variant, and `cameractrl.ckpt` in float32."""
    generator = torch.Generator().manual_seed(7)
    parts = {
        "image_encoder": (networks.image_encoder, "model.fp16"),
        "vae": (networks.vae, "diffusion_pytorch_model.fp16"),
        "unet": (networks.unet, "diffusion_pytorch_model.fp16"),
    }
    for part, (network, stem) in parts.items():
        place = folder / "svd" / part
        place.mkdir(parents=True, exist_ok=True)
        save_file(state(network, generator), place / f"{stem}.safetensors")
        network.config.save_pretrained(place) if part == "image_encoder" else network.save_config(place)
    scheduler().save_config(folder / "svd" / "scheduler")
    install_merges(networks.unet, folded=False)
    merges = {name: drawn(name, value, generator) for name, value in merge_state(networks.unet).items()}
    pose = {name: value.float() for name, value in state(networks.pose_encoder, generator).items()}
    checkpoint = {"pose_encoder_state_dict": pose, "attention_processor_state_dict": merges}
    torch.save(checkpoint, folder / "cameractrl.ckpt")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layout", choices=["tiny", "published"], default="published")
    parser.add_argument("--frames", type=int, choices=[14, 25], default=14)
    options = parser.parse_args()
    sizes: Sizes = tiny() if options.layout == "tiny" else published(options.frames)
    write_files(options.folder, weightless_networks(sizes))


if __name__ == "__main__":
    main()
