"""Rewrites inside the networks that give the same numbers and better graphs."""

from typing import Any

import torch
from diffusers.models.activations import GEGLU
from diffusers.models.resnet import AlphaBlender
from torch import Tensor, nn
from torch.nn import functional as F


class Blend(nn.Module):
    """diffusers' blend of the spatial and the temporal result, for clips only."""

    def __init__(self, blender: AlphaBlender) -> None:
        super().__init__()
        self.mix_factor = blender.mix_factor
        self.temporal_first: bool = blender.switch_spatial_to_temporal_mix

    def forward(self, x_spatial: Tensor, x_temporal: Tensor, image_only_indicator: Tensor | None = None) -> Tensor:
        """Two tensors of one shape -> their mean weighted by the learnt factor."""
        factor = self.mix_factor.sigmoid()
        first, second = (x_temporal, x_spatial) if self.temporal_first else (x_spatial, x_temporal)
        return factor * first + (1 - factor) * second


class FrameConvolution(nn.Module):
    """A 3x1x1 convolution over frames as one of two dimensions; more runtimes have fast kernels for that."""

    def __init__(self, convolution: nn.Conv3d) -> None:
        super().__init__()
        if convolution.kernel_size != (3, 1, 1) or convolution.padding != (1, 0, 0):
            raise ValueError(f"not a convolution over frames: {convolution}")
        self.weight, self.bias = convolution.weight, convolution.bias

    def forward(self, x: Tensor) -> Tensor:
        """`[B, C, F, h, w]` -> `[B, C', F, h, w]`."""
        clips, _, frames, height, width = x.shape
        flat = x.reshape(clips, self.weight.shape[1], frames, height * width)
        flat = F.conv2d(flat, self.weight.squeeze(4), self.bias, padding=(1, 0))
        return flat.reshape(clips, self.weight.shape[0], frames, height, width)


class GatedProjection(nn.Module):
    """diffusers' GEGLU, halved by a Split of known size."""

    def __init__(self, gated: GEGLU) -> None:
        super().__init__()
        self.proj = gated.proj

    def forward(self, x: Tensor) -> Tensor:
        """`[..., C]` -> `[..., C']`."""
        value, gate = self.proj(x).split(self.proj.out_features // 2, -1)
        return value * F.gelu(gate)


class InComputeType(torch.autograd.Function):
    """Marks where float32 sinusoids enter the network; nothing happens to the numbers."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x.view_as(x)

    @staticmethod
    def symbolic(graph: Any, x: Any) -> Any:
        return graph.op("craneshot::InComputeType", x).setType(x.type())


class Sinusoids(nn.Module):
    """diffusers' sinusoids of numbers, marked as above."""

    def __init__(self, sinusoids: nn.Module) -> None:
        super().__init__()
        self.inner = sinusoids

    def forward(self, numbers: Tensor) -> Tensor:
        """`[n]` -> `[n, channels]` float32."""
        return InComputeType.apply(self.inner(numbers))


REPLACED = {AlphaBlender: Blend, nn.Conv3d: FrameConvolution, GEGLU: GatedProjection}


def rewrite(module: nn.Module) -> None:
    """Replaces the parts named above, wherever they are inside of `module`; weights keep their names."""
    for name, child in module.named_children():
        made = REPLACED.get(type(child))
        if made is not None:
            setattr(module, name, made(child))
        elif name in ("time_proj", "add_time_proj"):
            setattr(module, name, Sinusoids(child))
        else:
            rewrite(child)


def linear_symbolic(graph: Any, x: Any, weight: Any, bias: Any) -> Any:
    """`aten::linear` as Gemm on flattened rows, so that the weight is used as it is stored, not transposed first."""
    from torch.onnx import symbolic_helper

    rank = symbolic_helper._get_tensor_rank(x)
    inputs = [weight] if symbolic_helper._is_none(bias) else [weight, bias]
    if rank == 2:
        return graph.op("Gemm", x, *inputs, transB_i=1)
    width_in, width_out = (symbolic_helper._get_tensor_dim_size(weight, i) for i in (1, 0))
    rows = graph.op("Reshape", x, graph.op("Constant", value_t=torch.tensor([-1, width_in])))
    product = graph.op("Gemm", rows, *inputs, transB_i=1)
    leading = graph.op("Shape", x, start_i=0, end_i=-1)
    shape = graph.op("Concat", leading, graph.op("Constant", value_t=torch.tensor([width_out])), axis_i=0)
    result = graph.op("Reshape", product, shape)
    sizes = symbolic_helper._get_tensor_sizes(x)
    return result.setType(x.type().with_sizes([*sizes[:-1], width_out])) if sizes else result
