"""Views to learn from: half anywhere in free space, half where players go.

A view is 4 float64: x, y (cells), heading, creature phase (radians).
"""
import numpy as np

import physics
from palette import random_looks, tables
from picture import FIELD_OF_VIEW, SUN_HEADING, draw, frames, measure
from policy import RandomPlayers

CROWD, STRIDE, WALKED = 2000, 12, 40   # players, steps between views, views each


class Views:
    """Endless views, from a pool of walks made once from the seed, and fresh places."""

    def __init__(self, rng):
        self._rng = rng
        bodies, players = physics.random_bodies(CROWD, rng), RandomPlayers(CROWD, rng)
        pool = []
        for _ in range(WALKED):
            for _ in range(STRIDE):
                physics.step(bodies, players.act())
            pool.append(bodies[:, [0, 1, 2, 6]].copy())
        self._pool = np.concatenate(pool)

    def draw(self, count):
        """[count, 4] views; headings are always fresh."""
        rng = self._rng
        views = physics.random_bodies(count, rng, margin=0.33)[:, [0, 1, 2, 6]]
        walked = rng.random(count) < 0.5
        views[walked, :2] = self._pool[rng.integers(0, len(self._pool), walked.sum()), :2]
        views[walked, :2] += rng.normal(0, 0.01, (walked.sum(), 2))
        return views


def aim(views, columns, width, rng):
    """Turn the sun to the given columns of 1 view in 8, bring the creature there in 2 of 5; True [n] where either."""
    angles = np.arctan((columns - width / 2) / (width / 2) * np.tan(FIELD_OF_VIEW / 2))
    sunny, watching = rng.random((2, len(views))) < [[0.12], [0.4]]
    views[sunny, 2] = SUN_HEADING - angles[sunny] + rng.uniform(-0.2, 0.2, sunny.sum())
    views[watching, 3] = (views[:, 2] + angles)[watching] + rng.uniform(-0.4, 0.4, watching.sum())
    return sunny | watching


def ray_batches(rng, count):
    """Yield (rays [count, 3] x, y, heading; ranges [count])."""
    views = Views(rng)
    while True:
        rays = views.draw(count)[:, :3]
        yield rays, measure(rays)


def crop_batches(rng, count, looks_each, size, crop):
    """Yield crops of pictures, each under several looks; size and crop are (columns, rows).

    (views, looks [count, looks_each, 5], corners [count, 2], pictures
    [count, looks_each, 3, rows, columns], ranges [count, columns]). Crops
    start anywhere across and at the top or the bottom. Small things that
    matter are shown more often than chance would.
    """
    views = Views(rng)
    while True:
        seen = views.draw(count)
        looks = random_looks(count * looks_each, rng)
        colours = tables(looks).reshape(count, looks_each, -1, 3).transpose(0, 2, 1, 3).reshape(count, -1, looks_each * 3)
        across = rng.integers(0, size[0] - crop[0] + 1, count)
        below = ~aim(seen, across + crop[0] / 2, size[0], rng) & (rng.random(count) < 0.65)
        corners = np.stack([below * (size[1] - crop[1]), across], 1)
        pictures, ranges = draw(seen, np.ascontiguousarray(colours), *size, corners, crop[1], crop[0])
        pictures = pictures.transpose(0, 3, 1, 2).reshape(count, looks_each, 3, crop[1], crop[0])
        yield seen, looks.reshape(count, looks_each, 5), corners, np.ascontiguousarray(pictures), ranges


def whole(rng, count, width, height):
    """Held-out (views [count, 4], looks [count, 5], pictures [count, height, width, 3])."""
    views, looks = Views(rng).draw(count), random_looks(count, rng)
    aim(views, rng.uniform(0, width, count), width, rng)
    return views, looks, frames(views, looks, width, height)
