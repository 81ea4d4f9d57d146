"""Networks of any size that take no memory: every tensor is one number, repeated by a stride of 0."""

import torch
from torch import nn

from svd_cameractrl.networks import Networks, make_networks
from svd_cameractrl.sizes import Sizes


def weightless_networks(sizes: Sizes) -> Networks:
    """As `make_networks`, with shapes only; good for tracing."""
    with torch.device("meta"):
        networks = make_networks(sizes)
    for part in (networks.image_encoder, networks.vae, networks.unet, networks.pose_encoder):
        for module in part.modules():
            for name, parameter in module._parameters.items():
                if parameter is not None:
                    module._parameters[name] = nn.Parameter(torch.zeros(1).expand(parameter.shape), requires_grad=False)
            for name, buffer in module._buffers.items():
                if buffer is not None:
                    module._buffers[name] = torch.zeros(1, dtype=buffer.dtype).expand(buffer.shape)
    return networks
