"""The whole model as it is shipped: one step from inputs to a frame and the next state.

Everything is clamped in here, so no input can lead out of the level.
"""
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from dynamics import Dynamics, STATE
from level import SIZE, TURN_LIMIT
from renderer import Renderer

BIOMES = 4
INPUTS = {   # name: shape, all float32
    "state": (1, STATE),
    "move": (1, 2),          # right, forward: -1..1
    "turn": (1, 1),          # right: -1..1; 1 turns 4 degrees per step
    "look": (1, 1),          # right: turned in this step on top, in the unit of turn: -2..2
    "time_of_day": (1, 1),   # 0 midnight, 0.25 dawn, 0.5 noon, 0.75 golden hour, 1 dusk
    "biome": (1, 1),         # 0 meadow, 1 ember, 2 frost, 3 neon; in between, a blend of two
}
OUTPUTS = ("frame", "next_state")   # uint8 [1, rows, columns, 3] RGB; float32 [1, 9]


class World(nn.Module):
    """Dynamics, then renderer: what is exported, and what is evaluated."""

    def __init__(self, dynamics, renderer):
        super().__init__()
        self.dynamics, self.renderer = dynamics, renderer
        # The outermost place a player can stand, in state units.
        self.reach = (SIZE / 2 - 1.3) / 5

    def advance(self, state, move, turn, look):
        """The next state [n, 9]."""
        move = torch.clamp(move, -1, 1)
        turned = torch.clamp(torch.clamp(turn, -1, 1) + look, -TURN_LIMIT, TURN_LIMIT)
        following = self.dynamics(self.settle(state), torch.cat([move[:, 1:2], move[:, 0:1], turned], 1))
        return self.settle(following)

    def settle(self, state):
        """The state with its place inside the level and its speeds in range."""
        place, speed = torch.clamp(state[:, :2], -self.reach, self.reach), torch.clamp(state[:, 4:7], -TURN_LIMIT, TURN_LIMIT)
        return torch.cat([place, state[:, 2:4], speed, state[:, 7:9]], 1)

    def paint(self, state, time_of_day, biome):
        """Pictures [n, 3, rows, columns] 0..1 of states under looks [n, 1]."""
        kinds = torch.arange(BIOMES, device=state.device).float()
        weights = torch.clamp(1 - torch.abs(torch.clamp(biome, 0, BIOMES - 1) - kinds), min=0)
        looks = torch.cat([torch.clamp(time_of_day, 0, 1), weights], 1).unsqueeze(1)
        return torch.clamp(self.renderer(state[:, 0:2], state[:, 2:4], state[:, 7:9], looks)[0][:, 0], 0, 1)

    def forward(self, state, move, turn, look, time_of_day, biome):
        following = self.advance(state, move, turn, look)
        picture = self.paint(following, time_of_day, biome)
        return (picture * 255 + 0.5).permute(0, 2, 3, 1).to(torch.uint8), following


SIZE_SHIPPED = 128, 80   # columns, rows: the size of the last training, well within the time a step may take
CAMERA = "angles", "tangents"   # follow from the size, and are no weights


def load(dynamics, renderer, size=SIZE_SHIPPED):
    """The World from two checkpoints, in float32, averaged weights, ready to run at a size."""
    moves, paints = Dynamics(), Renderer(*size)
    moves.load_state_dict(torch.load(dynamics, map_location="cpu")["averaged"])
    weights = torch.load(renderer, map_location="cpu")["averaged"]
    paints.load_state_dict({**paints.state_dict(), **{name: weights[name] for name in weights if name not in CAMERA}})
    return World(moves, paints).eval().requires_grad_(False)


def load_onnx(path, size=SIZE_SHIPPED):
    """The World from the weights in `world.onnx`: what is shipped can be evaluated without checkpoints."""
    held = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in onnx.load(path).graph.initializer}
    world = World(Dynamics(), Renderer(*size))
    own = world.state_dict()
    missing = [name for name, _ in world.named_parameters() if name not in held]
    if missing:
        raise ValueError(f"{path} lacks the weights {', '.join(missing)}; export it again with export.py.")
    taken = [name for name in own if name in held and not name.endswith(CAMERA)]
    world.load_state_dict({**own, **{name: held[name].reshape(own[name].shape) for name in taken}})
    return world.eval().requires_grad_(False)
