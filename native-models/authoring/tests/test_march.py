"""The marched cache against the product's rasteriser and against what frame 0 really saw."""

import shutil
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import numpy as np
import torch

from data.render_clips import render_set
from data.texture_bank import TextureBank
from tests.small_bank import write_bank
from warps.march import Board, march_cache, push_pull
from warps.render_caches import REPOSITORY, draw


class March(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        write_bank(folder / "bank.npz")
        bank = TextureBank(folder / "bank.npz", False)
        options = Namespace(
            seed=5, clips=8, frames=3, size=96, width=128, height=96, full=True, drawings=0.0, moving=0.0
        )
        cls.clips = render_set(bank, options)

    def marched(self, i: int) -> tuple[np.ndarray, ...]:
        clips = self.clips
        rgb, depth = torch.from_numpy(clips["rgb"][i, 0] / np.float32(255)), torch.from_numpy(clips["depth"][i])
        lens, poses = (torch.from_numpy(clips[name][i].astype(np.float32)) for name in ("intrinsics", "poses"))
        return tuple(x.numpy() for x in march_cache(Board(rgb, depth, lens[0]), poses, lens))

    def test_covers_what_frame_0_saw(self) -> None:
        agree = []
        for i in range(8):
            filled, coverage, _ = self.marched(i)
            self.assertGreater(coverage[0].mean(), 0.97)
            agree.append((coverage[:, 0] == self.clips["seen"][i]).mean())
            both = (coverage[:, 0] > 0) & (self.clips["seen"][i] > 0)
            error = np.abs(filled - self.clips["rgb"][i] / 255).mean(1)[both]
            self.assertLess(np.median(error), 0.04)
        self.assertGreater(np.mean(agree), 0.95)

    @unittest.skipUnless(shutil.which("node") and (REPOSITORY / "node_modules").is_dir(), "needs node and its packages")
    def test_draws_what_the_product_draws(self) -> None:
        clips = self.clips
        filled, coverage, inverse = draw(clips["rgb"][:, 0], clips["depth"], clips["poses"], clips["intrinsics"])
        for i in range(8):
            ours = self.marched(i)
            self.assertGreater((ours[1][:, 0] == coverage[i]).mean(), 0.93)
            both = (ours[1][:, 0] > 0) & (coverage[i] > 0)
            self.assertLess(np.abs(ours[0] - filled[i] / 255).mean(1)[both].mean(), 0.02)
            self.assertLess(np.median(np.abs(ours[2][:, 0] / inverse[i].clip(1e-6) - 1)[both]), 0.01)

    def test_fill_keeps_what_is_there_and_spreads_it(self) -> None:
        rgb, weight = torch.zeros(1, 3, 16, 24), torch.zeros(1, 1, 16, 24)
        rgb[..., :8], weight[..., :8] = 0.8, 1
        filled = push_pull(rgb, weight)
        torch.testing.assert_close(filled, torch.full_like(filled, 0.8), rtol=0, atol=1e-5)
        torch.testing.assert_close(push_pull(rgb * 0, weight * 0), torch.full_like(rgb, 0.5))


if __name__ == "__main__":
    unittest.main()
