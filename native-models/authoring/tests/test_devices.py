"""Everything runs on the device it is given: no tensor is made on the default device on the way.

The default device is set to "meta" here, which computes nothing: a tensor that landed there by mistake meets the others of
its operation on "cpu" and fails, as it would between "cpu" and "cuda".
"""

import tempfile
import unittest
from pathlib import Path

import torch

from data.texture_bank import TextureBank
from sitting.config import CONFIGS
from sitting.pool import Pool
from sitting.stages import SampledPool, build, sample_clips
from tests.small_bank import write_bank
from training.train_autoencoder import standardise
from training.train_autoencoder import step_losses as autoencoder_losses
from training.train_decoder import step_losses as decoder_losses
from training.train_denoiser import step_losses as denoiser_losses


class Devices(unittest.TestCase):
    def test_scenes_caches_and_steps_stay_on_their_device(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        write_bank(folder / "bank.npz")
        device, config = torch.device("cpu"), CONFIGS["toy"]
        networks = build(config, device)
        auto, denoiser = networks["autoencoder"], networks["denoiser"]
        with torch.device("meta"):
            bank = TextureBank(folder / "bank.npz", False, device)
            pool = Pool(bank, config, 8, 3)
            pool.add(8, networks["depth"])
            pool.encode(auto, range(8))
            pool.renew(1, auto, networks["depth"])
            losses = [
                autoencoder_losses(auto, *pool.pictures(4)),
                denoiser_losses(denoiser, pool.ready(), 2, 2),
                networks["depth"](*pool.boards(2)[:2])[0].mean(),
            ]
            standardise(auto, lambda: pool.pictures(2)[0], 2)
            frames = SampledPool(pool, denoiser, 4)
            losses.append(decoder_losses(auto.decoder, auto.decoder, frames, 0.05, 4))
            sampled = sample_clips(denoiser, pool.ready(), torch.arange(2, device=device), 2)
        self.assertEqual(sampled.device.type, "cpu")
        for loss in losses:
            value = loss["loss"] if isinstance(loss, dict) else loss
            self.assertTrue(torch.isfinite(value))


if __name__ == "__main__":
    unittest.main()
