"""The five networks of SVD with CameraCtrl, on diffusers' and transformers' classes, and the edges of their graphs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

import torch
from diffusers.models import AutoencoderKLTemporalDecoder, UNetSpatioTemporalConditionModel
from torch import Tensor, nn
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

from svd_cameractrl.attention import (
    ClipEmbeddings,
    ClipSelfAttention,
    PoseMergeProcessor,
    SelfAttentionProcessor,
    SingleKeyProcessor,
)
from svd_cameractrl.export_form import rewrite
from svd_cameractrl.pose_encoder import CameraPoseEncoder
from svd_cameractrl.sizes import Sizes

MERGED = "temporal_transformer_blocks.0.attn1.processor"


@contextmanager
def norm_groups(groups: int) -> Iterator[None]:
    """Within it, the classes' fixed 32 groups per GroupNorm become `groups`, so that narrow networks can be made."""

    class Norm(nn.GroupNorm):
        def __init__(self, num_groups: int, num_channels: int, *rest: object, **named: object) -> None:
            super().__init__(groups, num_channels, *rest, **named)

    with mock.patch.object(nn, "GroupNorm", Norm):
        yield


@dataclass
class Networks:
    """What a user's files hold. `unet` has no pose merges until `install_merges`."""

    image_encoder: CLIPVisionModelWithProjection
    vae: AutoencoderKLTemporalDecoder
    unet: UNetSpatioTemporalConditionModel
    pose_encoder: CameraPoseEncoder


def make_networks(sizes: Sizes) -> Networks:
    """The networks with the classes' own starting weights, ready for inference."""
    with norm_groups(sizes.groups):
        unet = UNetSpatioTemporalConditionModel(**sizes.unet).eval()
        vae = AutoencoderKLTemporalDecoder(**sizes.vae).eval()
    clip = CLIPVisionModelWithProjection(CLIPVisionConfig(**sizes.clip)).eval()
    pose = CameraPoseEncoder(sizes.pose_channels, sizes.pose_layers, sizes.pose_heads, sizes.frames).eval()
    return Networks(clip, vae, unet, pose)


def merge_places(unet: UNetSpatioTemporalConditionModel) -> dict[str, tuple[int, int]]:
    """Attention names that take pose features -> (scale of the feature, width).

    Down block i and the block of the way up at the same size take scale i, the middle takes the last. Every temporal
    self-attention is such a place.
    """
    scales, places = len(unet.config.block_out_channels), {}
    for name, module in unet.named_modules():
        if not name.endswith("temporal_transformer_blocks.0.attn1"):
            continue
        part, number = name.split(".")[:2]
        if part == "down_blocks":
            scale = int(number)
        else:
            scale = scales - 1 - int(number) if part == "up_blocks" else scales - 1
        places[f"{name}.processor"] = (scale, module.to_q.in_features)
    return places


class PoseInjection:
    """Gives pose features, their strength and the picture's embedding to the processors before each pass."""

    def __init__(self, unet: UNetSpatioTemporalConditionModel) -> None:
        processors = unet.attn_processors
        self.merges = [(processors[name], scale) for name, (scale, _) in merge_places(unet).items()]
        self.single_keys = [p for p in processors.values() if isinstance(p, SingleKeyProcessor)]

    def set(self, poses: tuple[Tensor, ...], strength: Tensor | float, context: Tensor | None = None) -> None:
        """`poses` four maps `[B, C_i, F, h_i, w_i]`; `context` `[1, 1, width]` for the folded cross-attention."""
        for merge, scale in self.merges:
            merge.pose, merge.strength = poses[scale], strength
        for processor in self.single_keys:
            processor.context = context


def install_merges(unet: UNetSpatioTemporalConditionModel, folded: bool) -> PoseInjection:
    """Puts pose merges into `unet`; `folded` also replaces the other attention by the form that is exported."""
    processors = dict(unet.attn_processors)
    for name in processors:
        if folded:
            processors[name] = SingleKeyProcessor() if ".attn2." in name else SelfAttentionProcessor()
    for name, (_, width) in merge_places(unet).items():
        merge = unet.get_submodule(name.removesuffix(".processor")).processor
        if not isinstance(merge, PoseMergeProcessor):
            merge = PoseMergeProcessor(width).to(next(unet.parameters()).device)
        processors[name] = merge
    unet.set_attn_processor(processors)
    return PoseInjection(unet)


def merge_state(unet: UNetSpatioTemporalConditionModel) -> dict[str, Tensor]:
    """The merges' weights under the names of CameraCtrl's checkpoint."""
    return {name: value for name, value in unet.state_dict().items() if f"{MERGED}.qkv_merge" in name}


class ImageEncoderGraph(nn.Module):
    def __init__(self, clip: CLIPVisionModelWithProjection) -> None:
        super().__init__()
        clip.vision_model.embeddings = ClipEmbeddings(clip.vision_model.embeddings)
        for layer in clip.vision_model.encoder.layers:
            layer.self_attn = ClipSelfAttention(layer.self_attn)
        self.image_encoder = clip

    def forward(self, pixel_values: Tensor) -> Tensor:
        """`pixel_values` `[1, 3, 224, 224]`, normalised -> `[1, width]`."""
        return self.image_encoder(pixel_values, return_dict=False)[0]


class VaeEncoderGraph(nn.Module):
    def __init__(self, vae: AutoencoderKLTemporalDecoder) -> None:
        super().__init__()
        vae.encoder.mid_block.attentions[0].set_processor(SelfAttentionProcessor())
        self.vae = nn.ModuleDict({"encoder": vae.encoder, "quant_conv": vae.quant_conv})

    def forward(self, image: Tensor) -> Tensor:
        """`image` `[1, 3, height, width]` in -1..1 -> mean latent `[1, 4, height/8, width/8]`, not scaled."""
        return self.vae["quant_conv"](self.vae["encoder"](image)).chunk(2, 1)[0]


class VaeDecoderGraph(nn.Module):
    def __init__(self, vae: AutoencoderKLTemporalDecoder) -> None:
        super().__init__()
        vae.decoder.mid_block.attentions[0].set_processor(SelfAttentionProcessor())
        rewrite(vae.decoder)
        self.vae = nn.ModuleDict({"decoder": vae.decoder})

    def forward(self, latent: Tensor) -> Tensor:
        """`latent` `[frames, 4, h, w]`, divided by 0.18215 -> `[frames, 3, 8 h, 8 w]` in about -1..1."""
        frames = latent.shape[0]
        return self.vae["decoder"](latent, torch.zeros(1, frames, dtype=latent.dtype, device=latent.device), frames)


class PoseEncoderGraph(nn.Module):
    def __init__(self, pose_encoder: CameraPoseEncoder) -> None:
        super().__init__()
        self.cameractrl = pose_encoder

    def forward(self, plucker: Tensor) -> tuple[Tensor, ...]:
        """`plucker` `[1, frames, 6, height, width]` -> four maps `[1, C_i, frames, h_i, w_i]`."""
        return self.cameractrl(plucker)


class DenoiserGraph(nn.Module):
    """The UNet for one clip at a time; its passage is written out so that nothing is repeated per frame."""

    def __init__(self, unet: UNetSpatioTemporalConditionModel) -> None:
        super().__init__()
        self.injection = install_merges(unet, folded=True)
        rewrite(unet)
        self.unet = unet

    def forward(
        self, sample: Tensor, timestep: Tensor, image_embeds: Tensor, added_time_ids: Tensor,
        pose_0: Tensor, pose_1: Tensor, pose_2: Tensor, pose_3: Tensor, camera_strength: Tensor,
    ) -> Tensor:  # fmt: skip
        """`sample` `[1, F, 8, h, w]`, `timestep` `[1]`, `image_embeds` `[1, 1, width]` -> `[1, F, 4, h, w]`."""
        self.injection.set((pose_0, pose_1, pose_2, pose_3), camera_strength, image_embeds)
        unet, frames = self.unet, sample.shape[1]
        times = unet.add_time_proj(added_time_ids.flatten()).reshape(1, -1)
        time = unet.time_embedding(unet.time_proj(timestep)) + unet.add_embedding(times)
        time = time.expand(frames, -1)
        context = image_embeds.expand(frames, -1, -1)
        rest = {"image_only_indicator": torch.zeros(1, frames, dtype=sample.dtype, device=sample.device)}
        across = {**rest, "encoder_hidden_states": context}
        x = unet.conv_in(sample.flatten(0, 1))
        skips = [x]
        for block in unet.down_blocks:
            x, made = block(x, time, **(across if hasattr(block, "attentions") else rest))
            skips += made
        x = unet.mid_block(x, time, **across)
        for block in unet.up_blocks:
            taken = len(block.resnets)
            skips, used = skips[:-taken], tuple(skips[-taken:])
            options = across if hasattr(block, "attentions") else rest
            x = block(hidden_states=x, temb=time, res_hidden_states_tuple=used, **options)
        x = unet.conv_out(unet.conv_act(unet.conv_norm_out(x)))
        return x.unflatten(0, (1, frames))


def graphs(networks: Networks) -> dict[str, nn.Module]:
    """The components of a pack; changes the attention inside `networks` to the exported form."""
    return {
        "image_encoder": ImageEncoderGraph(networks.image_encoder),
        "vae_encoder": VaeEncoderGraph(networks.vae),
        "pose_encoder": PoseEncoderGraph(networks.pose_encoder),
        "denoiser": DenoiserGraph(networks.unet),
        "vae_decoder": VaeDecoderGraph(networks.vae),
    }
