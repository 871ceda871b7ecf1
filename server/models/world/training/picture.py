"""The true picture: a ray caster that mixes materials, then colours them.

views [n, 4] (x, y, heading, creature phase) + tables [n, MATERIALS, 3 * looks]
  -> pictures [n, rows, columns, 3 * looks] and ranges [n, columns] in cells.
One view can be coloured by several looks at the price of one.
"""
import numba
import numpy as np

import palette as p
from level import EYE_HEIGHT, GRID
from ornaments import ornament

FIELD_OF_VIEW = np.deg2rad(75.0)   # horizontal
FAR = 16.0                          # cells; no ray is longer
SAMPLES = 2                         # per pixel and axis
_HALF = np.tan(FIELD_OF_VIEW / 2)
SUN_HEADING, SUN_HEIGHT, SUN_RADIUS = 0.75, 0.30, 0.095   # radians, tangents
_FACE_SHADE = (0.80, 1.0, 0.70, 0.88)   # wall faces looking west, east, north, south


@numba.njit(cache=True, fastmath=True, inline="always")
def _smooth(low, high, value):
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@numba.njit(cache=True, fastmath=True, inline="always")
def _wrap(angle):
    return angle - 2 * np.pi * np.floor((angle + np.pi) / (2 * np.pi))


@numba.njit(cache=True, nogil=True)
def cast(x, y, heading):
    """(range in cells, wall kind, 0..1 along the face, face) of the first wall."""
    dx, dy = np.cos(heading), np.sin(heading)
    column, row = int(np.floor(x)), int(np.floor(y))
    step_x, step_y = (1 if dx > 0 else -1), (1 if dy > 0 else -1)
    per_x, per_y = 1 / max(abs(dx), 1e-9), 1 / max(abs(dy), 1e-9)
    next_x = ((column + 1 - x) if dx > 0 else (x - column)) * per_x
    next_y = ((row + 1 - y) if dy > 0 else (y - row)) * per_y
    size = GRID.shape[0]
    while True:
        if next_x < next_y:
            distance, next_x, column = next_x, next_x + per_x, column + step_x
            face, along = (0 if step_x > 0 else 1), y + distance * dy
        else:
            distance, next_y, row = next_y, next_y + per_y, row + step_y
            face, along = (2 if step_y > 0 else 3), x + distance * dx
        if column < 0 or row < 0 or column >= size or row >= size or distance > FAR:
            return FAR, 0, 0.0, 0
        if GRID[row, column] >= 0:
            return distance, GRID[row, column], along - np.floor(along), face


@numba.njit(cache=True, fastmath=True)
def _wall(mix, kind, u, v, face, haze, pulse):
    shade = _FACE_SHADE[face] * (0.80 + 0.20 * v) * (0.72 + 0.28 * _smooth(0.0, 0.12, v))
    shade *= 1 + 0.12 * _smooth(0.88, 0.92, v)
    painted = ornament(kind, u, v)
    glows = kind == 0 or kind == 2 or kind == 6
    lit = painted * (1 - haze) * (max(shade, 0.9) if glows else shade)
    if kind == 6:
        mix[p.CRYSTAL] += lit * pulse
        mix[p.ORNAMENT + kind] += lit * (1 - pulse) * 0.45
    else:
        mix[p.ORNAMENT + kind] += lit
    mix[p.WALL + kind] += (1 - painted) * shade * (1 - haze)
    mix[p.HAZE] += haze


@numba.njit(cache=True, fastmath=True)
def _floor(mix, gx, gy, distance):
    """Square tiles with round cheeks, two to a period of two cells."""
    wave = np.sin(np.pi * gx) * np.sin(np.pi * gy)
    softness = 0.06 + 0.06 * distance
    light = _smooth(-softness, softness, wave)
    light += (0.5 - light) * _smooth(1.5, 6.0, distance)
    haze = 1 - np.exp(-0.085 * distance)
    mix[p.FLOOR_LIGHT] += light * (1 - haze)
    mix[p.FLOOR_DARK] += (1 - light) * (1 - haze)
    mix[p.HAZE] += haze


@numba.njit(cache=True, fastmath=True)
def _creature(heading, height, phase):
    """(cover, belly share) of the creature swimming along the sky at its phase."""
    along = _wrap(heading - phase)
    if abs(along) > 0.5:
        return 0.0, 0.0
    beat = np.sin(8 * phase + 5 * along)
    up = height - 0.30 - 0.02 * np.sin(3 * phase) - beat * 0.03 * min(max(0.15 - along, 0.0) * 3, 1.4)
    body = (along / 0.22) ** 2 + (up / 0.062) ** 2
    cover = 1 - _smooth(0.86, 1.14, body)
    stalk = _smooth(-0.34, -0.30, along) * (1 - _smooth(-0.14, -0.12, along))
    cover = max(cover, stalk * (1 - _smooth(0.014, 0.024, abs(up))))
    spread = (-0.27 - along) / 0.12
    if 0 < spread < 1:
        fluke = 0.02 + 0.065 * spread
        cover = max(cover, (1 - _smooth(0.85, 1.15, abs(up) / fluke)) * _smooth(0.0, 0.1, abs(up) / fluke - 0.3 * spread))
    fin = abs(along - 0.05 + 0.35 * (up + 0.03)) / 0.05 + abs(up + 0.075 - 0.02 * beat) / 0.05
    cover = max(cover, 1 - _smooth(0.85, 1.15, fin))
    return cover, _smooth(0.0, 0.03, -up - 0.008)


@numba.njit(cache=True, fastmath=True)
def _hills(heading):
    """Heights (tangents) of the near and the far hills."""
    near = 0.10 + 0.045 * np.sin(3 * heading + 2) + 0.025 * np.sin(5 * heading + 0.5)
    far = 0.19 + 0.055 * np.sin(2 * heading + 1) + 0.035 * np.sin(7 * heading)
    return near, far


@numba.njit(cache=True, fastmath=True)
def _sky(mix, heading, height, phase, near, far):
    left = 1.0
    cover, belly = _creature(heading, height, phase)
    amount = 1 - _smooth(near - 0.006, near + 0.006, height)
    mix[p.NEAR_HILLS] += left * amount
    left *= 1 - amount
    mix[p.BACK] += left * cover * (1 - belly)
    mix[p.BELLY] += left * cover * belly
    left *= 1 - cover
    amount = (1 - _smooth(far - 0.006, far + 0.006, height)) * (0.7 + 0.3 * _smooth(0.0, far, height))
    mix[p.FAR_HILLS] += left * amount
    left *= 1 - amount
    across = _wrap(heading - SUN_HEADING)
    away = np.sqrt(across * across + (height - SUN_HEIGHT) ** 2)
    amount = max(1 - _smooth(SUN_RADIUS - 0.008, SUN_RADIUS + 0.008, away), 0.55 * np.exp(-(away / 0.26) ** 2))
    mix[p.SUN] += left * amount
    left *= 1 - amount
    drift = np.sin(3 * heading + 9 * height) + 0.7 * np.sin(5 * heading - 14 * height + 1)
    amount = 0.65 * _smooth(0.4, 1.5, drift)
    mix[p.CLOUD] += left * amount
    left *= 1 - amount
    up = _smooth(0.0, 0.5, height)
    mix[p.ZENITH] += left * up
    mix[p.HORIZON] += left * (1 - up)


@numba.njit(cache=True, fastmath=True, nogil=True)
def draw(views, tables, width, height, corner, rows, columns):
    """Draw the crop of rows x columns at corner[i] (row, column) of each view at width x height."""
    n, channels = views.shape[0], tables.shape[2]
    pictures = np.zeros((n, rows, columns, channels), np.float32)
    ranges = np.zeros((n, columns), np.float32)
    mix = np.zeros((rows, p.MATERIALS))
    focal = width / 2 / _HALF
    for i in range(n):
        x, y, turned, phase = views[i]
        pulse = 0.5 + 0.5 * np.sin(8 * phase)
        for j in range(columns):
            mix[:] = 0.0
            for sub in range(SAMPLES):
                tangent = (corner[i, 1] + j + (sub + 0.5) / SAMPLES - width / 2) / focal
                heading = turned + np.arctan(tangent)
                slant = 1 / np.sqrt(1 + tangent * tangent)
                distance, kind, u, face = cast(x, y, heading)
                ranges[i, j] += distance / SAMPLES
                cos, sin = np.cos(heading), np.sin(heading)
                haze = 1 - np.exp(-0.085 * distance)
                near, far = _hills(heading)
                for k in range(rows * SAMPLES):
                    rise = (height / 2 - corner[i, 0] - (k + 0.5) / SAMPLES) / focal * slant
                    v = EYE_HEIGHT + rise * distance
                    row = mix[k // SAMPLES]
                    if v > 1:
                        _sky(row, heading, rise, phase, near, far)
                    elif v > 0:
                        _wall(row, kind, u, v, face, haze, pulse)
                    else:
                        reach = -EYE_HEIGHT / rise
                        _floor(row, x + reach * cos, y + reach * sin, reach)
            for k in range(rows):
                for m in range(p.MATERIALS):
                    weight = mix[k, m] / SAMPLES ** 2
                    if weight > 0:
                        for c in range(channels):
                            pictures[i, k, j, c] += weight * tables[i, m, c]
    return pictures, ranges


@numba.njit(cache=True, nogil=True)
def measure(rays):
    """Ranges [n] in cells of rays [n, 3] (x, y, heading)."""
    ranges = np.empty(len(rays), np.float32)
    for i in range(len(rays)):
        ranges[i] = cast(rays[i, 0], rays[i, 1], rays[i, 2])[0]
    return ranges


def frames(views, looks, width, height):
    """[n, height, width, 3] float32 0..1 whole pictures of views under looks [n, 5]."""
    corner = np.zeros((len(views), 2), np.int64)
    return np.clip(draw(np.asarray(views, float), p.tables(looks), width, height, corner, height, width)[0], 0, 1)
