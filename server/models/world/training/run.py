"""A training run: budget, learning rate, moving average, checkpoints, progress."""
import copy
import pathlib
import time

import torch

from sheet import save_curves

WARM_UP = 100        # iterations of rising learning rate
PAUSE_S = 10.0       # a step that took longer than this was held up, not worked on


class Run:
    """One resumable stage in `folder`; its progress 0..1 follows iterations or minutes.

    Minutes count only the time of steps, so a paused or resumed run keeps its
    schedule. The rate is constant, then falls linearly to 0 from `decay_from`.
    """

    def __init__(self, folder, name, model, optimizer, iterations=0, minutes=0.0, decay_from=0.5, average=0.998):
        self.folder, self.name = pathlib.Path(folder), name
        self.model, self.optimizer = model, optimizer
        self.averaged = copy.deepcopy(model).eval()
        self.iteration, self.seconds = 0, 0.0
        self.curves = {}
        self._loss = 0.0
        self._iterations, self._budget_s = iterations, minutes * 60
        self._decay_from, self._average = decay_from, average
        self._last = self._said = self._saved = time.monotonic()
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def checkpoint(self):
        return self.folder / f"{self.name}.pt"

    @property
    def progress(self):
        by_count = self.iteration / self._iterations if self._iterations else 0.0
        by_time = self.seconds / self._budget_s if self._budget_s else 0.0
        return min(1.0, max(by_count, by_time))

    def resume(self):
        """Carry on from the checkpoint if there is one; True if so."""
        if not self.checkpoint.exists():
            return False
        saved = torch.load(self.checkpoint, map_location="cpu")
        self.model.load_state_dict(saved["model"])
        self.averaged.load_state_dict(saved["averaged"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.iteration, self.seconds, self.curves = saved["iteration"], saved["seconds"], saved["curves"]
        return True

    def save(self):
        state = {"model": self.model.state_dict(), "averaged": self.averaged.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "iteration": self.iteration, "seconds": self.seconds, "curves": self.curves}
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)
        save_curves(self.folder / f"{self.name}-curves.png", self.curves)

    def learn(self, loss, share=1.0):
        """Add the gradients of a part of the batch; several parts stay in the processor's cache where one would not."""
        self._loss += float(loss.detach()) * share
        (loss * share).backward()

    def update(self, every_s=20.0, save_s=120.0, **measures):
        """Step on what was learned, average; say and save how it goes now and then."""
        size = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        if not torch.isfinite(size):
            raise FloatingPointError(f"The gradients of {self.name} are not finite at iteration {self.iteration}; resume with a lower rate.")
        fall = (1 - self.progress) / (1 - self._decay_from)
        self.optimizer.step(min(1.0, (self.iteration + 1) / WARM_UP, max(fall, 0.0)))
        self.optimizer.zero_grad()
        self._follow()
        loss, self._loss = self._loss, 0.0
        now = time.monotonic()
        self.seconds += min(now - self._last, PAUSE_S)
        self._last = now
        self.iteration += 1
        if now - self._said > every_s:
            self._said = now
            self._say({"loss": loss, **measures})
        if now - self._saved > save_s:
            self._saved = now
            self.save()

    def note(self, name, value):
        self.curves.setdefault(name, []).append((self.iteration, float(value)))

    @torch.no_grad()
    def _follow(self):
        keep = min(self._average, (1 + self.iteration) / (10 + self.iteration))
        for mean, own in zip(self.averaged.parameters(), self.model.parameters()):
            mean.lerp_(own, 1 - keep)

    def _say(self, measures):
        left_s = self.seconds / max(self.progress, 1e-6) * (1 - self.progress)
        for name, value in measures.items():
            self.note(name, value)
        values = " ".join(f"{name} {float(value):.5f}" for name, value in measures.items())
        print(f"{self.name} {self.progress:6.1%} iteration {self.iteration} {values} "
              f"{self.seconds / self.iteration:.3f} s/it, {left_s / 60:.1f} min left", flush=True)
