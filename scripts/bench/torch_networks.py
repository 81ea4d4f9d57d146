"""Times the embedded model's networks in PyTorch: prints one JSON object, milliseconds of the fastest run of each.

usage: python3 torch_networks.py WIDTH HEIGHT FRAMES THREADS RUNS
Weights are random: they do not change the time.
"""

import json
import sys
from pathlib import Path

import torch
from fastest import fastest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "native-models" / "authoring"))

from networks.autoencoder import Decoder, Encoder  # noqa: E402
from networks.denoiser import Denoiser  # noqa: E402
from networks.pose_encoder import PoseEncoder  # noqa: E402


@torch.inference_mode()
def main() -> None:
    width, height, frames, threads, runs = map(int, sys.argv[1:6])
    torch.set_num_threads(threads)
    h, w = height // 8, width // 8
    encoder, pose_encoder, denoiser, decoder = (part.eval() for part in (Encoder(), PoseEncoder(), Denoiser(), Decoder()))
    image, plucker = torch.rand(1, 3, height, width), torch.rand(1, frames, 6, height, width)
    pose = pose_encoder(plucker)
    conditions = (torch.rand(1, 8, h, w), torch.rand(frames, 8, h, w), torch.rand(frames, 4, h, w))
    sample, moment = torch.rand(frames, 8, h, w), torch.tensor([0.5])
    latent, reference = torch.rand(1, 8, h, w), torch.rand(1, 4, height, width)
    milliseconds = {
        "encoder": fastest(lambda: encoder(image), runs),
        "pose_encoder": fastest(lambda: pose_encoder(plucker), runs),
        "denoiser": fastest(lambda: denoiser(sample, moment, *conditions, *pose), runs),
        "decoder": fastest(lambda: decoder(latent, reference), runs),
    }
    print(json.dumps({"version": torch.__version__, "milliseconds": milliseconds}))


if __name__ == "__main__":
    main()
