"""Depth of first frames as the depth network sees it."""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from networks.depth import DepthNetwork

MULTIPLE, BATCH = 32, 16


def load_depth(path: Path) -> DepthNetwork:
    """`path`: a state dict as `training.train_depth` writes it."""
    network = DepthNetwork()
    network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return network.eval()


@torch.no_grad()
def predict(network: DepthNetwork, pictures: np.ndarray, lenses: np.ndarray) -> np.ndarray:
    """`pictures` `[n, 3, H, W]` uint8, `lenses` `[n, 4]` in pixels -> depth `[n, H, W]`, scale as the network has it."""
    height, width = pictures.shape[2:]
    device = next(network.parameters()).device
    size = [max(MULTIPLE, round(side / MULTIPLE) * MULTIPLE) for side in (height, width)]
    depths = []
    for start in range(0, len(pictures), BATCH):
        part = slice(start, start + BATCH)
        image = torch.from_numpy(pictures[part]).to(device).float() / 255
        image = F.interpolate(image, size, mode="bilinear", antialias=True)
        focal = torch.from_numpy(np.log(lenses[part, 0] / width).astype(np.float32)).to(device)
        log_depth = network(image, focal)[0]
        depths.append(F.interpolate(log_depth, (height, width), mode="bilinear").exp()[:, 0].cpu().numpy())
    return np.concatenate(depths)
