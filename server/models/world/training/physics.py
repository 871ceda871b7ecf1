"""The true physics: players that walk with inertia and slide along walls.

A body is 7 float64: x, y (cells), heading (radians), forward, strafe and turn
speed (shares of full speed) and the creature's phase (radians).
An action is 3 float64: forward -1..1, strafe -1..1 (right positive), turn
-TURN_LIMIT..TURN_LIMIT (right positive).
"""
import numba
import numpy as np

from level import CREATURE_TURN, FORWARD, GRID, LAG, RADIUS, SIZE, STRAFE, TURN, random_poses


@numba.njit(cache=True)
def blocked(x, y):
    """True where a player standing at x, y would stick in a wall."""
    for sx in (-1.0, 1.0):
        for sy in (-1.0, 1.0):
            column = int(np.floor(x + sx * RADIUS))
            row = int(np.floor(y + sy * RADIUS))
            if column < 0 or row < 0 or column >= SIZE or row >= SIZE or GRID[row, column] >= 0:
                return True
    return False


@numba.njit(cache=True)
def step(bodies, actions):
    """Advance bodies [n, 7] by one step under actions [n, 3], in place."""
    for i in range(bodies.shape[0]):
        body = bodies[i]
        for k in range(3):
            body[3 + k] += LAG * (actions[i, k] - body[3 + k])
        body[2] += TURN * body[5]
        cos, sin = np.cos(body[2]), np.sin(body[2])
        dx = FORWARD * body[3] * cos - STRAFE * body[4] * sin
        dy = FORWARD * body[3] * sin + STRAFE * body[4] * cos
        if not blocked(body[0] + dx, body[1]):
            body[0] += dx
        if not blocked(body[0], body[1] + dy):
            body[1] += dy
        # The creature dawdles in the west and hurries in the east.
        body[6] += CREATURE_TURN * (1.0 + 0.5 * np.cos(body[6]))


def random_bodies(count, rng, margin=RADIUS):
    """[count, 7] bodies at rest, anywhere free, the creature anywhere."""
    bodies = np.zeros((count, 7))
    bodies[:, :3] = random_poses(count, rng, margin)
    bodies[:, 6] = rng.uniform(-np.pi, np.pi, count)
    return bodies
