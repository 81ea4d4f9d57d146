"""Does each move go the way it is named? Tracks of the frames against the exact flow of every move."""

from pathlib import Path

import cv2
import numpy as np

from warps.render_caches import draw

from .camera_error import track
from .clip_sums import rounded
from .moves import AMOUNTS, exact_flow, move, reversed_amount, zoomed
from .product import Program, Take, write_poses

STEPS, PART_FRAMES, HANDHELD_FRAMES, RATE = 3, 4, 16, 24
NAMES = [*AMOUNTS, "static"]
FEWEST_TRACKS = 20
# Frames made without the cache are soft; so are the drawings that they are compared with.
BLUR_PIXELS = 2.0
STATIC_PIXELS, CORRELATION = 0.3, 0.9
# A move is right when no other one fits better by this much, and its own flow is met this closely.
NEARER_PIXELS, NEARER_PART, CLOSE_PART = 0.1, 1.1, 0.25
SHEET_LENS_DEGREES = 55


class Board:
    """A picture with a lens; `depth` is a file, or None for what the product makes of it."""

    def __init__(self, name: str, picture: Path, size: tuple[int, int], lens: np.ndarray, depth: Path | None) -> None:
        self.name, self.picture, self.size, self.lens, self.depth = name, picture, size, lens, depth

    def depth_words(self) -> list[object]:
        return [] if self.depth is None else ["--depth", self.depth]


def rendered_boards(program: Program, held: Path, count: int, sets: tuple[str, ...]) -> list[Board]:
    """First frames of held-out clips with their true depth, as many of each set."""
    boards = []
    for name in sets:
        with np.load(held / f"{name}.npz") as file:
            rgb, depth, lens = file["rgb"][:, 0], file["depth"], file["intrinsics"][:, 0]
        for index in [i * len(rgb) // count for i in range(count)]:
            folder = program.folder(f"moves/{name}-{index:02d}")
            cv2.imwrite(str(folder / "board.png"), rgb[index].transpose(1, 2, 0)[..., ::-1])
            np.save(folder / "depth.npy", depth[index])
            size = rgb.shape[3], rgb.shape[2]
            boards.append(Board(folder.name, folder / "board.png", size, lens[index], folder / "depth.npy"))
    return boards


def picture_boards(held: Path, manifest: dict, count: int) -> list[Board]:
    """The first photos and the first drawings of the sheet, half of each, with automatic depth."""
    focal = 224 / np.tan(np.radians(SHEET_LENS_DEGREES) / 2)
    lens = np.array([focal, focal, 224, 128])
    entries = [[e for e in manifest["sheet"] if e["drawing"] == drawn][: count // 2] for drawn in (False, True)]
    return [
        Board(f"sheet-{Path(e['file']).stem}", held / e["file"], (448, 256), lens, None)
        for e in entries[0] + entries[1]
    ]


def amounts(at: int) -> dict[str, float]:
    """Every second board has its moves the other way."""
    return {name: reversed_amount(name, value) if at % 2 else value for name, value in AMOUNTS.items()} | {"static": 0}


def path(board: Board, at: int, shake: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All moves one after another, each from the board's camera, then the shake."""
    steps = [move("static", 0)]
    for name, amount in amounts(at).items():
        steps += [move(name, amount, (i + 1) / PART_FRAMES) for i in range(PART_FRAMES)]
    steps += [(pose, 1.0) for pose in shake[1:]]
    return np.stack([pose for pose, _ in steps]), np.stack([zoomed(board.lens, factor) for _, factor in steps])


def make_all_moves(program: Program, board: Board, at: int, shake: np.ndarray) -> Take:
    """One take that makes every move in turn; the model samples the end of each."""
    folder, poses_and_lenses = program.folder(f"moves/{board.name}"), path(board, at, shake)
    write_poses(folder / "poses.txt", *poses_and_lenses, *board.size)
    size, frames = f"{board.size[0]}x{board.size[1]}", len(poses_and_lenses[0])
    words = ["--image", board.picture, "--path", folder / "poses.txt", "--pose-size", size, "--size", size]
    words += ["--frames", (frames - 1) // PART_FRAMES + 1, "--seconds", frames / RATE, "--fps", RATE, "--steps", STEPS]
    return program.generate(f"moves/{board.name}/all", [*words, *board.depth_words()])


def tracks(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points of the first frame `[p, 2]` that are held to the last, and where they are in each `[F, p, 2]`."""
    found = track(np.stack([cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in frames]))
    if found is None:
        return np.zeros((0, 2)), np.zeros((len(frames), 0, 2))
    points, held = found
    return points[0, held[-1]], points[:, held[-1]]


def judge(frames: np.ndarray, depth: np.ndarray, lens: np.ndarray, name: str, amount: float) -> dict:
    """Which move the frames (first, ..., last) show, and how far they are from the one that was asked for."""
    first, points = tracks(frames)
    if len(first) < FEWEST_TRACKS:
        return {"right": False, "nearest": False, "lost": True}
    moved = points[-1] - first
    candidates = {("static", 0.0): np.zeros_like(first)}
    for other, value in AMOUNTS.items():
        for signed in (value, reversed_amount(other, value)):
            pose, factor = move(other, signed)
            candidates[other, signed] = exact_flow(first, depth, lens, pose, zoomed(lens, factor))
    errors = {key: float(np.median(np.linalg.norm(moved - flow, axis=1))) for key, flow in candidates.items()}
    length = float(np.median(np.linalg.norm(candidates[name, amount], axis=1)))
    own = errors[name, amount]
    nearest = own <= NEARER_PART * min(errors.values()) + NEARER_PIXELS
    close = own <= max(CLOSE_PART * length, STATIC_PIXELS)
    return {"right": nearest and close, "nearest": nearest, "lost": False, "error": own, "length": length}


def nearest_picture(board: Board, frame: np.ndarray, depth: np.ndarray) -> tuple[str, float]:
    """The move whose drawing, from the board with its depth, is nearest to a frame that is too blurred for tracks."""
    candidates = [("static", 0.0)]
    candidates += [
        (name, signed) for name, value in AMOUNTS.items() for signed in (value, reversed_amount(name, value))
    ]
    steps = [move(name, amount) for name, amount in [candidates[0], *candidates]]
    lenses = np.stack([zoomed(board.lens, factor) for _, factor in steps])
    picture = cv2.cvtColor(cv2.imread(str(board.picture)), cv2.COLOR_BGR2RGB).transpose(2, 0, 1)
    drawn, covered, _ = draw(picture[None], depth[None], np.stack([pose for pose, _ in steps])[None], lenses[None])
    blurred = cv2.GaussianBlur(frame.astype(np.float32), (0, 0), BLUR_PIXELS)

    def distance(at: int) -> float:
        own = cv2.GaussianBlur(drawn[0, at].transpose(1, 2, 0).astype(np.float32), (0, 0), BLUR_PIXELS)
        return float(np.abs(own - blurred)[covered[0, at] > 0].mean())

    return candidates[min(range(len(candidates)), key=lambda i: distance(i + 1))]


def correlation(frames: np.ndarray, depth: np.ndarray, lens: np.ndarray, poses: np.ndarray) -> float:
    """Of the median tracks' ways with the exact ones, over the frames, both directions together."""
    first, points = tracks(frames)
    if len(first) < FEWEST_TRACKS:
        return float("nan")
    asked = np.array([np.median(exact_flow(first, depth, lens, pose, lens), 0) for pose in poses])
    found = np.array([np.median(seen - first, 0) for seen in points])
    return float(np.corrcoef((asked - asked.mean(0)).ravel(), (found - found.mean(0)).ravel())[0, 1])


def judge_take(board: Board, at: int, take: Take, shake: np.ndarray) -> dict[str, dict]:
    """Verdicts by move's name."""
    frames, depth, found = take.frames(), take.depth(), {}
    for k, (name, amount) in enumerate(amounts(at).items()):
        own = frames[[0, *range(1 + k * PART_FRAMES, 1 + (k + 1) * PART_FRAMES)]]
        found[name] = judge(own, depth, board.lens, name, amount)
        if name == "static":
            first, points = tracks(own)
            flow = float(np.linalg.norm(points[1:] - first, axis=2).mean()) if len(first) else float("nan")
            changed = float(np.abs(own[1:].astype(float) - own[0]).mean())
            found[name] = {"right": flow <= STATIC_PIXELS, "nearest": flow <= STATIC_PIXELS, "error": flow,
                           "lost": False, "changed": changed}  # fmt: skip
    last = frames[[0, *range(len(frames) - HANDHELD_FRAMES, len(frames))]]
    value = correlation(last, depth, board.lens, shake)
    found["handheld"] = {"right": value >= CORRELATION, "nearest": value >= CORRELATION, "correlation": value}
    return found


def shares(found: list[dict[str, dict]]) -> dict:
    """Right ones of all by move, and medians of what was measured."""
    rows = {}
    for name in found[0]:
        ones = [verdicts[name] for verdicts in found]
        row: dict = {"right": sum(bool(o["right"]) for o in ones), "nearest": sum(bool(o["nearest"]) for o in ones)}
        if "picture" in ones[0]:
            row["picture"] = sum(bool(o["picture"]) for o in ones)
        row |= {"of": len(ones), "lost": sum(bool(o.get("lost")) for o in ones)}
        for key in ("error", "length", "correlation", "changed"):
            values = [o[key] for o in ones if key in o]
            if values:
                row[key] = float(np.nanmedian(values))
        rows[name] = rounded(row)
    return rows


def named_moves(program: Program, handheld: str) -> tuple[dict, np.ndarray]:
    """Are the poses of `--move NAME:AMOUNT` those that its name says? And the product's own shake, for the paths."""
    board, folder, rows = np.full((128, 128, 3), 128, np.uint8), program.folder("moves/named"), {}
    cv2.imwrite(str(folder / "board.png"), board)

    def make(name_and_words: tuple[str, list]) -> Take:
        words = ["--image", folder / "board.png", "--size", "128x128", "--steps", 1, "--depth", "flat"]
        return program.generate(f"moves/named/{name_and_words[0]}", [*words, *name_and_words[1]])

    asked = [
        (n, a) for name, value in AMOUNTS.items() for n, a in ((name, value), (name, reversed_amount(name, value)))
    ]
    jobs = [(f"{n}-{i % 2}", ["--move", f"{n}:{a:.6f}", "--frames", 2]) for i, (n, a) in enumerate(asked)]
    length = HANDHELD_FRAMES + 1
    jobs.append(("handheld", ["--move", handheld, "--frames", 3, "--seconds", length / RATE, "--fps", RATE]))
    takes = program.all(make, jobs)
    for (name, amount), take in zip(asked, takes):
        poses, lenses = take.cameras()
        pose, factor = move(name, float(f"{amount:.6f}"))
        off = max(np.abs(poses[-1] - pose).max(), abs(lenses[-1][0] / lenses[0][0] - factor))
        rows[f"{name}:{amount:.3g}"] = rounded({"off": float(off), "right": bool(off < 1e-3)})
    return rows, takes[-1].cameras()[0]


def cache_off(program: Program, boards: list[Board]) -> dict:
    """Every move as a take of its own, four frames without the cache."""
    jobs = [(board, at, name) for at, board in enumerate(boards) for name in AMOUNTS]

    def make(job: tuple[Board, int, str]) -> Take:
        board, at, name = job
        steps = [move(name, amounts(at)[name], i / 3) for i in range(4)]
        folder, size = program.folder(f"moves-off/{board.name}/{name}"), f"{board.size[0]}x{board.size[1]}"
        lenses = np.stack([zoomed(board.lens, factor) for _, factor in steps])
        write_poses(folder / "poses.txt", np.stack([pose for pose, _ in steps]), lenses, *board.size)
        words = ["--image", board.picture, "--path", folder / "poses.txt", "--pose-size", size, "--size", size]
        words += ["--no-cache", "--steps", STEPS, *board.depth_words()]
        return program.generate(f"moves-off/{board.name}/{name}", words)

    found: list[dict] = [{} for _ in boards]
    for (board, at, name), take in zip(jobs, program.all(make, jobs)):
        frames, depth = take.frames(), take.depth()
        verdict = judge(frames, depth, board.lens, name, amounts(at)[name])
        verdict["picture"] = nearest_picture(board, frames[-1], depth) == (name, amounts(at)[name])
        found[at][name] = verdict
    return shares(found)


def measure_moves(program: Program, held: Path, manifest: dict, scale: float) -> dict:
    """Rendered boards with true depth, pictures with automatic depth, and some of the former with the cache off."""
    named, shake = named_moves(program, "handheld:0.7")
    sets = tuple(manifest["clips"])
    result: dict = {"named": named}
    groups = {
        "rendered": rendered_boards(program, held, max(1, round(5 * scale)), sets),
        "pictures": picture_boards(held, manifest, max(2, round(20 * scale))),
    }
    for group, boards in groups.items():
        jobs = list(enumerate(boards))
        takes = program.all(lambda job: make_all_moves(program, job[1], job[0], shake), jobs)
        result[group] = shares([judge_take(board, at, take, shake) for (at, board), take in zip(jobs, takes)])
        result[f"{group} boards"] = len(boards)
        print("moves", group, "measured", flush=True)
    square = rendered_boards(program, held, max(1, round(2 * scale)), sets[:2])
    result["cache off"], result["cache off boards"] = cache_off(program, square), len(square)
    return result
