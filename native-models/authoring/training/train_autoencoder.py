"""Stage 1: encoder and decoder on single pictures.

usage: python -m training.train_autoencoder WORK --minutes 25     (WORK holds clips_*.npz and bank.npz)

Half of the pictures are decoded from the latent alone, half beside a cache render with holes: the real one for
rendered frames with a WORK/warps_*.npz, a made-up one for photos. Afterwards the latent is standardised per channel and
the weights are written to WORK/autoencoder.pt.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d

from data.sources import PHOTO
from networks.autoencoder import LATENT_CHANNELS, Decoder, Encoder, keep_mask

from .loop import Trainer, averaged, join_processes
from .picture_losses import chroma, gradient_loss, random_reference, ssim

SIZE, BATCH = 128, 8


class Autoencoder(nn.Module):
    def __init__(
        self, encoder: tuple[int, int] = (64, 128), decoder: tuple[int, int, int] = (128, 80, 40), fine: int = 16
    ) -> None:
        super().__init__()
        self.encoder, self.decoder = Encoder(encoder), Decoder(decoder, fine)


class Pictures:
    """Random pictures in 0..1 with cache renders: rendered frames and crops of photos, mirrored at random."""

    def __init__(self, work: Path) -> None:
        self.work, self.files = work, []
        self.frames = torch.zeros(0, 3, SIZE, SIZE, dtype=torch.uint8)
        self.references = torch.zeros(0, 4, SIZE, SIZE, dtype=torch.uint8)
        file = np.load(work / "bank.npz")
        start = np.concatenate([[0], np.cumsum(file["sizes"].prod(1))])
        texels = file["texels"]
        self.photos = []
        for i in np.flatnonzero((file["kinds"] == PHOTO) & ~file["held"]):
            photo = texels[start[i] : start[i + 1], :3].reshape(*file["sizes"][i], 3)
            self.photos.append(torch.from_numpy(photo.copy()))
        self.refresh()

    def refresh(self) -> None:
        """Takes in clips whose caches were drawn since the last look; the first frames are left out."""
        files = sorted(self.work.glob("warps_*.npz"))
        if files == self.files:
            return
        self.files, frames, references = files, [], []
        for path in files:
            clips, warps = np.load(path.with_name(path.name.replace("warps", "clips"))), np.load(path)
            frames.append(torch.from_numpy(clips["rgb"][:, 1:]).flatten(0, 1))
            coverage = warps["coverage"][:, 1:, None] * np.uint8(255)
            references.append(torch.from_numpy(np.concatenate([warps["filled"][:, 1:], coverage], 2)).flatten(0, 1))
        self.frames, self.references = torch.cat(frames), torch.cat(references)

    def crop(self) -> Tensor:
        """A square of a photo, shrunk to `[3, 128, 128]`."""
        photo = self.photos[np.random.randint(len(self.photos))]
        side = np.random.randint(SIZE, min(photo.shape[:2]) + 1)
        y, x = (np.random.randint(0, limit - side + 1) for limit in photo.shape[:2])
        part = photo[y : y + side, x : x + side].permute(2, 0, 1)[None].float()
        return nn.functional.interpolate(part, size=(SIZE, SIZE), mode="area")[0] / 255

    def batch(self, count: int) -> tuple[Tensor, Tensor]:
        """`count` pictures `[n, 3, 128, 128]` and their cache renders `[n, 4, 128, 128]`, a quarter from photos."""
        crops = torch.stack([self.crop() for _ in range(count // 4)])
        chosen = torch.randint(len(self.frames), (count - len(crops),))
        pictures = torch.cat([crops, self.frames[chosen].float() / 255])
        references = torch.cat([random_reference(crops), self.references[chosen].float() / 255])
        if np.random.rand() < 0.5:
            pictures, references = pictures.flip(3), references.flip(3)
        order = torch.randperm(count)
        return pictures[order], references[order]


def step_losses(net: Autoencoder, image: Tensor, reference: Tensor) -> dict[str, Tensor]:
    """One training step's terms. Noise on the latent makes the decoder forgive a denoiser's small errors.

    The first half of the pictures is decoded without a cache; beside a cache only what is not kept from it counts.
    """
    reference[: len(image) // 2] = 0
    weight = 0.1 + 0.9 * (1 - keep_mask(reference[:, 3:]))
    with torch.autocast(image.device.type, dtype=torch.bfloat16):
        latent = net.encoder(image.to(memory_format=torch.channels_last)).float()
        noisy = latent + torch.randn_like(latent) * 0.2 * torch.rand(len(image), 1, 1, 1, device=image.device)
        decoded = net.decoder.decoded(noisy, reference).float()
    error = ((decoded - image).abs() * weight).mean()
    edges = gradient_loss(decoded, image, weight)
    structure = ((1 - ssim(decoded, image)) * avg_pool2d(weight, 8, 4)).mean()
    # Luminance detail outweighs colour in the terms above and would take all channels: colour has terms of its own,
    # and the last two channels are drawn towards each cell's mean colour.
    colours, drawn = chroma(image), chroma(decoded)
    colour = ((drawn - colours).abs() * weight).mean()
    colour = colour + ((avg_pool2d(drawn, 8) - avg_pool2d(colours, 8)).abs() * avg_pool2d(weight, 8)).mean()
    guide = (latent[:, -2:] - 5 * avg_pool2d(colours, 8)).square().mean()
    centre = latent.mean((0, 2, 3)).square().mean() + (latent.std((0, 2, 3)) - 1).square().mean()
    loss = error + 0.5 * edges + 0.15 * structure + 2 * colour + 0.05 * guide + 0.01 * centre
    mse = (decoded[: len(image) // 2] - image[: len(image) // 2]).square().mean()
    terms = {"loss": loss, "l1": error, "edges": edges, "structure": structure, "colour": colour, "guide": guide}
    return terms | {"mse_latent_only": mse, "centre": centre}


@torch.no_grad()
def standardise(net: Autoencoder, pictures: Callable[[], Tensor], batches: int = 16) -> None:
    """Sets the encoder's shift and scale so that each latent channel has zero mean and unit variance.

    The decoder's first layer takes the change back: it was trained on the latent as it was. `pictures` gives a batch.
    """
    encoder, enter = net.encoder, net.decoder.enter
    old_shift, old_scale = encoder.shift.clone(), encoder.scale.clone()
    raw = torch.cat([encoder(pictures()) for _ in range(batches)]) / old_scale + old_shift
    encoder.shift.copy_(raw.mean((0, 2, 3)).view(1, LATENT_CHANNELS, 1, 1))
    encoder.scale.copy_(1 / raw.std((0, 2, 3)).view(1, LATENT_CHANNELS, 1, 1))
    enter.bias += (enter.weight * ((encoder.shift - old_shift) * old_scale)).sum((1, 2, 3))
    enter.weight *= old_scale / encoder.scale


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--threads", type=int, default=2, help="1 under torchrun")
    options = parser.parse_args()
    rank = join_processes(options.threads, 1)
    np.random.seed(rank)
    pictures, net = Pictures(options.work), Autoencoder().to(memory_format=torch.channels_last)
    trainer = Trainer(net, options.work / "autoencoder_training.pt", 1e-3, options.minutes)

    def losses() -> dict[str, Tensor]:
        if trainer.step % 500 == 0:
            pictures.refresh()
        return step_losses(net, *pictures.batch(BATCH))

    trainer.run(losses)
    if rank > 0:
        return
    averaged(options.work / "autoencoder_training.pt", net)
    standardise(net, lambda: pictures.batch(32)[0])
    torch.save(net.state_dict(), options.work / "autoencoder.pt")


if __name__ == "__main__":
    main()
