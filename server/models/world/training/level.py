"""The level: a fixed walled map, its free space and the player's measures.

Positions are in cells: x grows east (columns), y grows south (rows). Headings
are radians; heading 0 looks east, a positive turn goes clockwise on the map
(to the right). Speeds are per step; the world is meant to run at 30 steps/s.
"""
import numpy as np

ROWS = (
    "AAAAABBBBBB",
    "A...B.....C",
    "A...B.....C",
    "A.........C",
    "A......G..C",
    "H......G..C",
    "H..FF.....D",
    "H..F......D",
    "H......E..D",
    "H......E..D",
    "HHFFFFFEEDD",
)
WALL_KINDS = "ABCDEFGH"
SIZE = len(ROWS)
# [SIZE, SIZE] int8, indexed [y, x]: -1 free, otherwise the wall kind 0..7.
GRID = np.array([[WALL_KINDS.find(c) for c in row] for row in ROWS], dtype=np.int8)

EYE_HEIGHT = 0.45    # cells; walls are 1 cell high
RADIUS = 0.35        # cells; the player is a square of twice this side
FORWARD = 0.075      # cells per step at full command
STRAFE = 0.06        # cells per step at full command
TURN = np.deg2rad(4.0)  # radians per step at full command
LAG = 0.35           # share of the gap to the commanded speed closed per step
TURN_LIMIT = 3.0     # the mouse may turn this many times faster than the keys

# The creature that swims round the sky; see physics.creature_rate.
CREATURE_TURN = 0.0055   # mean phase per step, radians: once round in about 38 s


def is_free(x, y, margin=RADIUS):
    """True where a player of half-width `margin` fits; x, y arrays in cells."""
    free = np.ones(np.shape(x), bool)
    for dx in (-margin, margin):
        for dy in (-margin, margin):
            column = np.clip(np.floor(x + dx).astype(int), 0, SIZE - 1)
            row = np.clip(np.floor(y + dy).astype(int), 0, SIZE - 1)
            free &= GRID[row, column] < 0
    return free


def random_poses(count, rng, margin=RADIUS):
    """[count, 3] float64 of (x, y, heading), uniform over the free space."""
    poses = np.empty((0, 3))
    while len(poses) < count:
        x, y = rng.uniform(1, SIZE - 1, (2, 2 * count))
        keep = is_free(x, y, margin)
        heading = rng.uniform(-np.pi, np.pi, 2 * count)
        poses = np.concatenate([poses, np.stack([x, y, heading], 1)[keep]])
    return poses[:count]
