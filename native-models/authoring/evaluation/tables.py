"""The goals with what was reached, and the tables of `evaluate_product.py`, as Markdown."""

REACHED = {True: "reached", False: "**not reached**", None: "by eye, below"}
CLIP_COLUMNS = {
    "clips": "clips",
    "psnr": "PSNR dB", "psnr_seen": "seen", "psnr_uncovered": "uncovered", "ssim": "SSIM", "ssim_seen": "seen",
    "ssim_uncovered": "uncovered", "texture": "texture energy", "border_step": "border step",
    "patch_distance": "patch distance", "texture_distance": "texture distance",
}  # fmt: skip
STEADY_COLUMNS = {
    "flicker_seen": "flicker, seen", "flicker_uncovered": "uncovered", "colour_seen_first": "mean colour off, seen, frame 1",
    "colour_seen_last": "last frame", "colour_uncovered_first": "uncovered, frame 1", "colour_uncovered_last": "last frame ",
}  # fmt: skip
MOVE_COLUMNS = {
    "right": "right", "nearest": "nearest", "picture": "nearest drawing", "of": "of", "lost": "without tracks", "error": "median error px",
    "length": "of flow px", "correlation": "correlation",
}  # fmt: skip
CAMERA_COLUMNS = {
    "rotation_degrees": "RotErr ° a frame", "translation": "TransErr a frame", "direction_degrees": "direction °",
    "rotation_summed_degrees": "RotErr ° summed", "translation_summed": "TransErr summed", "unsolved": "unsolved",
}  # fmt: skip
TURN_COLUMNS = {
    "product": "PSNR dB", "worst": "worst frame", "own input": "homography of the input", "reach": "frames that reach",
    "gradient of board": "gradient of the board's", "gradient of truth": "of the truth's", "keep the gradient": "≥ 0.9",
}  # fmt: skip

# dB of a picture against itself.
IDENTICAL = 99

Goal = tuple[str, str, str, bool | None]


def clip_goals(clips: dict) -> list[Goal]:
    rows = clips["rows"]["all"]
    auto, true, fill = (rows[way] for way in ("automatic depth", "true depth", "cache + fill"))
    still, plane = rows["first frame repeated"], rows["best plane"]
    shared = clips["rows_of_clips_made_every_way"]["all"]
    hole = shared["one step"]["psnr_pooled_uncovered"] - shared["cache + fill"]["psnr_pooled_uncovered"]
    below, cameras = clips["clips_below_the_cache"], clips["camera"]["all"]
    nearer = true["patch_distance"] < fill["patch_distance"] and true["texture_distance"] < fill["texture_distance"]
    found: list[Goal] = []
    for way, made in (("automatic", auto), ("true", true)):
        found += [
            (f"clips, whole frame, {way} depth", "≥ 24 dB", f"{made['psnr']:.2f} dB", made["psnr"] >= 24),
            ("… over the first frame repeated", "≥ 5 dB", _over(made, still), made["psnr"] - still["psnr"] >= 5),
            ("… over the best plane warp", "≥ 1.5 dB", _over(made, plane), made["psnr"] - plane["psnr"] >= 1.5),
        ]
        lost = below[f"{way if way == 'true' else 'automatic'} depth"]
        text = f"{lost['clips']} of {lost['of']} below, worst by {lost['worst_decibels']:.2f} dB"
        found.append(("… covered area never below the cache", "0 clips", text, lost["clips"] == 0))
    steps = f"{true['border_step']:.3f}, truth {rows['truth']['border_step']:.3f}, fill {fill['border_step']:.3f}"
    patch = f"{true['patch_distance']:.3f} / {fill['patch_distance']:.3f}"
    grain = f"{true['texture_distance']:.3f} / {fill['texture_distance']:.3f}"
    off = cameras["cache off"]
    return found + [
        (f"uncovered: one step over fill, {shared['one step']['clips']} clips", "≥ 0.5 dB", f"{hole:+.2f} dB", hole >= 0.5),
        ("uncovered: texture energy", "0.7–1.3", f"{true['texture']:.2f}", 0.7 <= true["texture"] <= 1.3),
        ("uncovered: border step", "no visible seam", steps, None),
        ("uncovered: patch statistics, product / fill", "nearer to the truth", f"{patch}; texture alone {grain}", nearer),
        *camera_goals("true depth", cameras["true depth"]),
        *camera_goals("automatic depth", cameras["automatic depth"]),
        ("read back, cache off: direction within 45°", "≥ 80 %", _share(off["direction_within_45"]),
         (off["direction_within_45"] or 0) >= 0.8),
    ]  # fmt: skip


def camera_goals(way: str, camera: dict) -> list[Goal]:
    turn, direction = camera["rotation_degrees"], camera["direction_degrees"]
    return [
        (f"camera read back, {way}: rotation, median", "≤ 0.7°", f"{turn:.2f}°", turn <= 0.7),
        (f"camera read back, {way}: direction, median", "≤ 8°", f"{direction:.1f}°", direction <= 8),
    ]


def turn_goals(turns: dict) -> list[Goal]:
    found: list[Goal] = []
    for look in ("photo", "drawing"):
        for name, row in turns[look].get("448x256", {}).items():
            text = f"{row['product']:.1f} dB, homography of the input {row['own input']:.1f}; {_share(row['reach'])} of frames"
            found.append((f"{look}s, {name}", "≥ 30 dB or within 1 dB", text, row["reach"] == 1))
        large = turns[look].get("1280x720", {})
        values = [row["gradient of board"] for row in large.values()]
        if values:
            text = ", ".join(f"{name} {row['gradient of board']:.2f}" for name, row in large.items())
            found.append((f"{look}s at 1280×720: gradient energy of the board's", "≥ 0.9", text, min(values) >= 0.9))
    return found


def move_goals(moves: dict) -> list[Goal]:
    named = moves["named"].values()
    right = sum(row["right"] for row in named)
    found: list[Goal] = [
        ("named moves have the poses of their names", "all", f"{right} of {len(named)}", right == len(named))
    ]
    where = {"rendered": "rendered scenes, true depth", "pictures": "unseen pictures, automatic depth"}
    for group, name in where.items():
        rows = moves[group]
        counts = ", ".join(f"{move} {row['right']}" for move, row in rows.items())
        worst = min(row["right"] / row["of"] for row in rows.values())
        text = f"of {moves[f'{group} boards']}: {counts}"
        found.append((f"right move, {name}", "≥ 95 % each", text, worst >= 0.95))
        still, shaken = rows["static"], rows["handheld"]
        found += [
            ("… static, mean flow", "≤ 0.3 px", f"{still['error']:.3f} px", still["error"] <= 0.3),
            ("… handheld, median correlation", "≥ 0.9", f"{shaken['correlation']:.3f}", shaken["correlation"] >= 0.9),
        ]
    off = moves["cache off"]
    nearest, tracked, of, lost = (sum(row[key] for row in off.values()) for key in ("picture", "nearest", "of", "lost"))
    counts = ", ".join(f"{move} {row['picture']}" for move, row in off.items())
    text = (
        f"{nearest} of {of} ({counts} of {moves['cache off boards']} each); by tracks {tracked}, {lost} without tracks"
    )
    return [*found, ("right move, cache off, by the nearest drawing", "≥ 80 %", text, nearest >= 0.8 * of)]


def network_goals(networks: dict) -> list[Goal]:
    ratio = networks["wrong_camera"]["ratios"]["cache_off_wrong_plucker_to_cache_off"]
    text = ", ".join(f"×{value:.2f}" for value in ratio)
    worst = max(row["largest_difference"] for row in networks["exported"].values())
    return [
        ("cache off: a wrong camera costs", "≥ ×1.25 loss", text, min(ratio) >= 1.25),
        ("exported networks equal the PyTorch modules", "≤ 2e-4", f"{worst:.1e}", worst <= 2e-4),
    ]


def goals(found: dict) -> list[dict]:
    """All goals of the parts that were measured."""
    makers = {"clips": clip_goals, "turns": turn_goals, "moves": move_goals, "networks": network_goals}
    rows = [row for part, maker in makers.items() if part in found for row in maker(found[part])]
    return [{"what": w, "goal": g, "found": f, "reached": None if r is None else bool(r)} for w, g, f, r in rows]


def goal_table(rows: list[dict]) -> str:
    lines = [[g["what"], g["goal"], g["found"], REACHED[g["reached"]]] for g in rows]
    return _table(["measured", "goal", "found", ""], lines, "---")


def markdown(found: dict) -> str:
    """Everything as tables; MODEL-CARD.md takes it over."""
    parts = [goal_table(found["goals"])]
    if "clips" in found:
        for group in ("all", "photo", "drawing"):
            clips = found["clips"]
            parts += [f"### Rendered clips, {group}", table(clips["rows"][group], CLIP_COLUMNS)]
            parts += [f"### Cameras read back, {group}", table(clips["camera"][group], CAMERA_COLUMNS)]
        shared = clips["rows_of_clips_made_every_way"]["all"]
        parts += ["### Clips that were made every way", table(shared, CLIP_COLUMNS)]
        parts += ["### Flicker and colour, all clips, of 255", table(clips["rows"]["all"], STEADY_COLUMNS)]
    for look in ("photo", "drawing") if "turns" in found else ():
        for size in ("448x256", "1280x720"):
            turns = found["turns"][look].get(size)
            parts += [f"### Turns and zooms, {look}s, {size}", table(turns, TURN_COLUMNS)] if turns else []
    for group in ("rendered", "pictures", "cache off") if "moves" in found else ():
        parts += [f"### Moves, {group}", table(found["moves"][group], MOVE_COLUMNS)]
    return "\n\n".join(parts) + "\n"


def table(rows: dict[str, dict], columns: dict[str, str]) -> str:
    """`rows` by name; columns that no row has are left out."""
    used = {key: title for key, title in columns.items() if any(key in row for row in rows.values())}
    lines = [[name, *(_cell(key, row.get(key)) for key in used)] for name, row in rows.items()]
    return _table(["", *used.values()], lines)


def _table(titles: list[str], rows: list[list[str]], align: str = "---:") -> str:
    lines = [titles, ["---"] + [align] * (len(titles) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(key: str, value: float | None) -> str:
    if value is None or (key.startswith("psnr") and value >= IDENTICAL):
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.3f}" if abs(value) < 2 else f"{value:.2f}"


def _over(made: dict, base: dict) -> str:
    return f"{made['psnr'] - base['psnr']:+.2f} dB"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"
