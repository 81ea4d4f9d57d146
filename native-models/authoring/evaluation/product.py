"""Takes made by the product's own command line, a few processes at a time, kept so that a measurement can go on."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import TypeVar

import numpy as np
from PIL import Image

NICE = 5
Item = TypeVar("Item")
Result = TypeVar("Result")


def write_poses(path: Path, poses: np.ndarray, lenses: np.ndarray, width: int, height: int) -> None:
    """Cameras `[F, 4, 4]` world-from-camera and `[F, 4]` in pixels of `width` x `height` as RealEstate10K text."""
    lines = ["evaluation"]
    for i, (pose, (fx, fy, cx, cy)) in enumerate(zip(poses, lenses)):
        camera = np.linalg.inv(pose)[:3].ravel()
        numbers = [fx / width, fy / height, cx / width, cy / height, 0, 0, *camera]
        lines.append(" ".join([str(i * 125_000), *(f"{value:.9g}" for value in numbers)]))
    path.write_text("\n".join(lines) + "\n")


def asked_for(words: list[object]) -> str:
    """Changes with the words of a command and with what is in the files that they name."""
    digest = hashlib.sha256()
    for word in words:
        file = Path(str(word)) / "take.json" if Path(str(word)).is_dir() else Path(str(word))
        digest.update(file.read_bytes() if file.is_file() else str(word).encode())
        digest.update(b"\0")
    return digest.hexdigest()


class Take:
    """A finished take's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recipe = json.loads((folder / "take.json").read_text())

    def frames(self) -> np.ndarray:
        """`[F, H, W, 3]` uint8."""
        files = [self.folder / entry["name"] for entry in self.recipe["files"]["frames"]]
        return np.stack([np.asarray(Image.open(file).convert("RGB")) for file in files])

    def planes(self) -> np.ndarray:
        """`[F, 3, H, W]` in 0..1."""
        return self.frames().transpose(0, 3, 1, 2).astype(np.float32) / 255

    def depth(self) -> np.ndarray:
        """The depth that the model got `[h, w]`."""
        return np.load(self.folder / "depth.npy")

    def cameras(self) -> tuple[np.ndarray, np.ndarray]:
        """Poses `[F, 4, 4]` and lenses `[F, 4]` of the film's frames, as the model got them."""
        film = self.recipe["spec"]["filmCameras"]
        poses = np.tile(np.eye(4), (len(film), 1, 1))
        poses[:, :3] = np.array([camera["worldFromCamera"] for camera in film]).reshape(-1, 3, 4)
        return poses, np.array([camera["intrinsics"] for camera in film])


class Program:
    """`craneshot` of a build, whose takes go to `work`; what is there already is not made again."""

    def __init__(self, cli: Path, pack: Path, work: Path, processes: int) -> None:
        self.cli, self.pack, self.processes = cli.resolve(), pack.resolve(), processes
        self.work = work / self._build()
        self.work.mkdir(parents=True, exist_ok=True)
        self.homes: Queue[Path] = Queue()
        for i in range(processes):
            self.homes.put(self.work / f"home-{i}")

    def _build(self) -> str:
        """Changes with the weights and with the program."""
        digest = hashlib.sha256((self.pack / "pack.json").read_bytes())
        for name in ("cli.mjs", "inference-worker.mjs", "media-worker.mjs"):
            digest.update((self.cli.parent / name).read_bytes())
        return digest.hexdigest()[:12]

    def folder(self, name: str) -> Path:
        """Where inputs for the takes called `name/...` may be written."""
        folder = self.work / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def generate(self, name: str, words: list[object]) -> Take:
        """`craneshot generate WORDS`; the model and where to run are added.

        @throws RuntimeError with what the program said
        """
        out, asked = self.work / name / "take", asked_for(words)
        note = self.folder(name) / "asked.txt"
        if not (out / "take.json").exists() or not note.exists() or note.read_text() != asked:
            shutil.rmtree(out, ignore_errors=True)
            common = ["--model", self.pack, "--provider", "cpu", "--threads", 1, "--movie", "none", "--out", out]
            command = ["nice", "-n", str(NICE), "node", self.cli, "generate", *words, *common, "--json"]
            home = self.homes.get()
            try:
                done = subprocess.run(
                    [str(word) for word in command],
                    env={**os.environ, "CRANESHOT_HOME": str(home), "CRANESHOT_LANG": "en"},
                    check=False,
                    capture_output=True,
                    text=True,
                )
            finally:
                self.homes.put(home)
            if done.returncode != 0:
                raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
            note.write_text(asked)
        return Take(out)

    def all(self, make: Callable[[Item], Result], items: list[Item]) -> list[Result]:
        """`make` of every item, as many at a time as there are processes; in their order."""
        with ThreadPoolExecutor(self.processes) as pool:
            return list(pool.map(make, items))
