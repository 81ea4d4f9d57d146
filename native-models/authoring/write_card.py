"""Writes the model card from what training and evaluation recorded.

usage: python write_card.py PACK EVALUATION.json [DEPTH.json]     # with PACK/training.json -> PACK/MODEL-CARD.md

EVALUATION.json is `evaluate.py`'s, DEPTH.json `evaluate_depth.py`'s, for packs with a depth network.
"""

import argparse
import json
from pathlib import Path


def clip_row(label: str, row: dict[str, float]) -> str:
    """One line of the picture table: PSNR in dB (all, covered, holes), texture energy, step at hole borders."""
    decibels = " | ".join(f"{row[name]:.1f}" for name in ("psnr_pooled", "psnr_covered", "psnr_holes"))
    return f"| {label} | {decibels} | {row['texture_energy']:.2f} | {row['seam_step']:.3f} |"


def camera_row(label: str, camera: dict[str, float]) -> str:
    """One line of the camera table: degrees, subject distances, share of frames without an answer."""
    rotation, translation = camera["rotation_degrees"], camera["translation"]
    return f"| {label} | {rotation:.2f} | {translation:.4f} | {100 * camera['lost']:.0f} % |"


def verdict(reached: bool) -> str:
    return "reached" if reached else "**not reached**"


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


def card(e: dict, t: dict, d: dict | None, version: str) -> str:
    """The card's text from `evaluation.json`, `training.json` and, with a depth network, `depth.json`."""
    R, L, C, stages, parameters = e["rows"], e["loss_ratios_to_full"], e["camera"], t["stages"], t["parameters"]
    gain = R["full"]["psnr_pooled"] - R["static"]["psnr_pooled"]
    hole = R["one step"]["psnr_holes"] - R["cache + fill"]["psnr_holes"]
    loss = R["cache + fill"]["psnr_covered"] - R["full"]["psnr_covered"]
    texture, off = R["full"]["texture_energy"], min(L["cache_off_wrong_plucker_to_cache_off"])

    def decibels(row: str, name: str = "psnr_pooled") -> str:
        return f"{R[row][name]:.1f}"

    def ratio(name: str) -> str:
        return ", ".join(f"x{value:.2f}" for value in L[name])

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

1,824 rendered clips of 6 frames 128x128: rooms, streets, landscapes, layered pictures and photos thrown onto simple
geometry, textured with 547 free pictures (`MODEL-CREDITS.md`; 58 of them may not be used by today's stricter reading of
licences, and later weights start anew without them) and procedural patterns; 30 % drawn as line or flat-colour
drawings; one source picture in eight kept out. Cache depth: 30 % true, 30 % disturbed, 40 % presets (flat, ground, tilted
plane). Fields of view 38 to 85 degrees. All on two shared CPU cores: autoencoder {stages["autoencoder"]["steps"]:,} steps, denoiser
{stages["denoiser"]["steps"]:,} steps of 8 clips in {stages["denoiser"]["minutes"]:.0f} minutes, decoder {stages["decoder"]["steps"]:,} steps in {stages["decoder"]["minutes"]:.0f} minutes. It has seen few examples;
`docs/model/training-log.md` tells how it went.

## Measured

{e["clips"]} held-out rendered clips, 256x256, frames 2, 4, 6 and 7 of 8, pictures and scenes never seen in training, true depth, {e["steps"]}
steps. `python evaluate.py` in `native-models/authoring`; contact sheets: `docs/model/`. Numbers on rendered scenes are not
comparable with papers. The set was also used to choose between two states of the denoiser, so its numbers are slightly
hopeful (`docs/model/training-log.md`).

| | PSNR dB | covered | holes | texture energy in holes | step at hole borders |
| --- | ---: | ---: | ---: | ---: | ---: |
{clip_row("truth", R["truth"]).replace("100.0", "–")}
{clip_row("first frame repeated", R["static"])}
{clip_row("cache + fill, no model", R["cache + fill"])}
{clip_row("model, one step (mean prediction)", R["one step"])}
{clip_row("model, sampled", R["full"])}
{clip_row("model, sampled, cache off", R["cache off"])}
{clip_row("decoder given the true latent", R["truth latent beside the cache"])}

PSNR is pooled over all pixels; the mean over clips is {decibels("static", "psnr")} dB for the repeated first frame ({R["static"]["psnr_pooled"]:.1f} pooled: a few clips
hardly move) and {decibels("full", "psnr")} dB for the model. Texture energy: mean gradient length inside holes as a part of the truth's.

**Ablation**: PSNR of samples (every third clip), and the denoiser's loss on all clips at t = 0.6 and t = 1 against the full
model's.

| | PSNR dB | loss |
| --- | ---: | ---: |
| full | {decibels("full, same clips as below")} | x1 |
| cache off | {decibels("cache off, same clips")} | {ratio("cache_off")} |
| wrong Plücker map, right cache | {decibels("wrong Plücker")} | {ratio("wrong_plucker")} |
| wrong cache, right Plücker map | {decibels("wrong cache")} | {ratio("wrong_cache")} |
| cache off, wrong Plücker map | {decibels("cache off, wrong Plücker")} | {ratio("cache_off_wrong_plucker_to_cache_off")} of cache off |

With the cache on the cache decides where things are; the Plücker map then only helps to fill holes.

**Camera**, from tracked points of the frames alone, median per frame:

| | rotation, degrees | translation, subject distances | frames without an answer |
| --- | ---: | ---: | ---: |
{camera_row("truth (limit of the method)", C["truth"])}
{camera_row("first frame repeated", C["static"])}
{camera_row("cache + fill", C["cache + fill"])}
{camera_row("model, sampled", C["full"])}
{camera_row("model, cache off", C["cache off"])}

| goal | result | |
| --- | --- | --- |
| whole frame beats the repeated first frame by 4 dB | {gain:+.1f} dB | {verdict(gain >= 4)} |
| covered pixels lose at most 0.1 dB against the cache | {loss:.2f} dB | {verdict(loss <= 0.1)} |
| holes: mean prediction beats cache + fill by 0.3 dB | {hole:+.2f} dB | {verdict(hole >= 0.3)} |
| holes: sampled texture energy 0.6 to 1.4 of the truth's | {texture:.2f} | {verdict(0.6 <= texture <= 1.4)} |
| holes: no visible seam | border step {R["full"]["seam_step"]:.3f}, cache + fill {R["cache + fill"]["seam_step"]:.3f}, truth {R["truth"]["seam_step"]:.3f} | **not reached**: no worse than the fill, but large holes show blotches beside sharp pixels |
| cache off: a wrong camera costs 1.1 times the loss | x{off:.2f} | {verdict(off >= 1.1)} |

{depth_section(d, t) if d else ""}## What it can and cannot do

- It obeys pans, tilts, rolls, dollies, trucks, orbits and zooms as exactly as the depth it is given; turns and zooms need
  no depth at all. {SMALL_DEPTH if d else NO_DEPTH}
- What the picture shows stays as sharp as the picture. What it does not show is a guess of a very small model: colours
  and coarse texture that fit the border, no objects, no readable structure. The sampled guess is farther from the truth
  than its own mean ({decibels("full", "psnr_holes")} against {decibels("one step", "psnr_holes")} dB), as samples are. Keep paths within what the picture covers.
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
