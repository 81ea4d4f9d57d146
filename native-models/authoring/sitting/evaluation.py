"""Numbers of a sitting on clips of held-out pictures: quick, on the device, for deciding what to do next."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from evaluation.contact_sheet import write_sheet
from evaluation.metrics import Tally
from training.train_denoiser import video_noise

from .pool import Pool
from .stages import Sitting, sample_clips

SEED = 430_001
TIMES = (0.6, 1.0)


def held_pool(sitting: Sitting, bank: object) -> Pool:
    """Clips of held-out pictures with caches from true depth; the same ones every time."""
    torch.manual_seed(SEED)
    pool = Pool(bank, sitting.config, sitting.config.held_clips, SEED)
    pool.add(sitting.config.held_clips, kind="true")
    pool.encode(sitting.network("autoencoder"), range(len(pool)))
    return pool


@torch.no_grad()
def decode(sitting: Sitting, latents: Tensor, reference: Tensor) -> np.ndarray:
    return sitting.network("autoencoder").decoder(latents, reference).float().clamp(0, 1).cpu().numpy()


@torch.no_grad()
def losses(sitting: Sitting, pool: Pool) -> dict[str, list[float]]:
    """Squared error of the predicted latents: as they are, with another clip's camera, without a cache."""
    data, net = pool.ready(), sitting.network("denoiser").eval()
    clips = torch.arange(len(pool), device=pool.device)
    clean, cache, geometry = (x.float() for x in (data.clean, data.cache, data.geometry))
    plucker, first = data.plucker(clips), clean[:, 0]
    found: dict[str, list[float]] = {"full": [], "cache_off": [], "cache_off_wrong_camera": []}
    for time in TIMES:
        noisy = (1 - time) * clean + time * video_noise(clean)
        at = torch.full((len(clips),), time, device=pool.device)
        for name, on, rays in (
            ("full", 1, plucker),
            ("cache_off", 0, plucker),
            ("cache_off_wrong_camera", 0, plucker.roll(1, 0)),
        ):
            error = (net(noisy, at, first, cache * on, geometry * on, rays) - clean)[:, 1:].square().mean()
            found[name].append(round(float(error), 4))
    return found


def evaluate(sitting: Sitting, bank: object) -> dict:
    """Writes WORK/metrics.json and WORK/sheet.png."""
    pool, net = held_pool(sitting, bank), sitting.network("denoiser").eval()
    data, config = pool.ready(), sitting.config
    rows: dict[str, Tally] = {}
    sheet: list[list[np.ndarray]] = []
    for i in range(len(pool)):
        clip = torch.tensor([i], device=pool.device)
        truth, reference = pool.rgb[i].float() / 255, pool.reference[i].float() / 255
        frames = {"cache + fill": reference[:, :3].cpu().numpy()}
        for name, steps, cache in (("one step", 1, True), ("sampled", 8, True), ("sampled, cache off", 8, False)):
            latents = sample_clips(net, data, clip, steps, cache)[0]
            frames[name] = decode(sitting, latents, reference if cache else torch.zeros_like(reference))
        true, coverage = truth.cpu().numpy(), reference[:, 3].cpu().numpy()
        for name, made in frames.items():
            rows.setdefault(name, Tally()).add(made, true, coverage)
        sheet.append([true[0], true[-1], *(made[-1] for made in frames.values())])
    metrics = {"clips": len(pool), "size": [config.width, config.height], "frames": config.frames}
    metrics |= {"rows": {name: tally.row() for name, tally in rows.items()}, "loss": losses(sitting, pool)}
    (sitting.work / "metrics.json").write_text(json.dumps(metrics, indent=1))
    write_sheet(sheet, Path(sitting.work) / "sheet.png")
    return metrics
