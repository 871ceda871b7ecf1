"""Walks for the evaluation: the truth and the model under the same commands, open loop."""
import numpy as np
import torch

import physics
from dynamics import to_state, to_views
from level import LAG, RADIUS, TURN_LIMIT, is_free
from policy import RandomPlayers

CELLS_PER_UNIT = 5


def inputs_of(actions):
    """Actions [n, 3] -> move [n, 2], turn [n, 1], look [n, 1] as a player would send them."""
    a = torch.from_numpy(np.asarray(actions, np.float32))
    turn = a[:, 2:3].clamp(-1, 1)
    return a[:, [1, 0]], turn, a[:, 2:3] - turn


@torch.no_grad()
def walk(world, bodies, act, steps, keep=()):
    """Play `steps` steps from bodies [n, 7]; act(t) gives actions [n, 3].

    Returns {step: (bodies [n, 7], states [n, 9])} for the steps in `keep`
    (1 is the first) and the share of believed places inside a wall.
    """
    bodies, state, kept, inside = bodies.copy(), to_state(bodies), {}, 0.0
    for t in range(1, steps + 1):
        actions = act(t)
        physics.step(bodies, actions)
        state = world.advance(state, *inputs_of(actions))
        views = to_views(state)
        inside += 1 - is_free(views[:, 0], views[:, 1], RADIUS - 0.05).mean()
        if t in keep:
            kept[t] = bodies.copy(), state.clone()
    return kept, inside / steps


def random_walks(world, rng, count, steps, keep):
    players = RandomPlayers(count, rng)
    return walk(world, physics.random_bodies(count, rng), lambda t: players.act(), steps, keep)


def errors(bodies, state):
    """Position error in cells [n] and heading error in degrees [n]."""
    views = to_views(state)
    place = np.hypot(*(views[:, :2] - bodies[:, :2]).T)
    turned = np.rad2deg(np.abs(np.angle(np.exp(1j * (views[:, 2] - bodies[:, 2])))))
    return place, turned


def physics_tests(world, rng):
    """Turns, walls, idling and looks, each from random places."""
    start = physics.random_bodies(128, rng)
    rows = {}
    share = 90 / 4 - 22   # 22 whole steps and a part of one turn 90 degrees; then the lag runs out
    turning = lambda t: np.tile([0, 0, 1.0 if t <= 22 else share if t == 23 else 0.0], (128, 1))
    bodies, state = walk(world, start, turning, 23 + int(10 / LAG), (23 + int(10 / LAG),))[0].popitem()[1]
    turned = np.rad2deg(np.angle(np.exp(1j * (to_views(state)[:, 2] - start[:, 2]))))
    rows["turn_90_mean_deg"], rows["turn_90_worst_error_deg"] = turned.mean(), np.abs(turned - 90).max()
    rows["turn_90_true_deg"] = np.rad2deg(np.angle(np.exp(1j * (bodies[:, 2] - start[:, 2])))).mean()
    bodies, state = walk(world, start, lambda t: np.tile([1.0, 0, 0], (128, 1)), 200, (200,))[0][200]
    place = errors(bodies, state)[0]
    views = to_views(state)
    rows["wall_200_inside_share"] = 1 - is_free(views[:, 0], views[:, 1], RADIUS - 0.05).mean()
    rows["wall_200_median_cells"], rows["wall_200_p90_cells"] = np.median(place), np.quantile(place, 0.9)
    bodies, state = walk(world, start, lambda t: np.zeros((128, 3)), 1000, (1000,))[0][1000]
    place, heading = errors(bodies, state)
    rows["idle_1000_worst_cells"], rows["idle_1000_worst_deg"] = place.max(), heading.max()
    return {name: float(value) for name, value in rows.items()}


def play(world, rng, steps, keep):
    """One long random play of the model alone: states [len(keep), 9] at the steps in `keep`."""
    players, state, kept = RandomPlayers(1, rng), to_state(physics.random_bodies(1, rng)), []
    with torch.no_grad():
        for t in range(1, steps + 1):
            state = world.advance(state, *inputs_of(players.act()))
            if t in keep:
                kept.append(state.clone())
    return torch.cat(kept)
