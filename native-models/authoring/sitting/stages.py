"""The stages of a sitting. Each trains until a moment in time, keeps a checkpoint and leaves usable weights behind."""

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from data.texture_bank import TextureBank
from networks.depth import DepthNetwork
from networks.sampler import sample_flow
from training.depth_batches import change_look
from training.loop import Trainer, averaged
from training.train_autoencoder import Autoencoder, standardise
from training.train_autoencoder import step_losses as autoencoder_losses
from training.train_decoder import step_losses as decoder_losses
from training.train_denoiser import CameraDiffusion, Latents, video_noise
from training.train_denoiser import step_losses as denoiser_losses
from training.train_depth import step_losses as depth_losses

from .config import Config
from .pool import Pool
from .travel import write_shards

SHARD_SECONDS = 120
# A stage whose time is over before it began still takes a step, so that it leaves a checkpoint.
LATE_SECONDS = 1.0


@dataclass
class Sitting:
    """Networks, data and the clock. `trained`: networks that were brought along and are not trained from scratch."""

    work: Path
    bank: TextureBank
    config: Config
    networks: dict[str, nn.Module]
    trained: set[str]
    pool: Pool
    shards_written: float = field(default=0.0)

    def network(self, name: str) -> nn.Module:
        return self.networks[name]

    def save(self, stage: str, values: dict[str, dict[str, Tensor]] | None = None) -> None:
        """Weights for the way home; `values` overrides networks that are being trained by their averages."""
        states = {name: network.state_dict() for name, network in self.networks.items()}
        write_shards(self.work / "shards", states | (values or {}), stage)
        self.shards_written = time.time()

    def train(
        self, stage: str, name: str, until: float, losses: Callable[[], dict[str, Tensor]], module: nn.Module
    ) -> None:
        """Runs steps on `module`, a part of network `name` or all of it, until the moment `until`."""
        checkpoint = self.work / f"{stage}_training.pt"
        rate = self.config.rates["denoiser" if name == "denoiser" else stage]
        trainer = Trainer(module, checkpoint, rate, 0)
        trainer.minutes = (trainer.spent + max(LATE_SECONDS, until - time.time())) / 60

        def after() -> None:
            if time.time() - self.shards_written > SHARD_SECONDS:
                self.save(stage)

        trainer.run(losses, after)
        averaged(checkpoint, module)
        print(f"{stage}: {trainer.step} steps", flush=True)


def build(config: Config, device: torch.device) -> dict[str, nn.Module]:
    """Untrained networks of the configuration's widths."""
    networks = {
        "autoencoder": Autoencoder(config.encoder, config.decoder, config.fine),
        "denoiser": CameraDiffusion(config.denoiser, config.pose, config.embedding),
        "depth": DepthNetwork(config.depth, config.depth_attentions),
    }
    return {name: network.to(device) for name, network in networks.items()}


def self_test(sitting: Sitting) -> None:
    """Two clips, a cache that agrees with what frame 0 saw, one step of each network: faults show in the first minute."""
    pool, config = sitting.pool, sitting.config
    pool.add(2, kind="true")
    seen = pool.reference[:2, :, 3].float().mean()
    first = (pool.reference[0, 0, :3].int() - pool.rgb[0, 0].int()).abs().float().mean()
    if not 0.05 < float(seen) / 255 <= 1 or float(first) > 12:
        raise RuntimeError(f"the cache of frame 0 is not frame 0: {float(first):.1f} grey levels off")
    pool.encode(sitting.network("autoencoder"), range(2))
    steps = (
        lambda: autoencoder_losses(sitting.network("autoencoder"), *pool.pictures(config.batches["autoencoder"])),
        lambda: depth_losses(sitting.network("depth"), *pool.boards(2)),
        lambda: denoiser_losses(sitting.network("denoiser"), pool.ready(), 2),
    )
    for step in steps:
        loss = step()["loss"]
        loss.backward()
        if not torch.isfinite(loss):
            raise RuntimeError("a loss is not finite")
    for network in sitting.networks.values():
        network.zero_grad(set_to_none=True)
    memory = torch.cuda.max_memory_allocated() / 2**30 if pool.device.type == "cuda" else 0
    print(f"self-test passed, {memory:.1f} GiB at most", flush=True)


def train_autoencoder(sitting: Sitting, until: float) -> None:
    pool, net, count = sitting.pool, sitting.network("autoencoder"), sitting.config.batches["autoencoder"]

    def losses() -> dict[str, Tensor]:
        if np.random.rand() < 1 / sitting.config.refresh_every:
            pool.add(sitting.config.refresh)
        return autoencoder_losses(net, *pool.pictures(count))

    sitting.train("autoencoder", "autoencoder", until, losses, net)
    standardise(net, lambda: pool.pictures(count)[0])
    sitting.save("autoencoder")


def train_depth(sitting: Sitting, until: float) -> None:
    pool, net, count = sitting.pool, sitting.network("depth"), sitting.config.batches["depth"]
    rng = np.random.RandomState(17)

    def losses() -> dict[str, Tensor]:
        if np.random.rand() < 1 / sitting.config.refresh_every:
            pool.add(sitting.config.refresh)
        image, focal, depth = pool.boards(count)
        changed = torch.stack([change_look(rng, picture) for picture in image.cpu()]).to(image.device)
        with torch.autocast("cuda", dtype=torch.bfloat16, enabled=pool.device.type == "cuda"):
            return depth_losses(net, changed, focal, depth)

    sitting.train("depth", "depth", until, losses, net)
    sitting.save("depth")


def fill_pool(sitting: Sitting, until: float) -> None:
    """Clips with predicted depth among them, until the pool is full or the time is over; then all are encoded."""
    pool, depth = sitting.pool, sitting.network("depth")
    fresh = 0
    while fresh < len(pool.rgb) and (time.time() < until or fresh == 0):
        pool.add(1, depth)
        fresh += 1
    pool.encode(sitting.network("autoencoder"), range(len(pool)))
    print(f"pool: {len(pool)} clips, {fresh} of them new", flush=True)


def train_denoiser(sitting: Sitting, until: float, stage: str) -> None:
    """`stage` "denoiser": short clips in large batches; "long_denoiser": all frames in smaller ones."""
    config, pool, net = sitting.config, sitting.pool, sitting.network("denoiser")
    long = stage == "long_denoiser"
    frames = config.frames if long else config.short_frames
    count = max(1, config.batches["denoiser"] * config.short_frames // frames)

    def losses() -> dict[str, Tensor]:
        if np.random.rand() < 1 / config.refresh_every:
            pool.renew(config.refresh, sitting.network("autoencoder"), sitting.network("depth"))
        return denoiser_losses(net, pool.ready(), count, frames)

    sitting.train(stage, "denoiser", until, losses, net)
    sitting.save(stage)


class SampledPool:
    """Frames of the pool with sampled latents beside the true ones, for the decoder."""

    def __init__(self, pool: Pool, net: CameraDiffusion, clips: int) -> None:
        self.pool, latents = pool, pool.ready()
        chosen = torch.randperm(len(pool), device=pool.device)[:clips]
        parts = [sample_clips(net, latents, part) for part in chosen.split(4)]
        self.chosen, self.sampled = chosen, torch.cat(parts)

    def batch(self, count: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Sampled latents, true latents, pictures, cache renders of `count` frames; frame 0 is left out."""
        at = torch.randint(len(self.chosen), (count,), device=self.pool.device)
        frame = torch.randint(1, self.pool.config.frames, (count,), device=self.pool.device)
        clip = self.chosen[at]
        pictures = self.pool.rgb[clip, frame].float() / 255
        references = self.pool.reference[clip, frame].float() / 255
        return self.sampled[at, frame], self.pool.latents.clean[clip, frame].float(), pictures, references


@torch.no_grad()
def sample_clips(net: CameraDiffusion, data: Latents, clips: Tensor, steps: int = 6, cache: bool = True) -> Tensor:
    """Latents `[n, F, 8, h, w]` sampled for the clips with these indices."""
    clean, anchor, geometry = (x[clips].float() for x in (data.clean, data.cache, data.geometry))
    plucker, on = data.plucker(clips), float(cache)

    def predict(x: Tensor, t: float) -> Tensor:
        with torch.autocast(x.device.type, dtype=torch.bfloat16):
            time_of_all = torch.full((len(clips),), t, device=x.device)
            return net(x, time_of_all, clean[:, 0], anchor * on, geometry * on, plucker).float()

    return sample_flow(video_noise(clean), steps, predict)


def train_decoder(sitting: Sitting, until: float) -> None:
    net = sitting.network("autoencoder")
    frames = SampledPool(sitting.pool, sitting.network("denoiser").eval(), sitting.config.sampled_clips)
    before, count = copy.deepcopy(net.decoder).eval(), sitting.config.batches["decoder"]
    sitting.train(
        "decoder", "autoencoder", until, lambda: decoder_losses(net.decoder, before, frames, 0.05, count), net.decoder
    )
    sitting.save("decoder")
