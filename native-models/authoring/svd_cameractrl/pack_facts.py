"""What `pack.json` says of a bound model besides its components."""

PUBLISHED = {
    "id": "svd-cameractrl",
    "version": "1.0.0",
    "name": "Stable Video Diffusion + CameraCtrl",
    "family": "svd-cameractrl",
    "rayLayout": "moment-direction",
    "latent": {"channels": 4, "downscale": 8},
    "scheduler": {"kind": "karras-euler", "sigmaMin": 0.002, "sigmaMax": 700, "rho": 7, "prediction": "v"},
    "controls": {
        "guidance": {"min": 1, "max": 10, "first": 1, "last": 3},
        "motionBucket": {"min": 1, "max": 255, "default": 127},
        "fps": {"min": 1, "max": 30, "default": 7},
        "noiseAugmentation": {"min": 0, "max": 1, "default": 0.02},
        "cameraStrength": {"min": 0, "max": 2, "default": 1},
        "decodeChunk": {"min": 1, "max": 14, "default": 14},
        "betweenFrames": "warp",
    },
    "steps": {"draft": 10, "standard": 25, "fine": 50},
    "sizes": [{"width": 576, "height": 320}],
    "sizeMultiple": 64,
    "frames": {"min": 2, "max": 14, "default": 14},
    "trainedRange": {"maxRotationDegrees": 60, "maxTranslation": 3, "minFovXDegrees": 80, "maxFovXDegrees": 94},
    "memory": {"baseBytes": 7_000_000_000, "perPixelFrameBytes": 1200},
    "licence": "the licences of Stable Video Diffusion and of CameraCtrl's weights, as downloaded",
}
TINY = {
    "id": "tiny-svd",
    "name": "Tiny random SVD + CameraCtrl",
    "steps": {"draft": 2, "standard": 3, "fine": 4},
    "sizes": [{"width": 128, "height": 64}],
    "memory": {"baseBytes": 10_000_000, "perPixelFrameBytes": 200},
    "licence": "GPL-3.0-or-later",
}


# Of random weights of the published sizes: on the CPU as measured, on a card what the weights take and a gigabyte.
PUBLISHED_HALF_MEMORY = {"baseBytes": 4_200_000_000, "cpuBaseBytes": 9_300_000_000, "perPixelFrameBytes": 1200}


def pack_facts(layout: str, half: bool) -> dict[str, object]:
    """The manifest's other fields; those of the tiny layout differ where its size does."""
    facts: dict[str, object] = dict(PUBLISHED)
    if layout == "tiny":
        controls = PUBLISHED["controls"] | {"decodeChunk": {"min": 1, "max": 4, "default": 4}}
        facts |= TINY | {"controls": controls, "frames": {"min": 2, "max": 4, "default": 3}}
    if half and layout == "published":
        facts |= {"memory": PUBLISHED_HALF_MEMORY}
    if half:
        facts |= {"id": f"{facts['id']}-half", "name": f"{facts['name']}, half precision"}
    return facts
