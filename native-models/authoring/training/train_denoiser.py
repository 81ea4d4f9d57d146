"""Stage 3: pose encoder and denoiser on clips of latents.

usage: python -m training.train_denoiser WORK --minutes 40

Anchored rectified flow: x_t = (1 - t) x_0 + t e; the error of the predicted clean latent is divided by t² + 0.05.
In a fifth of the clips the cache is dropped, so that the camera must be followed through the rays alone.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from networks.denoiser import Denoiser
from networks.pose_encoder import PoseEncoder

from .loop import Trainer, averaged, join_processes

BATCH, CACHE_OFF, PURE_NOISE = 4, 0.22, 0.15


class CameraDiffusion(nn.Module):
    """Pose encoder and denoiser, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.pose_encoder, self.denoiser = PoseEncoder(), Denoiser()

    def forward(
        self, noisy: Tensor, time: Tensor, first: Tensor, cache: Tensor, geometry: Tensor, plucker: Tensor
    ) -> Tensor:
        """Clips of video latents `[clips, F, 8, h, w]` -> predicted clean latents of the same shape."""
        pose = self.pose_encoder(plucker)
        clean = self.denoiser(noisy.flatten(0, 1), time, first, cache.flatten(0, 1), geometry.flatten(0, 1), *pose)
        return clean.unflatten(0, noisy.shape[:2])


class Latents:
    """All encoded clips in memory."""

    def __init__(self, paths: list[Path]) -> None:
        files = [np.load(path) for path in paths]
        names = ("clean", "cache", "geometry", "poses", "intrinsics")
        arrays = {name: np.concatenate([file[name] for file in files]) for name in names}
        self.clean, self.cache, self.geometry = (torch.from_numpy(arrays[n]) for n in names[:3])
        self.poses, self.intrinsics = (torch.from_numpy(arrays[n]).float() for n in names[3:])
        self.size = self.clean.shape[-1] * 8

    def __len__(self) -> int:
        return len(self.clean)

    def plucker(self, clips: Tensor) -> Tensor:
        """Plücker maps `[n, F, 6, S, S]` of the clips with these indices; `plucker.plucker_map` in float32."""
        poses, lens = self.poses[clips].flatten(0, 1), self.intrinsics[clips].flatten(0, 1)
        fx, fy, cx, cy = (lens[:, i, None, None] for i in range(4))
        y, x = torch.meshgrid(*(torch.arange(self.size) + 0.5,) * 2, indexing="ij")
        local = torch.stack([(x - cx) / fx, (y - cy) / fy, torch.ones(len(lens), *x.shape)], 1).flatten(2)
        direction = poses[:, :3, :3] @ local
        direction = direction * (direction * direction).sum(1, keepdim=True).rsqrt()
        moment = torch.linalg.cross(poses[:, :3, 3:].expand_as(direction), direction, dim=1)
        return torch.cat([moment, direction], 1).reshape(len(clips), -1, 6, self.size, self.size)


def video_noise(shape: torch.Size) -> Tensor:
    """Noise `[clips, F, 8, h, w]`, half of its variance shared by the frames of a clip."""
    return 0.5**0.5 * torch.randn(shape[0], 1, *shape[2:]) + 0.5**0.5 * torch.randn(shape)


def sample_times(count: int) -> Tensor:
    """Times in 0..1, logit-normal around 0.57, some of them exactly 1."""
    time = torch.sigmoid(torch.randn(count) + 0.3)
    return torch.where(torch.rand(count) < PURE_NOISE, torch.ones(count), time)


def step_losses(net: CameraDiffusion, data: Latents) -> dict[str, Tensor]:
    """One training step's terms, in holes and elsewhere apart."""
    chosen = torch.randint(len(data), (BATCH,))
    clean, cache, geometry = (x[chosen].float() for x in (data.clean, data.cache, data.geometry))
    time = sample_times(BATCH)
    t = time.view(-1, 1, 1, 1, 1)
    noisy = (1 - t) * clean + t * video_noise(clean.shape)
    on = (torch.rand(BATCH, 1, 1, 1, 1) > CACHE_OFF).float()
    plucker = data.plucker(chosen)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        predicted = net(noisy, time, clean[:, 0], cache * on, geometry * on, plucker)
    error = (predicted.float() - clean).square().mean(2, keepdim=True) / (t * t + 0.05)
    # Covered pixels are copied from the cache later, so holes carry the weight; without a cache all counts alike.
    hole = 1 - geometry[:, :, :1]
    weight = on * (0.3 + 1.7 * hole) + (1 - on)
    anchor = (cache - clean).square().mean(2, keepdim=True) / (t * t + 0.05)
    holes = (hole * on).sum().clamp(min=1)
    return {
        "loss": (error * weight).mean(),
        "hole_ratio": (error * hole * on).sum() / (anchor * hole * on).sum().clamp(min=1e-3),
        "hole": (error * hole * on).sum() / holes,
        "off": (error * (1 - on)).sum() / ((1 - on).sum() * error[0].numel()).clamp(min=1),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--threads", type=int, default=2, help="1 under torchrun")
    options = parser.parse_args()
    rank = join_processes(options.threads, 2)
    data, net = Latents(sorted(options.work.glob("latents_*.npz"))), CameraDiffusion()
    checkpoint = options.work / "denoiser_training.pt"
    Trainer(net, checkpoint, 1e-3, options.minutes).run(lambda: step_losses(net, data))
    if rank == 0:
        torch.save(averaged(checkpoint, net).state_dict(), options.work / "denoiser.pt")


if __name__ == "__main__":
    main()
