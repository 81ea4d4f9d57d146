"""Writes the model card from what training and evaluation recorded.

usage: python write_card.py PACK EVALUATION.json [DEPTH.json]     # with PACK/training.json -> PACK/MODEL-CARD.md

EVALUATION.json is `evaluate_product.py`'s, DEPTH.json `evaluate_depth.py`'s, for packs with a depth network.
"""

import argparse
import json
from pathlib import Path

from evaluation.tables import CAMERA_COLUMNS, CLIP_COLUMNS, goal_table, table

WAYS = ("flat plane", "plane through the network", "network", "gated at 0.35", "best plane, truth known")


def depth_section(d: dict, t: dict) -> str:
    """What `depth.json` and `training.json` say of the depth network."""
    errors, cache, stage = d["depth"]["mean_absolute_log_error"], d["cache"], t["stages"]["depth"]
    pictures, calibration = d["depth"]["pictures"], d["depth"]["calibration"]
    kinds = sorted({group.split(",")[0] for group in pictures if "," in group})

    def row(name: str) -> str:
        values = (f"{errors[name][look]:.3f}" for look in ("all", "photo", "drawing"))
        decibels = (f"{cache[name][look]:.2f}" for look in ("photo", "drawing"))
        return f"| {name} | {' | '.join(values)} | {' | '.join(decibels)} | {cache['mean_of_clips'][name]:.2f} |"

    def kind_cell(name: str, kind: str, look: str) -> str:
        group = f"{kind}, {look}"
        return f"{errors[name][group]:.2f}" if group in errors[name] else "–"

    def kind_row(kind: str) -> str:
        cells = (kind_cell(name, kind, look) for look in ("photo", "drawing") for name in (WAYS[0], WAYS[3], WAYS[4]))
        return f"| {kind} | {' | '.join(cells)} |"

    def calibration_row(look: str) -> str:
        c = calibration[look]
        shares = f"{c['within_half_distance']:.2f} | {c['within_nine_tenths_distance']:.2f}"
        return f"| {look} | {c['found_to_expected']:.2f} | {shares} | {c['rank_correlation']:.2f} |"

    rows, kind_rows = "\n".join(row(name) for name in WAYS), "\n".join(kind_row(kind) for kind in kinds)
    return f"""## Depth network

{t["parameters"]["depth"]:,} parameters, a U-Net with attention over the whole picture, {stage["steps"]:,} steps in {stage["minutes"]:.0f} minutes beside other
work. It answers for each pixel with log depth and with how far off that may be; the studio falls back towards a plane
where it is unsure. Trained on rendered scenes only: it knows layouts (ground, walls, what stands on the ground), not
things. {pictures["all"]} held-out rendered pictures, {pictures["drawing"]} of them drawings; sky left out. The cache columns: PSNR of the filled cache on
{cache["clips"]["all"]} held-out clips whose camera travels, {cache["clips"]["drawing"]} of them drawings, pooled and as the mean over clips; true depth reaches {cache["mean_of_clips"]["truth"]:.2f} dB.

| depth | mean error of log depth | photo-like | drawings | cache dB, photo-like | drawings | mean over clips |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}

"Best plane, truth known" is the plane fitted to the true depth, which nobody has. By kind of scene, photo-like then drawings:

| | flat plane | gated | best plane | flat plane | gated | best plane |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
{kind_rows}

Its expected error against the error that came out (calibrated: 1, 0.5 and 0.9):

| | found / expected | within the half distance | within nine tenths | rank correlation |
| --- | ---: | ---: | ---: | ---: |
{calibration_row("photo")}
{calibration_row("drawing")}

"""


NO_DEPTH = "It has no depth network: with flat or ground depth, objects do not part from their background."
SMALL_DEPTH = "Its own depth network is small; look at the depth before relying on it, and correct it."


def parts_table(networks: dict) -> str:
    """What exporting and rounding to half precision changed, part by part."""
    rows = [
        f"| {name} | {row['largest_difference']:.1e} | {row.get('rounding', float('nan')):.1e} |".replace("nan", "–")
        for name, row in networks["exported"].items()
    ]
    return "\n".join(["| part | exported − PyTorch, largest | rounding, mean |", "| --- | ---: | ---: |", *rows])


def card(e: dict, t: dict, d: dict | None, version: str) -> str:
    """The card's text from `evaluation.json`, `training.json` and, with a depth network, `depth.json`."""
    stages, parameters, clips, networks = t["stages"], t["parameters"], e["clips"], e["networks"]
    rows, shared = clips["rows"]["all"], clips["rows_of_clips_made_every_way"]["all"]
    ratios = networks["wrong_camera"]["ratios"]

    def ratio(name: str) -> str:
        return ", ".join(f"×{value:.2f}" for value in ratios[name])

    return f"""# Model card: Craneshot embedded model {version}

A small camera-conditioned image-to-video latent diffusion model. It turns one storyboard picture and a camera path into
frames. Weights: GPL-3.0-or-later. What you make with it is yours.

## What it is

CameraCtrl-style conditioning (Plücker maps, a pose encoder, pose features before every temporal attention of a 3-D
U-Net) together with an explicit 3-D cache: the picture with its depth is drawn from each camera, and the model predicts
a correction to that drawing. Pixels that the picture shows are carried over unchanged; what it does not show is
synthesised. With the cache off, the model samples the picture's latent along each camera ray at six depths and blends
the samples, so that it follows the camera from the rays alone.

| part | parameters |
| --- | ---: |
| encoder and decoder (8 latent channels, 8x8 pixels a cell) | {parameters["autoencoder"]:,} |
| pose encoder | {parameters["pose_encoder"]:,} |
| denoiser | {parameters["denoiser"]:,} |

Sampling: anchored rectified flow, Euler, 3 / 8 / 12 steps for draft / standard / fine, no guidance. Sizes are multiples
of 64 pixels; any number of frames.

## Training

1,500 rendered clips of 6 frames 128x128: rooms, streets, landscapes, panoramas, layered pictures and photos thrown onto
simple geometry, textured with free pictures whose licence was read file by file (1,147, one in eight of them kept out:
`MODEL-CREDITS.md`) and procedural patterns; 30 % drawn as line or flat-colour drawings. Cache depth: 30 % true, 30 % disturbed, 40 % presets (flat, ground, tilted
plane). Fields of view 38 to 85 degrees. All on two shared CPU cores: autoencoder {stages["autoencoder"]["steps"]:,} steps, denoiser
{stages["denoiser"]["steps"]:,} steps of 8 clips in {stages["denoiser"]["minutes"]:.0f} minutes, decoder {stages["decoder"]["steps"]:,} steps in {stages["decoder"]["minutes"]:.0f} minutes. It has seen few examples;
`docs/model/training-log.md` tells how it went.

## Measured

Through the product's own command line (`python evaluate_product.py`), on sets that were fixed before and that nothing was
chosen on: {rows["true depth"]["clips"]} rendered clips of 9 frames with pictures that training never saw, half of them drawings, half of them wide
(448x256, else 256x256); {e["turns"]["pictures"]} pictures turned and zoomed, {e["turns"]["drawings"]} of them drawings; {e["moves"]["rendered boards"]} rendered scenes and {e["moves"]["pictures boards"]} pictures with
every move. Automatic depth is {"the pack's depth network" if e["depth_network"] else "flat: the pack has no depth network"}. Numbers on rendered scenes are not comparable with papers. All tables:
`docs/model/evaluation.md`; sheets to look at: `docs/model/sheet-photos.jpg`, `sheet-drawings.jpg`, `clips-square.jpg`, `clips-wide.jpg`.

{goal_table(e["goals"])}

**Rendered clips**, PSNR as mean over clips. Texture energy: mean gradient length in uncovered areas as a part of the truth's.
Distances: sliced Wasserstein between patches of uncovered areas and the truth's, 0 is equal. Rows of fewer clips cannot be
compared with the others; `evaluation.md` has all rows for the same clips.

{table(rows, CLIP_COLUMNS)}

**Cameras read back** from tracked points of the frames with true depth (RotErr and TransErr as CameraCtrl defines them, in
degrees and subject distances; the truth's row is the limit of the method):

{table(clips["camera"]["all"], CAMERA_COLUMNS)}

**Ablation**: the denoiser's loss at t = 0.6 and t = 1 on {networks["wrong_camera"]["clips"]} clips against the full model's: cache off {ratio("cache_off")}; wrong
Plücker map, right cache {ratio("wrong_plucker")}; wrong cache {ratio("wrong_cache")}; cache off and wrong Plücker map {ratio("cache_off_wrong_plucker_to_cache_off")} of
cache off. With the cache on the cache decides where things are.

**Export.** Largest relative difference from the PyTorch modules with the same weights, and what storing weights in half
precision changed, as a part of each output's spread:

{parts_table(networks)}

{depth_section(d, t) if d else ""}## What it can and cannot do

- It obeys pans, tilts, rolls, dollies, trucks, orbits and zooms as exactly as the depth it is given; turns and zooms need
  no depth at all. {SMALL_DEPTH if d else NO_DEPTH}
- What the picture shows stays as sharp as the picture. What it does not show is a guess of a very small model: colours
  and coarse texture that fit the border, no objects, no readable structure. By eye, narrow strips pass; a larger area is a
  blocky, brick-like mosaic that begins at a straight, visible border, on photos and drawings alike. The sampled guess is {shared["true depth"]["psnr_pooled_uncovered"]:.1f} dB
  from the truth, its mean {shared["one step"]["psnr_pooled_uncovered"]:.1f} dB, the fill without a model {shared["cache + fill"]["psnr_pooled_uncovered"]:.1f} dB. Keep paths within what the picture covers.
- The world stands still; nothing in it moves by itself.
- With the cache off, frames are blurred and colours drift; this mode shows that the camera is followed, it is not meant
  for delivery.
- Trained on rendered scenes: pictures of people and texts have no special treatment.
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pack", type=Path)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("depth", type=Path, nargs="?")
    options = parser.parse_args()
    training = json.loads((options.pack / "training.json").read_text())
    evaluation = json.loads(options.evaluation.read_text())
    depth = json.loads(options.depth.read_text()) if options.depth else None
    version = json.loads((options.pack / "pack.json").read_text())["version"]
    (options.pack / "MODEL-CARD.md").write_text(card(evaluation, training, depth, version))


if __name__ == "__main__":
    main()
