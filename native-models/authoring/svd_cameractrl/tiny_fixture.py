"""Writes `test/fixtures/tiny-svd`: tiny random weights as users have them, and the results of every stage.

`svd/` is laid out as diffusers saves a pipeline, in float32 and in the float16 variant; both hold the same numbers.
`cameractrl.ckpt` is nested like the files of CameraCtrl's training script. `golden/` holds one case of three frames at
64x128 pixels in three steps, float32 except `picture.npy` (uint8, rows x columns x RGB). Cameras are
`world_from_camera` (OpenCV axes, relative to frame 0) and `intrinsics` (`fx, fy, cx, cy` in pixels); noise is drawn
with seed 42. `pixel_values_every_4th` are rows and columns 0, 4, 8 and so on. `velocity_strength_0` is the denoiser's
answer to plain noise at the second step's time with the camera switched off, `frame_1_of_chunk_of_2` what decoding two
frames at a time gives. No layer is zero: a network of zeros would hide mistakes.

usage: python -m svd_cameractrl.tiny_fixture
"""

import copy
import math
import shutil
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from diffusers import EulerDiscreteScheduler, StableVideoDiffusionPipeline
from torch import Tensor, nn
from transformers import CLIPImageProcessor

from plucker import plucker_map, rotation
from svd_cameractrl import sampling
from svd_cameractrl.networks import Networks, graphs, install_merges, make_networks, merge_state
from svd_cameractrl.sizes import tiny

FOLDER = Path(__file__).resolve().parents[3] / "test" / "fixtures" / "tiny-svd"
FRAMES, HEIGHT, WIDTH = 3, 64, 128
NOISE_SEED = 42
SETTINGS = sampling.Settings(steps=3)


@torch.no_grad()
def randomise(module: nn.Module, generator: torch.Generator) -> None:
    """Seven values per tensor, symmetric, exact in float16: files compress well and both precisions agree."""
    for parameter in module.parameters():
        levels = torch.randint(-3, 4, parameter.shape, generator=generator).to(parameter)
        if parameter.ndim > 1:
            levels *= 2.0 ** round(math.log2(0.5 / parameter[0].numel() ** 0.5))
        else:
            ones = bool((parameter == 1).all())
            levels = levels / 32 + (1.0 if ones else 0.0)
        parameter.copy_(levels)


def tiny_networks() -> Networks:
    """The tiny layout with fixed random weights, its pose merges installed in plain form."""
    networks = make_networks(tiny())
    install_merges(networks.unet, folded=False)
    generator = torch.Generator().manual_seed(60)
    for part in (networks.image_encoder, networks.vae, networks.unet, networks.pose_encoder):
        randomise(part, generator)
    return networks


def scheduler() -> EulerDiscreteScheduler:
    """As `scheduler/scheduler_config.json` of SVD sets it."""
    return EulerDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", prediction_type="v_prediction",
        timestep_type="continuous", timestep_spacing="leading", steps_offset=1, use_karras_sigmas=True,
        sigma_min=0.002, sigma_max=700.0,
    )  # fmt: skip


def diffusers_pipeline(networks: Networks) -> StableVideoDiffusionPipeline:
    """diffusers' own pipeline around the networks."""
    pipeline = StableVideoDiffusionPipeline(
        networks.vae, networks.image_encoder, networks.unet, scheduler(), CLIPImageProcessor()
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def save_svd(networks: Networks, folder: Path) -> None:
    """SVD's files without the pose merges, in both precisions."""
    plain = copy.deepcopy(networks)
    bare = make_networks(tiny()).unet
    bare.load_state_dict({name: value for name, value in plain.unet.state_dict().items() if "qkv_merge" not in name})
    plain.unet = bare
    shutil.rmtree(folder, ignore_errors=True)
    diffusers_pipeline(plain).save_pretrained(folder)
    diffusers_pipeline(plain).to(torch.float16).save_pretrained(folder, variant="fp16")


def save_cameractrl(networks: Networks, path: Path) -> None:
    """A checkpoint nested as CameraCtrl's training writes it, with a stub of the optimizer's state."""
    state = {name: value.clone() for name, value in merge_state(networks.unet).items()}
    moments = {"step": torch.tensor(2.0), "exp_avg": torch.zeros(3), "exp_avg_sq": torch.zeros(3)}
    group = {"lr": 3e-5, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.01, "amsgrad": False, "params": [0]}
    pose = networks.pose_encoder.state_dict()
    assert isinstance(pose, OrderedDict)
    checkpoint = {
        "epoch": 1,
        "global_step": 50000,
        "pose_encoder_state_dict": pose,
        "attention_processor_state_dict": state,
        "optimizer_state_dict": {"state": {0: moments}, "param_groups": [group]},
    }
    torch.save(checkpoint, path)


def picture() -> np.ndarray:
    """`[90, 150, 3]` uint8: gradients, an edge and stripes, of another shape than the clip."""
    y, x = np.mgrid[0:90, 0:150].astype(np.float64)
    channels = [128 + 100 * np.sin(x / 9 + y / 21), y * 255 / 89, (x > 80) * 150 + (np.floor(y / 7) % 2) * 60]
    return np.stack(channels, -1).round().astype(np.uint8)


def cameras() -> tuple[np.ndarray, np.ndarray]:
    """`world_from_camera` `[F, 4, 4]` and `intrinsics` `[F, 4]`: a turn, a roll and a way, with a slow zoom."""
    poses = np.tile(np.eye(4), (FRAMES, 1, 1))
    for i in range(FRAMES):
        poses[i, :3, :3] = rotation(yaw=0.11 * i, roll=0.04 * i)
        poses[i, :3, 3] = (0.3 * i, -0.1 * i, 0.5 * i)
    lens = [[62.0 + 3 * i, 60.0 + 3 * i, WIDTH / 2, HEIGHT / 2] for i in range(FRAMES)]
    return poses, np.array(lens)


@torch.no_grad()
def run_case(parts: dict[str, nn.Module]) -> dict[str, Tensor]:
    """Every stage of the case, with the networks in the form that is exported."""
    poses, lens = cameras()
    image_noise, noise = sampling.draw_noise(NOISE_SEED, FRAMES, HEIGHT, WIDTH)
    pixel_values = sampling.clip_pixels(picture())
    image = sampling.vae_pixels(picture(), HEIGHT, WIDTH)
    noisy = image + SETTINGS.noise_augmentation * image_noise
    embeds = parts["image_encoder"](pixel_values)
    latent = parts["vae_encoder"](noisy)
    features = parts["pose_encoder"](torch.from_numpy(plucker_map(poses, lens, HEIGHT, WIDTH))[None])
    kept: dict[str, Tensor] = {
        "world_from_camera": torch.from_numpy(poses),
        "intrinsics": torch.from_numpy(lens),
        "pixel_values_every_4th": pixel_values[..., ::4, ::4],
        "image": image,
        "image_embeds": embeds,
        "image_latent": latent,
        "noise": noise,
        "time_ids": sampling.time_ids(SETTINGS),
        "guidance": sampling.frame_guidance(SETTINGS, FRAMES).flatten(),
        **{f"pose_{i}": feature for i, feature in enumerate(features)},
    }
    conditions = sampling.Conditions(embeds[:, None], latent, features)
    latents = sampling.sample(parts["denoiser"], noise, conditions, SETTINGS, kept)
    given = torch.cat([noise, latent[:, None].expand(-1, FRAMES, -1, -1, -1)], 2)
    off = (kept["timesteps"][1:2], embeds[:, None], kept["time_ids"], *features, torch.zeros(1))
    kept["velocity_strength_0"] = parts["denoiser"](given, *off)
    flat = latents[0] / sampling.LATENT_SCALE
    kept["frames"] = parts["vae_decoder"](flat)
    kept["frame_1_of_chunk_of_2"] = parts["vae_decoder"](flat[:2])[1]
    return kept


def main() -> None:
    golden = FOLDER / "golden"
    shutil.rmtree(golden, ignore_errors=True)
    golden.mkdir(parents=True)
    networks = tiny_networks()
    save_svd(networks, FOLDER / "svd")
    save_cameractrl(networks, FOLDER / "cameractrl.ckpt")
    np.save(golden / "picture.npy", picture())
    for name, value in run_case(graphs(networks)).items():
        print(f"{name:22} {tuple(value.shape)!s:22} std {float(value.std(correction=0)):.4g}")
        np.save(golden / f"{name}.npy", np.ascontiguousarray(value.numpy(), dtype="<f4"))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
