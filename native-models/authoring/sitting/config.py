"""Sizes of a sitting: networks, clips, batches, and how the time is shared out."""

from dataclasses import dataclass, field

# Of the time until the deadline, in this order. Stages that find their networks trained already give theirs to the denoiser.
SHARES = {"autoencoder": 0.2, "depth": 0.13, "pool": 0.05, "denoiser": 0.3, "long_denoiser": 0.16, "decoder": 0.1}
# The rest: self-test before, evaluation after.


@dataclass(frozen=True)
class Config:
    """`height`, `width` of clips in pixels; `frames`: a clip's; `short_frames`: those of the first denoiser stage.

    `pool`: clips kept on the device; `refresh`: clips rendered anew every `refresh_every` denoiser steps. The widths are
    those of the networks; `batches`: pictures or clips a step, by stage.
    """

    height: int
    width: int
    frames: int
    short_frames: int
    pool: int
    refresh: int
    refresh_every: int
    batches: dict[str, int]
    held_clips: int
    sampled_clips: int
    encoder: tuple[int, int] = (64, 128)
    decoder: tuple[int, int, int] = (128, 80, 40)
    fine: int = 16
    denoiser: tuple[int, int, int] = (64, 96, 128)
    pose: tuple[int, int, int] = (32, 48, 64)
    embedding: int = 128
    depth: tuple[int, ...] = (16, 32, 64, 96, 128)
    depth_attentions: int = 2
    rates: dict[str, float] = field(
        default_factory=lambda: {"autoencoder": 1e-3, "depth": 1.2e-3, "denoiser": 1e-3, "decoder": 3e-4}
    )


CONFIGS = {
    # Seconds on a CPU: proves that every stage runs, hands over and resumes.
    "toy": Config(
        height=64, width=64, frames=3, short_frames=2, pool=6, refresh=1, refresh_every=3,
        batches={"autoencoder": 4, "depth": 2, "denoiser": 2, "decoder": 4}, held_clips=2, sampled_clips=4,
        encoder=(8, 8), decoder=(8, 8, 8), fine=8, denoiser=(8, 8, 16), pose=(8, 8, 8), embedding=16,
        depth=(8, 8, 8, 8, 8), depth_attentions=1,
    ),
    # The widths of the committed pack: goes on from its weights.
    "committed": Config(
        height=192, width=256, frames=12, short_frames=6, pool=3000, refresh=16, refresh_every=20,
        batches={"autoencoder": 48, "depth": 48, "denoiser": 48, "decoder": 24}, held_clips=64, sampled_clips=600,
    ),
    # For a GPU half-hour from scratch: about 20 million parameters, 40 MB in half precision.
    "wide": Config(
        height=192, width=320, frames=16, short_frames=8, pool=4000, refresh=16, refresh_every=20,
        batches={"autoencoder": 64, "depth": 48, "denoiser": 48, "decoder": 32}, held_clips=64, sampled_clips=1000,
        encoder=(64, 192), decoder=(192, 128, 64), fine=24, denoiser=(128, 192, 256), pose=(80, 96, 128), embedding=256,
        depth=(24, 48, 80, 128, 176),
    ),
}  # fmt: skip
