"""The ornaments: one big, soft-edged shape per wall kind.

u runs 0..1 along the face, v 0..1 from floor to top.
"""
import numba
import numpy as np

_EDGE = 0.03   # half the width of a soft edge, in cells


@numba.njit(cache=True, inline="always")
def _inside(distance):
    """1 inside a shape (negative distance), 0 outside, soft between."""
    t = min(max(0.5 - distance / (2 * _EDGE), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@numba.njit(cache=True)
def ornament(kind, u, v):
    """How much (0..1) of a wall of `kind` shows its ornament at u, v."""
    across = abs(u - 0.5)
    if kind == 0:    # an arched door with light in it
        if v > 0.5:
            return _inside(np.sqrt(across ** 2 + (v - 0.5) ** 2) - 0.28)
        return _inside(across - 0.28)
    if kind == 1:    # two bands
        return _inside(abs(abs(v - 0.5) - 0.22) - 0.09)
    if kind == 2:    # a round window
        return _inside(np.sqrt(across ** 2 + (v - 0.52) ** 2) - 0.29)
    if kind == 3:    # slanting stripes
        return _inside(0.18 * np.sin(2 * np.pi * (u + v)))
    if kind == 4:    # pillars
        return _inside(across - 0.2)
    if kind == 5:    # two courses of big bricks
        upper = v > 0.5
        joint = abs(((u + 0.5) if upper else u) % 1.0 - 0.5)
        return _inside(min(0.5 - joint, abs(v - 0.5)) - 0.05)
    if kind == 6:    # a crystal
        return _inside((across + abs(v - 0.52) * 0.75 - 0.33) * 0.8)
    return _inside(v - 0.5 - 0.17 * np.sin(2 * np.pi * u))   # a wave
