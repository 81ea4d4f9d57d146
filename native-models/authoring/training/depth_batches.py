"""Batches for the depth network: crops of rendered pictures whose look is changed at random, drawings among them."""

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from data.drawing_style import draw
from data.render_clips import SKY_DEPTH

DRAWN, DRAWN_FLAT, RECOLOURED = 0.12, 0.85, 0.3
SKY_SURFACE = 255


def window(
    rng: np.random.RandomState, height: int, width: int, aspect: float, random: bool
) -> tuple[int, int, int, int]:
    """Top, left, height and width of a crop with sides `aspect` = width / height: the largest one in the middle, or at
    random down to 60 % of it and up to a third of the free space off the middle.
    """
    part = rng.uniform(0.6, 1.0) if random else 1.0
    w = min(width, height * aspect) * part
    h = min(w / aspect, height)
    shift = rng.uniform(-1, 1, 2) / 3 if random else np.zeros(2)
    top, left = ((height - h) / 2 * (1 + shift[0]), (width - w) / 2 * (1 + shift[1]))
    return int(top), int(left), round(h), round(w)


def recolour(rng: np.random.RandomState, colour: Tensor, surface: Tensor, strength: float) -> Tensor:
    """Gives each surface of `colour` `[3, h, w]` a tint of its own: what things are made of says nothing of depth."""
    table = torch.from_numpy(rng.uniform(0.1, 1, (256, 3)).astype(np.float32))
    return colour * (1 - strength) + table[surface.long()].permute(2, 0, 1) * strength


def drawn(rng: np.random.RandomState, colour: Tensor, log_depth: Tensor, surface: Tensor) -> Tensor:
    """`colour` `[3, h, w]` as a drawing."""
    index = torch.where(surface == SKY_SURFACE, -1, surface.long())
    return draw(colour[None], log_depth[None, None].exp(), index[None, None], rng)[0]


def change_look(rng: np.random.RandomState, image: Tensor) -> Tensor:
    """Colour, contrast, grey, blur, compression and noise of `[3, h, w]` in 0..1, each at random."""
    gain = torch.from_numpy(rng.uniform(0.75, 1.25, (3, 1, 1)).astype(np.float32)) * float(rng.uniform(0.6, 1.5))
    image = (image * gain + float(rng.uniform(-0.12, 0.12))).clamp(0, 1) ** float(np.exp(rng.uniform(-0.5, 0.5)))
    if rng.rand() < 0.2:
        image = image.mean(0, keepdim=True).expand(3, -1, -1)
    pixels = (image.permute(1, 2, 0).numpy() * 255).astype(np.uint8)
    if rng.rand() < 0.25:
        pixels = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.4, 1.6))
    if rng.rand() < 0.25:
        pixels = cv2.imdecode(cv2.imencode(".jpg", pixels, [1, int(rng.randint(15, 80))])[1], cv2.IMREAD_COLOR)
    image = torch.from_numpy(pixels).permute(2, 0, 1).float() / 255
    if rng.rand() < 0.3:
        image = image + torch.randn(image.shape) * float(rng.uniform(0.005, 0.05))
    return image.clamp(0, 1)


class DepthPictures:
    """Pictures of WORK/train/pictures_*.npz."""

    def __init__(self, work: Path, seed: int = 0) -> None:
        self.work, self.rng = work, np.random.RandomState(seed)
        self.files: dict[Path, dict[str, np.ndarray]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Takes in pictures that were rendered since the last look."""
        for path in sorted((self.work / "train").glob("pictures_*.npz")):
            if path not in self.files and not path.name.endswith(".part.npz"):
                with np.load(path) as file:
                    self.files[path] = {name: file[name] for name in file.files if name != "kind"}
        self.sources = list(self.files.values())
        counts = np.array([len(source["rgb"]) for source in self.sources], float)
        self.share = counts / counts.sum()

    def picture(self, height: int, width: int) -> tuple[Tensor, float, Tensor]:
        """A random crop: image `[3, height, width]`, log focal, log depth `[height, width]`."""
        rng = self.rng
        source = self.sources[rng.choice(len(self.sources), p=self.share)]
        at = rng.randint(len(source["rgb"]))
        whole = source["rgb"].shape[2:]
        top, left, h, w = window(rng, *whole, width / height, True)
        rows, columns = slice(top, top + h), slice(left, left + w)
        colour = torch.from_numpy(source["rgb"][at, :, rows, columns].astype(np.float32) / 255)
        log_depth = torch.from_numpy(source["log_depth"][at, rows, columns].astype(np.float32))
        surface = torch.from_numpy(source["surface"][at, rows, columns].copy())
        if rng.rand() < RECOLOURED:
            colour = recolour(rng, colour, surface, rng.uniform(0.1, 0.8))
        if rng.rand() < (DRAWN_FLAT if source["flat"][at] else DRAWN):
            colour = drawn(rng, colour, log_depth, surface)
        image, log_depth = shrink(colour, log_depth, height, width)
        image = change_look(rng, image)
        if rng.rand() < 0.5:
            image, log_depth = image.flip(2), log_depth.flip(1)
        return image, float(source["log_focal"][at]) + float(np.log(whole[1] / w)), log_depth

    def batch(self, count: int, height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
        """Images `[n, 3, height, width]`, log focals `[n]`, log depths `[n, 1, height, width]`."""
        pictures = [self.picture(height, width) for _ in range(count)]
        images, focals, depths = zip(*pictures)
        return torch.stack(images), torch.tensor(focals), torch.stack(depths)[:, None]


def shrink(colour: Tensor, log_depth: Tensor, height: int, width: int) -> tuple[Tensor, Tensor]:
    """Means of colours `[3, h, w]` and single values of depth `[h, w]` at `height` x `width`."""
    image = F.interpolate(colour[None], size=(height, width), mode="area")[0]
    depth = F.interpolate(log_depth[None, None], size=(height, width), mode="nearest-exact")[0, 0]
    return image, depth


def is_sky(log_depth: Tensor) -> Tensor:
    return log_depth > np.log(SKY_DEPTH) - 0.02
