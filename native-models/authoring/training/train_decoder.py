"""Stage 4: the decoder learns to draw textured holes from sampled latents.

usage: python -m training.train_decoder WORK --minutes 10

A sampled latent is a guess, so comparing its picture with the truth would only reward blur. Instead its coarse colours
must stay those of the stage-1 decoder, and its texture as strong as that of the truth, per 16x16 cell at two scales.
Half of each batch are true latents with the losses of stage 1. Encoder and denoiser stay as they are.
"""

import argparse
import copy
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from networks.autoencoder import Decoder, keep_mask
from networks.sampler import sample_flow

from .encode_latents import load_autoencoder
from .loop import Trainer, averaged, join_processes
from .picture_losses import gradient_loss
from .train_denoiser import CameraDiffusion, Latents, video_noise

BATCH, SAMPLED_CLIPS, STEPS = 8, 160, 6


class Frames(Protocol):
    """Where a step takes its frames from."""

    def batch(self, count: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Sampled latents, true latents, pictures, cache renders of `count` frames."""


class SampledFrames:
    """Frames of training clips with their sampled and true latents; frame 0 is left out."""

    def __init__(self, work: Path, net: CameraDiffusion) -> None:
        rng = np.random.RandomState(5)
        paths = sorted(work.glob("latents_*.npz"))
        self.sampled, self.true, self.images, self.references = [], [], [], []
        for path in paths:
            data = Latents.read([path])
            chosen = rng.permutation(len(data))[: SAMPLED_CLIPS // len(paths) + 1]
            for part in np.array_split(chosen, max(1, len(chosen) // 8)):
                self.sampled.append(sample(net, data, torch.from_numpy(part))[:, 1:].flatten(0, 1))
                self.true.append(data.clean[part, 1:].flatten(0, 1).float())
            clips = np.load(path.with_name(path.name.replace("latents", "clips")))["rgb"][chosen, 1:]
            warps = np.load(path.with_name(path.name.replace("latents", "warps")))
            coverage = warps["coverage"][chosen, 1:, None] * np.uint8(255)
            references = np.concatenate([warps["filled"][chosen, 1:], coverage], 2)
            self.images.append(torch.from_numpy(clips).flatten(0, 1))
            self.references.append(torch.from_numpy(references).flatten(0, 1))
        self.sampled, self.true = torch.cat(self.sampled), torch.cat(self.true)
        self.images, self.references = torch.cat(self.images), torch.cat(self.references)
        uncovered = 1 - self.references[:, 3].float().mean((1, 2)) / 255
        self.useful = torch.where(uncovered > 0.05)[0]

    def batch(self, count: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Sampled latents, true latents, pictures, cache renders of `count` frames with holes."""
        i = self.useful[torch.randint(len(self.useful), (count,))]
        return self.sampled[i], self.true[i], self.images[i].float() / 255, self.references[i].float() / 255


@torch.no_grad()
def sample(net: CameraDiffusion, data: Latents, clips: Tensor) -> Tensor:
    """Latents `[n, F, 8, h, w]` sampled for the clips with these indices, cache on."""
    clean, cache, geometry = (x[clips].float() for x in (data.clean, data.cache, data.geometry))
    plucker = data.plucker(clips)

    def predict(x: Tensor, t: float) -> Tensor:
        with torch.autocast(x.device.type, dtype=torch.bfloat16):
            return net(x, torch.full((len(clips),), t, device=x.device), clean[:, 0], cache, geometry, plucker).float()

    return sample_flow(video_noise(clean), STEPS, predict)


def texture(image: Tensor, cell: int) -> Tensor:
    """Mean gradient length per cell of `cell` pixels a side, `[n, 1, H/cell, W/cell]`, of pictures `[n, 3, H, W]`."""
    dx = F.pad(image[..., 1:] - image[..., :-1], (0, 1))
    dy = F.pad(image[..., 1:, :] - image[..., :-1, :], (0, 0, 0, 1))
    length = (dx.square() + dy.square()).sum(1, keepdim=True).add(1e-6).sqrt()
    return F.avg_pool2d(length, cell)


def texture_loss(drawn: Tensor, truth: Tensor, hole: Tensor) -> Tensor:
    """Mean absolute log ratio of texture strengths in cells that are holes, at full and half size."""
    cells = F.avg_pool2d(hole, 16)
    total = drawn.new_zeros(())
    for cell in (16, 8):
        ratio = torch.log((texture(drawn, cell) + 0.01) / (texture(truth, cell) + 0.01))
        total = total + (ratio.abs() * cells).sum() / cells.sum().clamp(min=1)
        drawn, truth = F.avg_pool2d(drawn, 2), F.avg_pool2d(truth, 2)
    return total / 2


def step_losses(
    decoder: Decoder, before: Decoder, frames: Frames, texture_weight: float, count: int = BATCH
) -> dict[str, Tensor]:
    """One step's terms on `count` frames, the first half of them sampled."""
    sampled, true, image, reference = frames.batch(count)
    half = count // 2
    latents = torch.cat([sampled[:half], true[half:]])
    reference[-1:] = 0
    with torch.autocast(image.device.type, dtype=torch.bfloat16):
        drawn = decoder.decoded(latents, reference).float()
        with torch.no_grad():
            coarse = before.decoded(latents[:half], reference[:half]).float()
    hole = 1 - keep_mask(reference[:, 3:])
    weight = 0.1 + 0.9 * hole
    low = ((F.avg_pool2d(drawn[:half], 4) - F.avg_pool2d(coarse, 4)).abs() * F.avg_pool2d(weight[:half], 4)).mean()
    error = ((drawn[half:] - image[half:]).abs() * weight[half:]).mean()
    edges = gradient_loss(drawn[half:], image[half:], weight[half:])
    strength = texture_loss(drawn, image, hole)
    loss = low + error + 0.5 * edges + texture_weight * strength
    return {"loss": loss, "low": low, "l1": error, "edges": edges, "texture": strength}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--texture", type=float, default=0.05)
    parser.add_argument("--threads", type=int, default=2, help="1 under torchrun")
    options = parser.parse_args()
    rank = join_processes(options.threads, 3)
    net = CameraDiffusion()
    net.load_state_dict(torch.load(options.work / "denoiser.pt", weights_only=True))
    frames, autoencoder = SampledFrames(options.work, net.eval()), load_autoencoder(options.work)
    before: nn.Module = copy.deepcopy(autoencoder.decoder).eval()
    decoder = autoencoder.decoder.train().to(memory_format=torch.channels_last)
    checkpoint = options.work / "decoder_training.pt"
    trainer = Trainer(decoder, checkpoint, 3e-4, options.minutes)
    trainer.run(lambda: step_losses(decoder, before, frames, options.texture))
    if rank > 0:
        return
    averaged(checkpoint, decoder)
    torch.save(autoencoder.state_dict(), options.work / "decoder.pt")


if __name__ == "__main__":
    main()
