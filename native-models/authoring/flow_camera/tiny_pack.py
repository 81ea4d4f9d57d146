"""Writes `test/fixtures/tiny-flow`: a pack of the family `flow-camera` with random weights, and every stage's results.

`golden/` holds one case of five frames at 64x96 pixels in three steps: float32, but for `picture.npy` (uint8, rows x
columns x RGB). Cameras are `world_from_camera` (OpenCV axes, relative to frame 0) and `intrinsics` (`fx, fy, cx, cy`
in pixels); noise is drawn with seed 42. `condition` is what the video encoder makes of the picture followed by zeros;
both halves have it and the camera, the half without the picture has zeros for tokens. `camera_every_8th` are rows and
columns 0, 8, 16 and so on.

usage: python -m flow_camera.tiny_pack
"""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, numpy_helper
from torch import Tensor, nn

from flow_camera.networks import FlowTransformer, PictureTokens, VideoDecoder, VideoEncoder, pack_camera
from flow_camera.sampling import sample, shifted_levels
from onnx_export import halve_weights
from pack_manifest import component_entry
from plucker import plucker_map, rotation
from svd_cameractrl.export_templates import Axes, exported, state_extents
from svd_cameractrl.sampling import clip_pixels, vae_pixels
from svd_cameractrl.template_graph import Weight, make_template
from svd_cameractrl.tiny_fixture import picture, randomise

FOLDER = Path(__file__).resolve().parents[3] / "test" / "fixtures" / "tiny-flow"
FRAMES, HEIGHT, WIDTH, STEPS, SHIFT, GUIDANCE, SEED = 5, 64, 96, 3, 5.0, 6.0, 42
CHANNELS, TOKEN_WIDTH = 8, 16
LATENT = {2: "latent_frames", 3: "h", 4: "w"}
INPUTS = {
    "image_encoder": ["pixel_values"],
    "video_encoder": ["video"],
    "denoiser": ["sample", "condition", "camera", "timestep", "image_tokens", "camera_strength"],
    "video_decoder": ["latent"],
}
OUTPUTS = {
    "image_encoder": ("image_tokens", [1, 16, TOKEN_WIDTH]),
    "video_encoder": ("latent", [1, CHANNELS, "latent_frames", "h", "w"]),
    "denoiser": ("velocity", [1, CHANNELS, "latent_frames", "h", "w"]),
    "video_decoder": ("image", ["frames", 3, "height", "width"]),
}
AXES: dict[str, Axes] = {
    "image_encoder": {},
    "video_encoder": {"video": {2: "frames", 3: "height", 4: "width"}, "latent": LATENT},
    "denoiser": {
        **dict.fromkeys(("sample", "condition", "velocity"), LATENT),
        "camera": {2: "latent_frames", 3: "height", 4: "width"},
    },
    "video_decoder": {"latent": LATENT, "image": {0: "frames", 2: "height", 3: "width"}},
}
FACTS = {
    "format": "craneshot-pack",
    "formatVersion": 1,
    "id": "tiny-flow",
    "version": "1.0.0",
    "family": "flow-camera",
    "name": "Tiny random flow-matching transformer",
    "rayLayout": "moment-direction",
    "latent": {"channels": CHANNELS, "downscale": 8},
    "scheduler": {"kind": "flow-euler", "shift": SHIFT},
    "controls": {
        "guidance": {"min": 1, "max": 12, "first": GUIDANCE, "last": GUIDANCE},
        "cameraStrength": {"min": 0, "max": 2, "default": 1},
    },
    "steps": {"draft": 2, "standard": 3, "fine": 4},
    "sizes": [{"width": WIDTH, "height": HEIGHT}],
    "sizeMultiple": 16,
    "frames": {"min": 5, "max": 9, "default": 5},
    "trainedRange": {"maxRotationDegrees": 60, "maxTranslation": 3, "minFovXDegrees": 40, "maxFovXDegrees": 94},
    "memory": {"baseBytes": 10_000_000, "perPixelFrameBytes": 200},
    "licence": "GPL-3.0-or-later",
    "credits": [],
}


def tiny_parts() -> dict[str, nn.Module]:
    """The four networks with fixed random weights."""
    parts: dict[str, nn.Module] = {
        "image_encoder": PictureTokens(TOKEN_WIDTH),
        "video_encoder": VideoEncoder(CHANNELS),
        "denoiser": FlowTransformer(CHANNELS, width=16, heads=2, blocks=2, picture_width=TOKEN_WIDTH),
        "video_decoder": VideoDecoder(CHANNELS),
    }
    generator = torch.Generator().manual_seed(61)
    for part in parts.values():
        randomise(part.eval(), generator)
    return parts


def example_inputs(frames: int, height: int, width: int) -> dict[str, tuple[Tensor, ...]]:
    """Random inputs of every graph; `frames` is 4 k + 1."""
    torch.manual_seed(6)
    latent = (1, CHANNELS, (frames + 3) // 4, height // 8, width // 8)
    camera = torch.randn(1, 24, latent[2], height, width)
    tokens = torch.randn(1, 16, TOKEN_WIDTH)
    return {
        "image_encoder": (torch.randn(1, 3, 224, 224),),
        "video_encoder": (torch.randn(1, 3, frames, height, width),),
        "denoiser": (torch.randn(latent), torch.randn(latent), camera, torch.rand(1) * 1000, tokens, torch.ones(1)),
        "video_decoder": (torch.randn(latent),),
    }


def export(name: str, module: nn.Module) -> ModelProto:
    """One graph with its weights in half precision; they are exact in it."""
    output, shape = OUTPUTS[name]
    model = exported(module, example_inputs(FRAMES, HEIGHT, WIDTH)[name], INPUTS[name], [output], AXES[name])
    state_extents(model, [shape])
    state = {key: value.numpy() for key, value in module.state_dict().items()}
    kept = make_template(model, [Weight(key, value.shape) for key, value in state.items()], False, lambda i: f"w{i}")
    values = {f"w{i}": state[weight.exported] for i, weight in enumerate(kept)}
    for tensor in model.graph.initializer:
        if tensor.name in values:
            tensor.CopyFrom(numpy_helper.from_array(values[tensor.name], tensor.name))
    model = halve_weights(model)
    onnx.checker.check_model(model)
    return model


def cameras() -> tuple[np.ndarray, np.ndarray]:
    """`world_from_camera` `[F, 4, 4]` and `intrinsics` `[F, 4]`: a rise with a turn."""
    poses = np.tile(np.eye(4), (FRAMES, 1, 1))
    for i in range(FRAMES):
        poses[i, :3, :3] = rotation(yaw=-0.06 * i, pitch=0.03 * i)
        poses[i, :3, 3] = (-0.1 * i, -0.2 * i, 0.3 * i)
    return poses, np.tile([70.0, 72.0, WIDTH / 2, HEIGHT / 2], (FRAMES, 1))


@torch.no_grad()
def run_case(parts: dict[str, nn.Module]) -> dict[str, Tensor]:
    """Every stage of the case."""
    poses, lens = cameras()
    image = vae_pixels(picture(), HEIGHT, WIDTH)
    video = torch.cat([image[:, :, None], torch.zeros(1, 3, FRAMES - 1, HEIGHT, WIDTH)], 2)
    camera = pack_camera(torch.from_numpy(plucker_map(poses, lens, HEIGHT, WIDTH))[None])
    condition, tokens = parts["video_encoder"](video), parts["image_encoder"](clip_pixels(picture()))
    noise = torch.randn(condition.shape, generator=torch.Generator().manual_seed(SEED))
    velocities: dict[str, Tensor] = {}

    def velocity(latents: Tensor, time: Tensor, with_picture: bool) -> Tensor:
        given = tokens if with_picture else torch.zeros_like(tokens)
        result = parts["denoiser"](latents, condition, camera, time, given, torch.ones(1))
        name = f"velocity_{'with' if with_picture else 'without'}"
        velocities[f"{name}_{sum(key.startswith(name + '_') for key in velocities)}"] = result
        return result

    levels = shifted_levels(STEPS, SHIFT)
    latents = sample(velocity, noise, levels, GUIDANCE)
    return {
        "world_from_camera": torch.from_numpy(poses),
        "intrinsics": torch.from_numpy(lens),
        "image": image,
        "camera_every_8th": camera[..., ::8, ::8],
        "condition": condition,
        "image_tokens": tokens,
        "noise": noise,
        "levels": levels,
        **velocities,
        **{f"latents_{i}": value for i, value in enumerate(latents)},
        "frames_0_and_4": parts["video_decoder"](latents[-1])[[0, 4]],
    }


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    golden = FOLDER / "golden"
    golden.mkdir(parents=True)
    parts, components = tiny_parts(), {}
    for name, module in parts.items():
        onnx.save(export(name, module), FOLDER / f"{name}.onnx")
        components[name] = component_entry(FOLDER / f"{name}.onnx")
    (FOLDER / "pack.json").write_text(json.dumps(FACTS | {"components": components}, indent=2) + "\n")
    np.save(golden / "picture.npy", picture())
    for name, value in run_case(parts).items():
        print(f"{name:20} {tuple(value.shape)!s:22} std {float(value.std(correction=0)):.4g}")
        np.save(golden / f"{name}.npy", np.ascontiguousarray(value.numpy(), dtype="<f4"))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
