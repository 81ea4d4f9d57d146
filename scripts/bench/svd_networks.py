"""Times the networks of SVD with CameraCtrl in PyTorch, on random weights that it writes as a user has them.

usage: python3 svd_networks.py FOLDER tiny|middle WIDTH HEIGHT FRAMES THREADS RUNS
Writes `FOLDER/svd`, `FOLDER/cameractrl.ckpt` and the graphs they belong to, `FOLDER/templates`; each network's inputs
and first output as `FOLDER/values/COMPONENT.NAME.npy`, output as `out`. Prints one JSON object: milliseconds of the
fastest run of each. The denoiser is timed as diffusers has it and as it is exported, and the faster one counts.
"""

import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from fastest import fastest
from safetensors.torch import load_file
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "native-models" / "authoring"))

from svd_cameractrl.export_templates import write_templates  # noqa: E402
from svd_cameractrl.graph_edges import INPUTS, example_inputs  # noqa: E402
from svd_cameractrl.networks import Networks, graphs, install_merges, make_networks  # noqa: E402
from svd_cameractrl.random_files import write_files  # noqa: E402
from svd_cameractrl.sizes import Sizes, tiny  # noqa: E402
from svd_cameractrl.weightless import weightless_networks  # noqa: E402

CHANNELS = (64, 128, 256, 256)


def middle() -> Sizes:
    """A fifth of the published channels in every layer, with heads as wide: 25 times less work."""
    published = tiny(14)
    unet = published.unet | {
        "block_out_channels": CHANNELS,
        "num_attention_heads": (1, 2, 4, 4),
        "layers_per_block": 2,
        "addition_time_embed_dim": 64,
        "projection_class_embeddings_input_dim": 192,
    }
    vae = published.vae | {"block_out_channels": (32, 64, 128, 128)}
    return Sizes(14, unet, vae, published.clip, CHANNELS, groups=32)


def networks_in(folder: Path, sizes: Sizes) -> Networks:
    """What the files hold, in float32, with diffusers' own attention."""
    networks = make_networks(sizes)
    install_merges(networks.unet, folded=False)
    checkpoint = torch.load(folder / "cameractrl.ckpt", weights_only=True)
    networks.pose_encoder.load_state_dict(checkpoint["pose_encoder_state_dict"])
    networks.unet.load_state_dict(checkpoint["attention_processor_state_dict"], strict=False)
    networks.image_encoder.load_state_dict(load_file(folder / "svd/image_encoder/model.fp16.safetensors"))
    networks.vae.load_state_dict(load_file(folder / "svd/vae/diffusion_pytorch_model.fp16.safetensors"))
    unet = load_file(folder / "svd/unet/diffusion_pytorch_model.fp16.safetensors")
    missing, unexpected = networks.unet.load_state_dict(unet, strict=False)
    assert not unexpected and all("qkv_merge" in name for name in missing)
    return networks


def plain_denoiser(networks: Networks, inputs: tuple[Tensor, ...]) -> Callable[[], Tensor]:
    """The UNet as diffusers runs it, with the pose merges of CameraCtrl."""
    sample, timestep, embeds, time_ids, *poses, strength = inputs
    injection = install_merges(networks.unet, folded=False)

    def run() -> Tensor:
        injection.set(tuple(poses), strength)
        return networks.unet(sample, timestep[0], embeds, time_ids, return_dict=False)[0]

    return run


@torch.inference_mode()
def measured(folder: Path, sizes: Sizes, clip: tuple[int, int, int], runs: int) -> dict[str, float]:
    """Milliseconds of every component; writes its values."""
    width, height, frames = clip
    inputs = example_inputs(sizes, frames, height, width, "cpu")
    networks = networks_in(folder, sizes)
    plain = plain_denoiser(networks, inputs["denoiser"])
    answer, plain_milliseconds = plain(), fastest(plain, runs)
    milliseconds = {}
    values = folder / "values"
    values.mkdir()
    for name, module in graphs(networks).items():
        given = inputs[name]
        out = module(*given)
        for key, value in zip(INPUTS[name], given, strict=True):
            np.save(values / f"{name}.{key}.npy", value.numpy())
        np.save(values / f"{name}.out.npy", (out[0] if isinstance(out, tuple) else out).contiguous().numpy())
        if name == "denoiser":
            assert torch.allclose(out, answer, atol=1e-3 * float(answer.std()))
        milliseconds[name] = fastest(lambda module=module, given=given: module(*given), runs)
    milliseconds["denoiser"] = min(milliseconds["denoiser"], plain_milliseconds)
    return milliseconds


def main() -> None:
    folder, layout = Path(sys.argv[1]), sys.argv[2]
    width, height, frames, threads, runs = map(int, sys.argv[3:8])
    torch.set_num_threads(threads)
    sizes = tiny() if layout == "tiny" else middle()
    with contextlib.redirect_stdout(sys.stderr):
        write_files(folder, weightless_networks(sizes))
        write_templates(folder / "templates" / "svd-cameractrl", "tiny", sizes)
    milliseconds = measured(folder, sizes, (width, height, frames), runs)
    print(json.dumps({"version": torch.__version__, "milliseconds": milliseconds}))


if __name__ == "__main__":
    main()
