"""The exploring policy: what random players hold on keyboard, stick and mouse."""
import numpy as np

from level import TURN_LIMIT

# Share of holds: forward, turn, forward + turn, strafe, back, idle, anything.
SHARES = np.array([0.36, 0.24, 0.14, 0.08, 0.05, 0.04, 0.09])
DIGITAL = 0.8   # share of holds with keys (-1, 0, 1) rather than a stick
MOUSE = 0.25    # share of turning holds done by mouse, up to TURN_LIMIT


class RandomPlayers:
    """`count` players that each hold a random command for 2 to 24 steps."""

    def __init__(self, count, rng):
        self._rng = rng
        self._held = np.zeros((count, 3))
        self._left = np.zeros(count, int)

    def act(self):
        """The next actions, [count, 3] float64 (a view: copy to keep)."""
        due = np.flatnonzero(self._left <= 0)
        if len(due):
            self._held[due] = self._draw(len(due))
            self._left[due] = self._rng.integers(2, 25, len(due))
        self._left -= 1
        return self._held

    def _draw(self, count):
        rng = self._rng
        kind = rng.choice(len(SHARES), count, p=SHARES)
        amount = rng.uniform(-1, 1, (count, 3))
        digital = rng.random(count) < DIGITAL
        amount[digital] = np.sign(amount[digital])
        mouse = rng.random(count) < MOUSE
        amount[mouse, 2] = rng.uniform(-TURN_LIMIT, TURN_LIMIT, mouse.sum())
        action = np.zeros((count, 3))
        forward = np.isin(kind, (0, 2))
        turning = np.isin(kind, (1, 2))
        action[forward, 0] = np.abs(amount[forward, 0])
        action[turning, 2] = amount[turning, 2]
        action[kind == 3, 1] = amount[kind == 3, 1]
        action[kind == 4, 0] = -np.abs(amount[kind == 4, 0])
        action[kind == 6] = amount[kind == 6]
        return action
