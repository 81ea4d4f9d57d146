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

    def __init__(
        self,
        widths: tuple[int, int, int] = (64, 96, 128),
        pose: tuple[int, int, int] = (32, 48, 64),
        embedding: int = 128,
    ) -> None:
        super().__init__()
        self.pose_encoder, self.denoiser = PoseEncoder(pose), Denoiser(widths, pose, embedding)

    def forward(
        self, noisy: Tensor, time: Tensor, first: Tensor, cache: Tensor, geometry: Tensor, plucker: Tensor
    ) -> Tensor:
        """Clips of video latents `[clips, F, 8, h, w]` -> predicted clean latents of the same shape."""
        pose = self.pose_encoder(plucker)
        clean = self.denoiser(noisy.flatten(0, 1), time, first, cache.flatten(0, 1), geometry.flatten(0, 1), *pose)
        return clean.unflatten(0, noisy.shape[:2])


class Latents:
    """Encoded clips in memory, on one device; the fields are those of `encode_latents`."""

    def __init__(self, arrays: dict[str, Tensor], size: tuple[int, int]) -> None:
        """`size`: height and width of the frames in pixels."""
        self.clean, self.cache, self.geometry = (arrays[name] for name in ("clean", "cache", "geometry"))
        self.poses, self.intrinsics, self.size = arrays["poses"].float(), arrays["intrinsics"].float(), size

    @staticmethod
    def read(paths: list[Path]) -> "Latents":
        """All clips of the files, which must be of one size."""
        files = [np.load(path) for path in paths]
        names = ("clean", "cache", "geometry", "poses", "intrinsics")
        arrays = {name: torch.from_numpy(np.concatenate([file[name] for file in files])) for name in names}
        return Latents(arrays, (arrays["clean"].shape[-2] * 8, arrays["clean"].shape[-1] * 8))

    def __len__(self) -> int:
        return len(self.clean)

    def plucker(self, clips: Tensor, frames: slice = slice(None)) -> Tensor:
        """Plücker maps `[n, F, 6, H, W]` of the clips with these indices; `plucker.plucker_map` in float32."""
        poses, lens = (x[clips][:, frames].flatten(0, 1) for x in (self.poses, self.intrinsics))
        fx, fy, cx, cy = (lens[:, i, None, None] for i in range(4))
        rows, columns = (torch.arange(side, device=poses.device) + 0.5 for side in self.size)
        y, x = torch.meshgrid(rows, columns, indexing="ij")
        ones = torch.ones(len(lens), *x.shape, device=poses.device)
        local = torch.stack([(x - cx) / fx, (y - cy) / fy, ones], 1).flatten(2)
        direction = poses[:, :3, :3] @ local
        direction = direction * (direction * direction).sum(1, keepdim=True).rsqrt()
        moment = torch.linalg.cross(poses[:, :3, 3:].expand_as(direction), direction, dim=1)
        return torch.cat([moment, direction], 1).reshape(len(clips), -1, 6, *self.size)


def video_noise(like: Tensor) -> Tensor:
    """Noise of the shape of `like` `[clips, F, 8, h, w]`, half of its variance shared by the frames of a clip."""
    return 0.5**0.5 * torch.randn_like(like[:, :1]) + 0.5**0.5 * torch.randn_like(like)


def sample_times(count: int, device: torch.device) -> Tensor:
    """Times in 0..1, logit-normal around 0.57, some of them exactly 1."""
    time = torch.sigmoid(torch.randn(count, device=device) + 0.3)
    return torch.where(torch.rand(count, device=device) < PURE_NOISE, torch.ones_like(time), time)


def step_losses(net: CameraDiffusion, data: Latents, count: int = BATCH, frames: int = 0) -> dict[str, Tensor]:
    """One training step's terms, in holes and elsewhere apart; of `count` clips, their first `frames` (0 = all)."""
    device, part = data.clean.device, slice(frames or None)
    chosen = torch.randint(len(data), (count,), device=device)
    clean, cache, geometry = (x[chosen][:, part].float() for x in (data.clean, data.cache, data.geometry))
    time = sample_times(count, device)
    t = time.view(-1, 1, 1, 1, 1)
    noisy = (1 - t) * clean + t * video_noise(clean)
    on = (torch.rand(count, 1, 1, 1, 1, device=device) > CACHE_OFF).float()
    plucker = data.plucker(chosen, part)
    with torch.autocast(device.type, dtype=torch.bfloat16):
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
    data, net = Latents.read(sorted(options.work.glob("latents_*.npz"))), CameraDiffusion()
    checkpoint = options.work / "denoiser_training.pt"
    Trainer(net, checkpoint, 1e-3, options.minutes).run(lambda: step_losses(net, data))
    if rank == 0:
        torch.save(averaged(checkpoint, net).state_dict(), options.work / "denoiser.pt")


if __name__ == "__main__":
    main()
