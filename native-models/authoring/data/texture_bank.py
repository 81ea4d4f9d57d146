"""All textures in one flat buffer with mip levels, read by trilinear interpolation."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

LEVELS = 6


class TextureBank:
    """Textures of one split on one device: `held` picks the held-out ones, otherwise the training ones."""

    def __init__(self, path: Path, held: bool, device: str | torch.device = "cpu") -> None:
        self.device = torch.device(device)
        file = np.load(path)
        sizes, start = file["sizes"], np.concatenate([[0], np.cumsum(file["sizes"].prod(1))])
        chosen = np.flatnonzero(file["held"] == held)
        texels = file["texels"]
        chunks: list[Tensor] = []
        offsets, widths, heights = [], [], []
        position = 0
        for i in chosen:
            levels = self._mip_levels(texels[start[i] : start[i + 1]].reshape(*sizes[i], 4))
            sizes_here = [level.shape[:2] for level in levels]
            counts = [h * w for h, w in sizes_here]
            offsets.append(position + np.concatenate([[0], np.cumsum(counts)[:-1]]))
            heights.append([h for h, _ in sizes_here])
            widths.append([w for _, w in sizes_here])
            chunks += [level.reshape(-1, 4) for level in levels]
            position += sum(counts)
        self.texels = torch.cat(chunks).to(self.device)
        tables = (torch.tensor(np.array(table), device=self.device) for table in (offsets, widths, heights))
        self.offset, self.width, self.height = tables
        kinds = file["kinds"][chosen]
        self.of_kind = {kind: np.flatnonzero(kinds == kind) for kind in range(4)}
        # Widths and heights in texels again, to read without waiting for the device.
        self.size = np.array([(w[0], h[0]) for w, h in zip(widths, heights)], float)
        self.aspect = self.size[:, 0] / self.size[:, 1]

    @staticmethod
    def _mip_levels(image: np.ndarray) -> list[Tensor]:
        """`[h, w, 4]` uint8 -> six levels, each half the size of the one before; colour weighted by alpha."""
        level = torch.from_numpy(image).permute(2, 0, 1)[None].float()
        level[:, :3] *= level[:, 3:] / 255 + 1e-4
        levels = []
        for _ in range(LEVELS):
            rgb = (level[:, :3] / (level[:, 3:] / 255 + 1e-4)).clamp(0, 255)
            levels.append(torch.cat([rgb, level[:, 3:]], 1)[0].permute(1, 2, 0).round().to(torch.uint8))
            if min(level.shape[2:]) > 2:
                level = F.avg_pool2d(level, 2)
        return levels

    def _bilinear(self, texture: Tensor, level: Tensor, u: Tensor, v: Tensor) -> Tensor:
        w, h, start = self.width[texture, level], self.height[texture, level], self.offset[texture, level]
        x, y = u * w - 0.5, v * h - 0.5
        x0, y0 = torch.floor(x), torch.floor(y)
        fx, fy = (x - x0)[..., None], (y - y0)[..., None]
        x0, y0 = x0.long(), y0.long()
        left, right, top, bottom = x0 % w, (x0 + 1) % w, y0 % h, (y0 + 1) % h

        def texel(row: Tensor, column: Tensor) -> Tensor:
            return self.texels[start + row * w + column].float()

        upper = texel(top, left) * (1 - fx) + texel(top, right) * fx
        lower = texel(bottom, left) * (1 - fx) + texel(bottom, right) * fx
        return upper * (1 - fy) + lower * fy

    def sample(self, texture: Tensor, u: Tensor, v: Tensor, level: Tensor, mirror: Tensor | None = None) -> Tensor:
        """Colours `[p, 4]` in 0..1 of textures `[p]` at `u`, `v` `[p]` (1 = one repeat) and mip level `[p]`."""
        if mirror is not None:
            u2, v2 = u % 2, v % 2
            u = torch.where(mirror, torch.where(u2 > 1, 2 - u2, u2), u % 1)
            v = torch.where(mirror, torch.where(v2 > 1, 2 - v2, v2), v % 1)
        level = level.clamp(0, LEVELS - 1.001)
        low = level.floor().long()
        part = (level - low)[..., None]
        coarse = self._bilinear(texture, low + 1, u, v)
        return (self._bilinear(texture, low, u, v) * (1 - part) + coarse * part) / 255
