"""What every training stage shares: time budget, learning rate, averaging of weights, checkpoints, log."""

import json
import math
import os
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn

LOG_EVERY, SAVE_SECONDS = 50, 120


def join_processes(threads: int, seed: int) -> int:
    """Sets threads and seed; under torchrun also joins the other processes. Returns this process's rank.

    On a shared machine several one-thread processes, which meet once a step, lose less time than several threads,
    which meet after each operation.
    """
    rank = int(os.environ.get("RANK", "0"))
    torch.set_num_threads(threads)
    torch.manual_seed(seed + 1000 * rank)
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
    return rank


class Averages:
    """Exponential moving average of a module's parameters and buffers, warmed up over the first steps."""

    def __init__(self, module: nn.Module, decay: float = 0.998) -> None:
        self.module, self.decay, self.steps = module, decay, 0
        self.values = {name: value.detach().clone() for name, value in module.state_dict().items()}

    @torch.no_grad()
    def update(self) -> None:
        self.steps += 1
        keep = min(self.decay, self.steps / (self.steps + 20))
        for name, value in self.module.state_dict().items():
            self.values[name].lerp_(value, 1 - keep)


class Trainer:
    """Runs optimisation steps until the minutes are over; everything needed to continue is in `checkpoint`."""

    def __init__(self, module: nn.Module, checkpoint: Path, rate: float, minutes: float, betas=(0.9, 0.99)) -> None:
        self.module, self.checkpoint, self.rate, self.minutes = module, checkpoint, rate, minutes
        self.parameters = [p for p in module.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(self.parameters, rate, betas=betas, weight_decay=1e-3)
        self.averages, self.step, self.spent = Averages(module), 0, 0.0
        self.shared = dist.is_initialized()
        self.leader = not self.shared or dist.get_rank() == 0
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            module.load_state_dict(state["module"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.averages.values, self.averages.steps = state["average"], state["step"]
            self.step, self.spent = state["step"], state["spent"]

    def share_gradients(self) -> None:
        """Averages the gradients and the clock over all processes, so that all take the same step."""
        flat = torch.cat([p.grad.reshape(-1) for p in self.parameters] + [torch.tensor([self.spent])])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        for parameter, part in zip(self.parameters, flat[:-1].split([p.numel() for p in self.parameters])):
            parameter.grad.copy_(part.view_as(parameter))
        self.spent = float(flat[-1])

    def save(self) -> None:
        """Writes the checkpoint under a temporary name first: a run can be stopped at any time."""
        if not self.leader:
            return
        state = {"module": self.module.state_dict(), "optimiser": self.optimiser.state_dict()}
        state |= {"average": self.averages.values, "step": self.step, "spent": self.spent}
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def log(self, sums: dict[str, float], count: int) -> None:
        line = {"step": self.step, "minutes": round(self.spent / 60, 2)}
        line |= {name: round(value / count, 5) for name, value in sums.items()}
        with self.checkpoint.with_suffix(".log.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")
        print(line, flush=True)

    def run(self, losses: Callable[[], dict[str, Tensor]], after: Callable[[], None] | None = None) -> None:
        """`losses` returns named terms, "loss" being the one to minimise; `after` runs after each step."""
        sums: dict[str, float] = {}
        count, clock, saved = 0, time.time(), time.time()
        agreed = self.spent
        while agreed < self.minutes * 60:
            done = agreed / (self.minutes * 60)
            warm = min(1.0, (self.step + 1) / 100)
            for group in self.optimiser.param_groups:
                group["lr"] = self.rate * warm * (0.03 + 0.97 * (0.5 + 0.5 * math.cos(math.pi * done)))
            terms = losses()
            self.optimiser.zero_grad(set_to_none=True)
            terms["loss"].backward()
            if self.shared:
                self.share_gradients()
            # All processes compare the same number with the limit, or one would wait for another that has left.
            agreed = self.spent
            norm = nn.utils.clip_grad_norm_(self.parameters, 1.0)
            if torch.isfinite(norm):
                self.optimiser.step()
                self.averages.update()
            if after is not None:
                after()
            self.step, count = self.step + 1, count + 1
            self.spent, clock = self.spent + time.time() - clock, time.time()
            for name, value in terms.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if count == LOG_EVERY:
                if self.leader:
                    self.log(sums, count)
                sums, count = {}, 0
            if time.time() - saved > SAVE_SECONDS:
                self.save()
                saved = time.time()
        self.save()


def averaged(checkpoint: Path, module: nn.Module) -> nn.Module:
    """Loads the averaged weights of a checkpoint into `module`."""
    module.load_state_dict(torch.load(checkpoint, weights_only=True)["average"])
    return module.eval()
