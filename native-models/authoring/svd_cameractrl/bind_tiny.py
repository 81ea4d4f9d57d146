"""Fills a template's places from the files a user would have, in memory: for checking small templates only."""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

PARTS = {"image_encoder": "model", "vae": "diffusion_pytorch_model", "unet": "diffusion_pytorch_model"}


def user_tensors(folder: Path, variant: str = "") -> dict[tuple[str, str], np.ndarray]:
    """(source, key) -> numbers as stored, from `svd/` (`variant` `.fp16` or none) and `cameractrl.ckpt`."""
    found = {}
    for part, stem in PARTS.items():
        for key, value in load_file(folder / "svd" / part / f"{stem}{variant}.safetensors").items():
            found[part, key] = value
    checkpoint = torch.load(folder / "cameractrl.ckpt", weights_only=True)
    for group in ("pose_encoder_state_dict", "attention_processor_state_dict"):
        for key, value in checkpoint[group].items():
            found["cameractrl", f"{group}.{key}"] = value.numpy()
    return found


def bind(template: Path, component: str, tensors: dict[tuple[str, str], np.ndarray]) -> ModelProto:
    """A component's graph with its weights inside; those stored in another type get a Cast in front."""
    entry = json.loads((template / "template.json").read_text())["components"][component]
    model = onnx.load(template / entry["file"], load_external_data=False)
    places = {place["name"]: place for place in entry["initializers"]}
    kept, casts = [], []
    for tensor in model.graph.initializer:
        place = places.get(tensor.name)
        if place is None:
            kept.append(tensor)
            continue
        value = tensors[place["source"], place["key"]]
        wanted = [extent if isinstance(extent, int) else value.shape[i] for i, extent in enumerate(place["shape"])]
        if list(value.shape) != wanted:
            raise ValueError(f"{place['key']}: {value.shape} instead of {wanted}")
        name = tensor.name
        if helper.np_dtype_to_tensor_dtype(value.dtype) != tensor.data_type:
            name = f"{name}:stored"
            casts.append(helper.make_node("Cast", [name], [tensor.name], to=tensor.data_type))
        kept.append(numpy_helper.from_array(value, name))
        if value.dtype not in (np.float32, np.float16):
            raise ValueError(f"{place['key']}: {TensorProto.DataType.Name(tensor.data_type)}")
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model
