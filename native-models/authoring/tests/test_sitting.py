"""What travels arrives whole, in parts that may travel."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from data.texture_bank import TextureBank
from gpu_sitting import plan
from sitting import travel
from sitting.config import SHARES
from tests.small_bank import write_bank


class Sitting(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def networks(self, seed: int) -> dict[str, dict[str, torch.Tensor]]:
        torch.manual_seed(seed)
        big = {"weight": torch.randn(9, 1024, 1024).half().float(), "steps": torch.tensor(seed)}
        return {"denoiser": big, "depth": {"bias": torch.arange(5.0)}}

    def test_weights_come_home_in_parts_that_may_travel(self) -> None:
        sent = self.networks(1)
        travel.write_shards(self.folder, sent, "denoiser")
        parts = sorted(self.folder.glob("weights-*.bin"))
        self.assertEqual(len(parts), 2)
        self.assertTrue(all(path.stat().st_size <= 15 * 2**20 for path in parts))
        home = travel.read_shards(self.folder)
        self.assertTrue(torch.equal(home["denoiser"]["weight"], sent["denoiser"]["weight"]))
        self.assertEqual(home["depth"]["bias"].dtype, torch.float32)

    def test_a_later_state_replaces_the_earlier_one(self) -> None:
        travel.write_shards(self.folder, self.networks(1), "a")
        travel.write_shards(self.folder, self.networks(2), "b")
        self.assertEqual(len(list(self.folder.glob("weights-*.bin"))), 2)
        self.assertEqual(int(travel.read_shards(self.folder)["denoiser"]["steps"]), 2)

    def test_damaged_and_missing_parts_are_refused(self) -> None:
        travel.write_shards(self.folder, self.networks(1), "a")
        part = min(self.folder.glob("weights-*.bin"))
        data = part.read_bytes()
        part.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        with self.assertRaisesRegex(ValueError, "belong together"):
            travel.read_shards(self.folder)
        part.unlink()
        with self.assertRaisesRegex(ValueError, "missing"):
            travel.read_shards(self.folder)

    def test_a_bank_travels_within_its_limit_and_keeps_what_is_held_out(self) -> None:
        bank, packed, back = (self.folder / f"{name}.npz" for name in ("bank", "packed", "back"))
        write_bank(bank)
        whole = travel.pack_bank(bank, packed, 10**9)
        small = travel.pack_bank(bank, packed, whole * 9 // 10)
        self.assertLessEqual(small, whole * 9 // 10 + 4096)
        travel.unpack_bank(packed, back)
        there, here = np.load(back), np.load(bank)
        self.assertEqual(there["held"].sum(), here["held"].sum())
        self.assertLess(len(there["kinds"]), len(here["kinds"]))
        a, b = TextureBank(bank, True), TextureBank(back, True)
        self.assertEqual(a.texels.shape, b.texels.shape)
        self.assertLess((a.texels[:, :3].float() - b.texels[:, :3].float()).abs().median(), 12)

    def test_the_plan_ends_before_the_deadline_and_gives_spared_time_to_the_denoiser(self) -> None:
        fresh = plan(0, 1000, set())
        self.assertEqual(list(fresh), list(SHARES))
        self.assertTrue(0.9 * 1000 < fresh["decoder"] < 970)
        resumed = plan(0, 1000, {"autoencoder", "depth", "denoiser"})
        self.assertEqual(list(resumed), ["pool", "denoiser", "long_denoiser", "decoder"])
        self.assertAlmostEqual(resumed["decoder"], fresh["decoder"])
        spared = 1000 * (SHARES["autoencoder"] + SHARES["depth"])
        self.assertAlmostEqual(resumed["denoiser"] - resumed["pool"], 1000 * SHARES["denoiser"] + spared)


if __name__ == "__main__":
    unittest.main()
