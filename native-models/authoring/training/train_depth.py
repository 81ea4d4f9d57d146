"""The depth network.

usage: python -m training.train_depth WORK --minutes 60    (WORK/train holds pictures_*.npz)

Small crops first, larger ones after 70 % of the time. The scale of a picture is free: errors are measured after the
median error of what is not sky was taken away. Writes WORK/depth.pt.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from networks.depth import DepthNetwork

from .depth_batches import DepthPictures, is_sky
from .loop import Trainer, averaged, join_processes

# Height, width and how many pictures make one step.
SMALL = [(64, 96, 12), (64, 128, 10), (64, 96, 12), (96, 96, 8)]
LARGE = [(96, 160, 8), (96, 128, 8), (64, 128, 10), (128, 128, 6)]
LARGE_FROM = 0.7
SKY_WEIGHT = 0.2
GRADIENT_SCALES = 4


def aligned_error(predicted: Tensor, truth: Tensor, sky: Tensor) -> Tensor:
    """Predicted minus true log depth `[n, 1, h, w]`, less its median over what is not sky."""
    error = predicted - truth
    ground = torch.where(sky, torch.full_like(error, torch.nan), error.detach())
    return error - ground.flatten(1).nanmedian(1).values.nan_to_num(0)[:, None, None, None]


def gradient_loss(error: Tensor, weight: Tensor) -> Tensor:
    """Weighted mean of the error's differences between neighbours, at distances of 1, 2, 4 and 8 pixels."""
    total = error.new_zeros(())
    for _ in range(GRADIENT_SCALES):
        for a, b, u, v in (
            (error[..., 1:], error[..., :-1], weight[..., 1:], weight[..., :-1]),
            (error[..., 1:, :], error[..., :-1, :], weight[..., 1:, :], weight[..., :-1, :]),
        ):
            total = total + ((a - b).abs() * torch.minimum(u, v)).mean()
        error, weight = error[..., ::2, ::2], weight[..., ::2, ::2]
    return total


def step_losses(net: DepthNetwork, image: Tensor, log_focal: Tensor, truth: Tensor) -> dict[str, Tensor]:
    """One step's terms. The expected error learns from the depth's errors without disturbing the depth."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        depth, log_error = net(image.to(memory_format=torch.channels_last), log_focal)
    sky = is_sky(truth)
    error, log_error = aligned_error(depth.float(), truth, sky), log_error.float().clamp(-5, 2)
    weight = torch.where(sky, SKY_WEIGHT, 1.0)
    distance = (error.abs() * weight).mean()
    edges = gradient_loss(error, weight)
    surprise = ((error.detach().abs() * (-log_error).exp() + log_error) * weight).mean()
    loss = distance + 0.4 * edges + 0.2 * surprise
    flat = (aligned_error(torch.zeros_like(truth), truth, sky).abs() * weight).mean()
    return {"loss": loss, "l1": distance, "edges": edges, "surprise": surprise, "l1_of_a_flat_plane": flat}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    join_processes(options.threads, 7)
    net = DepthNetwork().to(memory_format=torch.channels_last)
    trainer = Trainer(net, options.work / "depth_training.pt", 1.2e-3, options.minutes)
    pictures = DepthPictures(options.work, seed=trainer.step)
    sizes = np.random.RandomState(trainer.step + 1)

    def losses() -> dict[str, Tensor]:
        if trainer.step % 200 == 0:
            pictures.refresh()
        table = SMALL if trainer.spent < LARGE_FROM * 60 * options.minutes else LARGE
        height, width, count = table[sizes.randint(len(table))]
        return step_losses(net, *pictures.batch(count, height, width))

    trainer.run(losses)
    averaged(options.work / "depth_training.pt", net)
    torch.save(net.state_dict(), options.work / "depth.pt")


if __name__ == "__main__":
    main()
