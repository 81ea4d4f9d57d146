"""Held-out rendered clips made by the product: pictures, uncovered areas, cameras read back."""

from pathlib import Path

import cv2
import numpy as np

from warps.render_caches import draw

from .camera_error import camera_and_direction_errors
from .clip_sums import ClipRecord, camera_row, row_of
from .contact_sheet import write_sheet
from .plane_warp import best_plane_warp
from .product import Program, Take, write_poses

SETS = ("clips-square-photo", "clips-square-drawing", "clips-wide-photo", "clips-wide-drawing")
ALL = 24
# The ways, and of how many clips of each set they are made (at full count).
WAYS = {
    "true depth": (6, ["--depth", "depth.npy"]),
    "automatic depth": (6, []),
    "one step": (3, ["--depth", "depth.npy", "--steps", 1]),
    "cache off": (3, ["--no-cache"]),
}
SHEET_WAYS = ("cache + fill", "true depth", "automatic depth", "cache off")


class Clip:
    """One held-out clip and where its takes go."""

    def __init__(self, name: str, index: int, file: dict[str, np.ndarray]) -> None:
        self.set, self.index = name, index
        self.rgb, self.seen = file["rgb"][index], file["seen"][index] > 0
        self.depth, self.poses, self.lenses = (file[key][index] for key in ("depth", "poses", "intrinsics"))
        self.truth = self.rgb.astype(np.float32) / 255

    def make(self, program: Program, way: str) -> Take:
        """The take of one way, at the clip's own size."""
        name = f"{self.set}/{self.index:02d}"
        folder, (height, width) = program.folder(name), self.rgb.shape[-2:]
        cv2.imwrite(str(folder / "board.png"), self.rgb[0].transpose(1, 2, 0)[..., ::-1])
        np.save(folder / "depth.npy", self.depth)
        write_poses(folder / "poses.txt", self.poses, self.lenses, width, height)
        size = f"{width}x{height}"
        words = ["--image", folder / "board.png", "--path", folder / "poses.txt", "--pose-size", size, "--size", size]
        own = [folder / word if word == "depth.npy" else word for word in WAYS[way][1]]
        return program.generate(f"{name}/{way.replace(' ', '-')}", [*words, *own])

    def record(self, frames: np.ndarray, reads_camera: bool) -> ClipRecord:
        camera = camera_and_direction_errors(frames, self.depth, self.poses, self.lenses) if reads_camera else None
        return ClipRecord(frames, self.truth, self.seen, camera)


def cache(clip: Clip, depth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cache and fill without a model `[F, 3, H, W]` in 0..1, and what the cache covers of what is seen `[F, H, W]`."""
    filled, coverage, _ = draw(clip.rgb[None, 0], depth[None], clip.poses[None], clip.lenses[None])
    return filled[0].astype(np.float32) / 255, (coverage[0] > 0) & clip.seen


def lost_decibels(made: np.ndarray, drawn: np.ndarray, truth: np.ndarray, covered: np.ndarray) -> float:
    """How much worse than the cache alone a take is where the cache covers the picture."""
    worse, base = (float(((x - truth) ** 2).mean(1)[1:][covered[1:]].mean()) for x in (made, drawn))
    return float(10 * np.log10(max(worse, 1e-10) / max(base, 1e-10)))


class ClipsPart:
    """Makes and measures all sets; `finish` gives the numbers."""

    def __init__(self, program: Program, held: Path, scale: float) -> None:
        self.program, self.held, self.scale = program, held, scale
        self.records: dict[str, dict[tuple[str, int], ClipRecord]] = {}
        self.lost: dict[str, list[float]] = {}
        self.sheet: list[list[np.ndarray]] = []

    def count(self, way: str) -> int:
        return max(1, round(WAYS[way][0] * self.scale))

    def chosen(self, way: str) -> list[int]:
        """Evenly spread over a set; fewer clips are a part of more."""
        most = self.count("true depth")
        clips = [i * ALL // most for i in range(most)]
        return clips[:: max(1, round(most / self.count(way)))]

    def run(self) -> None:
        for name in SETS:
            with np.load(self.held / f"{name}.npz") as npz:
                file = {key: npz[key] for key in ("rgb", "seen", "depth", "poses", "intrinsics")}
            clips = {index: Clip(name, index, file) for index in self.chosen("true depth")}
            del file
            jobs = [(index, way) for way in WAYS for index in self.chosen(way)]
            takes = dict(zip(jobs, self._made(clips, jobs)))
            self._measure(name, clips, takes)
            print(name, "measured", flush=True)

    def _made(self, clips: dict[int, Clip], jobs: list[tuple[int, str]]) -> list[Take]:
        return self.program.all(lambda job: clips[job[0]].make(self.program, job[1]), jobs)

    def _measure(self, name: str, clips: dict[int, Clip], takes: dict[tuple[int, str], Take]) -> None:
        found: dict[int, dict[str, np.ndarray]] = {index: {} for index in clips}
        for index, clip in clips.items():
            rows = found[index]
            rows["truth"] = clip.truth
            rows["first frame repeated"] = np.repeat(clip.truth[:1], len(clip.truth), 0)
            rows["best plane"] = best_plane_warp(clip.truth, clip.poses, clip.lenses)
            rows |= {way: take.planes() for (i, way), take in takes.items() if i == index}
            depths = {"true depth": clip.depth, "automatic depth": takes[index, "automatic depth"].depth()}
            for way, depth in depths.items():
                drawn, covered = cache(clip, depth)
                rows["cache + fill" + ("" if way == "true depth" else ", automatic depth")] = drawn
                self.lost.setdefault(way, []).append(lost_decibels(rows[way], drawn, clip.truth, covered))
            for way, frames in rows.items():
                reads = way not in ("best plane", "one step")
                self.records.setdefault(way, {})[name, index] = clip.record(frames, reads)
            if index in self.chosen("cache off")[:3]:
                shown = [rows[way][-1] for way in SHEET_WAYS if way in rows]
                self.sheet.append([clip.truth[0], clip.truth[-1], *shown])

    def finish(self, out: Path) -> dict:
        for shape in ("square", "wide"):
            rows = [row for row in self.sheet if (row[0].shape[1] != row[0].shape[2]) == (shape == "wide")]
            write_sheet(rows, out / f"clips-{shape}.jpg", 1, 160 if shape == "square" else 200)
        groups = {"all": "", "photo": "photo", "drawing": "drawing", "square": "square", "wide": "wide"}
        return {
            "frames_a_clip": 9,
            "rows": {group: self._rows(word) for group, word in groups.items()},
            "rows_of_clips_made_every_way": {group: self._rows(word, True) for group, word in groups.items()},
            "camera": {group: self._cameras(word) for group, word in groups.items()},
            "clips_below_the_cache": self._below(),
        }

    def _group(self, way: str, word: str, shared: bool) -> list[ClipRecord]:
        keys = [key for key in self.records[way] if word in key[0]]
        return [self.records[way][key] for key in keys if not shared or key in self.records["cache off"]]

    def _rows(self, word: str, shared: bool = False) -> dict:
        return {way: row_of(self._group(way, word, shared)) for way in self.records}

    def _cameras(self, word: str) -> dict:
        groups = {way: self._group(way, word, False) for way in self.records}
        return {way: camera_row(records) for way, records in groups.items() if records[0].camera is not None}

    def _below(self) -> dict:
        """Clips whose covered area is worse than the cache alone by more than 0.05 dB, and by how much at most."""
        return {
            way: {"clips": int((np.array(lost) > 0.05).sum()), "of": len(lost), "worst_decibels": round(max(lost), 3),
                  "median_decibels": round(float(np.median(lost)), 3)}
            for way, lost in self.lost.items()
        }  # fmt: skip
