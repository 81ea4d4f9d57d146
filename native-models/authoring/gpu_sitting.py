"""One sitting on a lent machine: all stages of training in the minutes there are.

On the machine at home, before:
  python gpu_sitting.py pack BANK.npz TRAVEL.npz [--mib 40]         the bank in as many MiB as may travel
On the machine, in commands of at most ten minutes:
  python gpu_sitting.py start WORK --bank TRAVEL.npz --minutes 28 [--from SHARDS | --pack PACK] [--config wide] --out OUT
  python gpu_sitting.py wait WORK --seconds 560 --out OUT           again until it says that the sitting is over
At home, after:
  python gpu_sitting.py weights OUT WORK                            autoencoder.pt, denoiser.pt, depth.pt
Rehearsal, on a CPU in a minute or two:
  python gpu_sitting.py rehearse BANK.npz WORK [--seconds 30]

`start` leaves a process behind that goes by the clock alone: whatever comes late, the deadline stands, and every two
minutes WORK/shards holds a complete set of weights. A sitting that was cut off goes on from its checkpoints when WORK is
still there, else `--from` the shards that came home, else from a `--pack`; networks that are brought along are not trained
from scratch, and their encoder is kept as it is, because the denoiser lives in its latents.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import torch

from data.texture_bank import TextureBank
from import_pack import import_pack
from sitting.config import CONFIGS, SHARES
from sitting.evaluation import evaluate
from sitting.pool import Pool
from sitting.stages import (
    Sitting,
    build,
    fill_pool,
    self_test,
    train_autoencoder,
    train_decoder,
    train_denoiser,
    train_depth,
)
from sitting.travel import hand_out, pack_bank, read_shards, unpack_bank

MIB = 1024 * 1024
TINY_PACK = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "tiny-pack"
POLL_SECONDS, STAGE_ORDER = 2, list(SHARES)


def plan(start: float, deadline: float, trained: set[str]) -> dict[str, float]:
    """When each stage ends. Networks that were brought along skip their stage; the denoiser gets the time."""
    shares = dict(SHARES)
    for name in trained & {"autoencoder", "depth"}:
        shares["denoiser"] += shares.pop(name)
    ends, at = {}, start
    for name in STAGE_ORDER:
        if name in shares:
            at += shares[name] * (deadline - start)
            ends[name] = at
    return ends


def load_networks(work: Path, options: argparse.Namespace, device: torch.device) -> tuple[dict, set[str]]:
    """Networks with the weights that were brought along, and the names of those."""
    networks = build(CONFIGS[options.config], torch.device("cpu"))
    if (work / "shards" / "manifest.json").exists():
        states = read_shards(work / "shards")
        trained = set(json.loads((work / "trained.json").read_text()))
    elif options.shards:
        states = read_shards(options.shards)
        trained = set(states)
    else:
        states = {}
        trained = set(import_pack(options.pack, networks)) if options.pack else set()
    for name, state in states.items():
        networks[name].load_state_dict(state)
    return {name: network.to(device) for name, network in networks.items()}, trained


def run(work: Path, options: argparse.Namespace) -> None:
    """All stages in this process, until the deadline in WORK/deadline."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if options.config == "toy":
        torch.set_num_threads(1)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(int(time.time()) if options.config != "toy" else 1)
    start, deadline = json.loads((work / "deadline").read_text())
    bank_file = work / "bank.npz"
    if not bank_file.exists():
        unpack_bank(options.bank, bank_file)
    config, bank = CONFIGS[options.config], TextureBank(bank_file, False, device)
    networks, trained = load_networks(work, options, device)
    (work / "trained.json").write_text(json.dumps(sorted(trained)))
    sitting = Sitting(work, bank, config, networks, trained, Pool(bank, config, config.pool, int(time.time()) % 2**31))
    self_test(sitting)
    while len(sitting.pool) < min(config.pool, 4 * config.refresh + 2):
        sitting.pool.add(1)
    steps = {"autoencoder": train_autoencoder, "depth": train_depth, "pool": fill_pool, "decoder": train_decoder}
    done_file = work / "done.json"
    done = json.loads(done_file.read_text()) if done_file.exists() else []
    for stage, end in plan(start, deadline, trained).items():
        if stage in done and stage != "pool":
            continue
        print(f"{stage} until {end - start:.0f} s of {deadline - start:.0f}", flush=True)
        if stage in steps:
            steps[stage](sitting, end)
        else:
            train_denoiser(sitting, end, stage)
        done_file.write_text(json.dumps([*done, stage]))
        done = [*done, stage]
    metrics = evaluate(sitting, TextureBank(bank_file, True, device))
    print(json.dumps(metrics["rows"]), flush=True)
    sitting.save("done")
    (work / "over").write_text("")


def start(work: Path, options: argparse.Namespace) -> subprocess.Popen[bytes]:
    """Sets the deadline, unless a sitting is under way here, and leaves the stages running behind."""
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "deadline").exists():
        now = time.time()
        (work / "deadline").write_text(json.dumps([now, now + options.minutes * 60]))
    command = [sys.executable, __file__, "run", str(work), "--bank", str(options.bank), "--config", options.config]
    command += ["--from", str(options.shards)] if options.shards else []
    command += ["--pack", str(options.pack)] if options.pack else []
    with (work / "sitting.log").open("a") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=Path(__file__).parent)


def wait(work: Path, seconds: float, out: Path) -> bool:
    """Waits until the sitting is over or `seconds` have passed; copies what there is to `out`."""
    until = time.time() + seconds
    while time.time() < until and not (work / "over").exists():
        time.sleep(min(POLL_SECONDS, max(0.0, until - time.time())))
    over = (work / "over").exists()
    print("over" if over else "under way", hand_out(work, out), flush=True)
    return over


def write_weights(folder: Path, work: Path) -> None:
    """The shards in `folder` as the files that `export.py` and the training stages read."""
    work.mkdir(parents=True, exist_ok=True)
    for name, state in read_shards(folder).items():
        torch.save(state, work / f"{name}.pt")


def rehearse(bank: Path, work: Path, seconds: float) -> None:
    """Three sittings with tiny networks: from nothing, killed in the middle and taken up again; from the weights that came
    home; from an exported pack.
    """
    work.mkdir(parents=True, exist_ok=True)
    travel = work / "travel.npz"
    print("bank", f"{pack_bank(bank, travel, 40 * MIB) / MIB:.1f} MiB", flush=True)
    for turn, (shards, pack) in enumerate(((None, None), (work / "out0", None), (None, TINY_PACK))):
        here, out = work / f"sitting{turn}", work / f"out{turn}"
        options = argparse.Namespace(bank=travel, config="toy", shards=shards, pack=pack, minutes=seconds / 60)
        process = start(here, options)
        if turn == 0:
            while not (here / "shards" / "manifest.json").exists() and process.poll() is None:
                time.sleep(0.5)
            process.kill()
            print("killed after", json.loads((here / "shards" / "manifest.json").read_text())["stage"], flush=True)
            process = start(here, options)
        while not wait(here, 30, out):
            if process.poll() is not None:
                raise RuntimeError(f"sitting {turn} ended early:\n{(here / 'sitting.log').read_text()[-2000:]}")
        write_weights(out, here)
    print((work / "out2" / "metrics.json").read_text())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=("pack", "start", "run", "wait", "weights", "rehearse"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--bank", type=Path)
    parser.add_argument("--mib", type=float, default=40)
    parser.add_argument("--minutes", type=float, default=28)
    parser.add_argument("--seconds", type=float, default=560)
    parser.add_argument("--config", choices=list(CONFIGS), default="committed")
    parser.add_argument("--from", dest="shards", type=Path)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    first = options.paths[0]
    if options.command == "pack":
        print(pack_bank(first, options.paths[1], int(options.mib * MIB)) / MIB, "MiB")
    elif options.command == "start":
        start(first, options)
        if options.out:
            wait(first, options.seconds, options.out)
    elif options.command == "run":
        run(first, options)
    elif options.command == "wait":
        wait(first, options.seconds, options.out)
    elif options.command == "weights":
        write_weights(first, options.paths[1])
    else:
        rehearse(first, options.paths[1], options.seconds if options.seconds != 560 else 30)


if __name__ == "__main__":
    main()
