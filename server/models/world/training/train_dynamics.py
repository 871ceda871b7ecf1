"""Train the dynamics: python3 train_dynamics.py --out FOLDER --minutes 20 [--resume]

random players in the simulator -> stretches of T steps -> open-loop unroll ->
smooth L1 on the state. T grows with progress.
"""
import argparse

import numpy as np
import torch

import muon
import physics
from dynamics import Dynamics, to_state
from level import TURN_LIMIT
from policy import RandomPlayers
from run import Run

# (until this progress, steps unrolled, sequences)
CURRICULUM = ((0.15, 4, 1024), (0.45, 16, 384), (0.75, 48, 192), (1.01, 96, 128))
TRUNCATED = 12   # gradients flow back through so many steps; longer, the corners of walls make them explode
WEIGHTS = torch.tensor([5.0, 5.0, 1.0, 1.0, 0.3, 0.3, 0.1, 1.0, 1.0])
NOISE = torch.tensor([0.006, 0.006, 0.01, 0.01, 0.005, 0.005, 0.005, 0.0, 0.0])   # state units; 0.006 is 0.03 cell
NOISY = 0.5   # share of sequences that start from a disturbed state


class Stretches:
    """An endless supply of play: `draw` gives states [T + 1, n, 9] and actions [T, n, 3]."""

    def __init__(self, rng, crowd=1024):
        self._rng = rng
        self._bodies = physics.random_bodies(crowd, rng)
        self._players = RandomPlayers(crowd, rng)

    def draw(self, steps, count):
        fresh = self._rng.random(len(self._bodies)) < 0.004 * steps
        self._bodies[fresh] = physics.random_bodies(fresh.sum(), self._rng)
        self._bodies[fresh, 3:6] = self._rng.uniform(-1, 1, (fresh.sum(), 3)) * (1, 1, TURN_LIMIT)
        chosen = self._rng.choice(len(self._bodies), count, replace=False)
        bodies, actions = [self._bodies[chosen].copy()], []
        for _ in range(steps):
            action = self._players.act().copy()
            physics.step(self._bodies, action)
            bodies.append(self._bodies[chosen].copy())
            actions.append(action[chosen])
        return to_state(np.stack(bodies)), torch.from_numpy(np.stack(actions)).float()


def unroll_loss(model, states, actions):
    state = states[0]
    noisy = (torch.rand(state.shape[0], 1) < NOISY).float()
    state = state + noisy * NOISE * torch.randn_like(state)
    total = 0.0
    for t in range(len(actions)):
        if t % TRUNCATED == 0:
            state = state.detach()
        state = model(state, actions[t])
        error = (state - states[t + 1]) * WEIGHTS
        total = total + torch.nn.functional.smooth_l1_loss(error, torch.zeros_like(error), beta=0.005)
    return total / len(actions), state


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", required=True)
    args.add_argument("--minutes", type=float, default=0)
    args.add_argument("--iterations", type=int, default=0)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--resume", action="store_true")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    model = Dynamics()
    run = Run(args.out, "dynamics", model, muon.for_model(model, 0.012, 1.5e-3), args.iterations, args.minutes, 0.4, 0.995)
    if args.resume:
        run.resume()
    stretches = Stretches(np.random.default_rng([args.seed, run.iteration]))
    while run.progress < 1:
        _, steps, count = next(row for row in CURRICULUM if run.progress < row[0])
        states, actions = stretches.draw(steps, count)
        loss, last = unroll_loss(model, states, actions)
        away = (last - states[-1])[:, :2].detach().norm(dim=1) * 5
        run.learn(loss)
        run.update(median_cells=away.median(), mean_cells=away.mean())
    run.save()


if __name__ == "__main__":
    main()
