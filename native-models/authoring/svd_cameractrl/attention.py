"""Attention as one operator of ONNX Runtime, and the processors that put it into the diffusers and CLIP classes."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class RuntimeAttention(torch.autograd.Function):
    """Softmax attention; an exported graph holds it as `com.microsoft.MultiHeadAttention`."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """`[n, tokens, C]` each -> `[n, tokens, C]`; scale 1 / sqrt(C / heads)."""
        split = [x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value)]
        return F.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator's node; its output has the query's type and shape."""
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return node.setType(query.type())


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
    """Softmax attention on `[n, tokens, C]` tensors -> `[n, tokens, C]`."""
    return RuntimeAttention.apply(query, key, value, heads)


def projected(attn: Any, x: Tensor) -> Tensor:
    """Self-attention of `[n, tokens, C]` between the projections of a diffusers `Attention`."""
    return attn.to_out[0](attend(attn.to_q(x), attn.to_k(x), attn.to_v(x), attn.heads))


class SelfAttentionProcessor:
    """Self-attention of a diffusers `Attention`, on tokens `[n, tokens, C]` or on maps `[n, C, h, w]`."""

    def __call__(
        self,
        attn: Any,
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: Tensor | None = None,
        temb: Tensor | None = None,
    ) -> Tensor:
        """Returns the shape of `hidden_states`; diffusers looks for its arguments by these names."""
        if encoder_hidden_states is not None or attention_mask is not None:
            raise ValueError("this processor is for self-attention without a mask")
        outside, is_map = hidden_states, hidden_states.ndim == 4
        x = outside.flatten(2).transpose(1, 2) if is_map else outside
        if attn.group_norm is not None:
            x = attn.group_norm(x.transpose(1, 2)).transpose(1, 2)
        x = projected(attn, x)
        if is_map:
            x = x.transpose(1, 2).unflatten(2, outside.shape[2:])
        x = x + outside if attn.residual_connection else x
        return x / attn.rescale_output_factor


class SingleKeyProcessor:
    """Cross-attention to one token: its softmax is 1, so the answer is the token's value for every query."""

    def __init__(self) -> None:
        self.context: Tensor | None = None

    def __call__(self, attn: Any, hidden_states: Tensor, **given: Any) -> Tensor:
        """`self.context` `[1, 1, context width]` -> `[1, 1, C]`, to be added to every token."""
        if self.context is None:
            raise ValueError("set the context first")
        return attn.to_out[0](attn.to_v(self.context))


class PoseMergeProcessor(nn.Module):
    """Attention over frames whose input is mixed with pose features: x + strength * qkv_merge(x + pose)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.qkv_merge = nn.Linear(width, width)
        nn.init.zeros_(self.qkv_merge.weight)
        nn.init.zeros_(self.qkv_merge.bias)
        self.pose: Tensor | None = None
        self.strength: Tensor | float = 1.0

    def forward(self, attn: Any, hidden_states: Tensor, **given: Any) -> Tensor:
        """`hidden_states` `[B * h * w, F, C]`, `self.pose` `[B, C, F, h, w]` -> the shape of `hidden_states`."""
        if self.pose is None:
            raise ValueError("set the pose features first")
        pose = self.pose.permute(0, 3, 4, 2, 1).flatten(0, 2)
        x = hidden_states + self.strength * self.qkv_merge(hidden_states + pose)
        return projected(attn, x)


class ClipSelfAttention(nn.Module):
    """Takes over the projections of a CLIP attention layer."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.heads: int = layer.num_heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = layer.q_proj, layer.k_proj, layer.v_proj, layer.out_proj

    def forward(self, hidden_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, None]:
        """`[n, tokens, C]` -> the same, and no weights."""
        x = hidden_states
        return self.out_proj(attend(self.q_proj(x), self.k_proj(x), self.v_proj(x), self.heads)), None


class ClipEmbeddings(nn.Module):
    """Takes over the weights of CLIP's embeddings: one token for the picture, then one for each patch."""

    def __init__(self, embeddings: Any) -> None:
        super().__init__()
        self.class_embedding = embeddings.class_embedding
        self.patch_embedding, self.position_embedding = embeddings.patch_embedding, embeddings.position_embedding

    def forward(self, pixel_values: Tensor, **kwargs: Any) -> Tensor:
        """`[1, 3, side, side]` -> `[1, 1 + patches, C]`."""
        patches = self.patch_embedding(pixel_values).flatten(2).transpose(1, 2)
        return torch.cat([self.class_embedding[None, None], patches], 1) + self.position_embedding.weight
