"""The learned dynamics: how the state follows from state and action.

state [n, 9]: x', y' (cells from the centre / 5), cos and sin of the heading,
forward, strafe and turn speed (shares of full speed), cos and sin of the
creature's phase. action [n, 3]: forward, strafe, turn. -> next state [n, 9].
"""
import math

import torch
from torch import nn

STATE = 9
CENTRE, SPAN = 5.5, 5.0   # cells


class Residual(nn.Module):
    """x + W2 silu(W1 x) on [n, width]."""

    def __init__(self, width):
        super().__init__()
        self.first, self.second = nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, x):
        return x + self.second(nn.functional.silu(self.first(nn.functional.silu(x))))


class Dynamics(nn.Module):
    """Learned inertia, heading and creature; a network that says where walls stop a step.

    The step wanted is a learned linear map of speed and heading. Sine features of
    the place and of the place wanted feed a network that lets 0..1 of it through
    per axis, and may push back in proportion to the speed. A player at rest
    therefore stays where it is.
    """

    def __init__(self, features=160, width=256, blocks=3):
        super().__init__()
        self.inertia = nn.Parameter(torch.zeros(3))
        self.turning = nn.Parameter(torch.tensor([0.0, 0.0, 0.5]))
        self.stride = nn.Parameter(torch.randn(4, 2) * 0.1)
        sigma = torch.tensor([2.0, 6.0, 14.0, 28.0]).repeat_interleave(features // 4)
        directions = torch.randn(4, features)
        directions[:, ::2] *= (torch.randint(0, 2, (1, features // 2)) == torch.tensor([[0], [1], [0], [1]])).float()
        self.waves = nn.Parameter(directions * sigma)
        self.shifts = nn.Parameter(torch.rand(features) * 2 * math.pi)
        self.enter = nn.Linear(features + 8, width)
        self.blocks = nn.Sequential(*[Residual(width) for _ in range(blocks)])
        self.leave = nn.Linear(width, 4)
        self.creature = nn.Sequential(nn.Linear(2, 32), nn.SiLU(), nn.Linear(32, 1))
        nn.init.zeros_(self.leave.weight)
        self.leave.bias.data = torch.tensor([3.0, 3.0, 0.0, 0.0])

    def hidden_matrices(self):
        return [self.enter.weight] + [p for p in self.blocks.parameters() if p.dim() == 2]

    def forward(self, state, action):
        place, heading, speed, phase = state[:, :2], state[:, 2:4], state[:, 4:7], state[:, 7:9]
        speed = speed + torch.sigmoid(self.inertia) * (action - speed)
        heading = rotated(heading, 0.1 * (speed * self.turning).sum(1, keepdim=True))
        moving = torch.cat([speed[:, 0:1] * heading, speed[:, 1:2] * heading], 1)
        wanted = 0.02 * (moving @ self.stride)
        places = torch.cat([place, place + wanted], 1)
        seen = torch.sin(places @ self.waves + self.shifts)
        out = self.leave(nn.functional.silu(self.blocks(self.enter(torch.cat([seen, moving, places], 1)))))
        pace = torch.sqrt((moving * moving).sum(1, keepdim=True) + 1e-12)
        place = place + wanted * torch.sigmoid(out[:, 0:2]) + 0.02 * pace * torch.tanh(out[:, 2:4])
        phase = rotated(phase, 0.01 * self.creature(phase))
        return torch.cat([place, heading, speed, phase], 1)


def rotated(direction, angle):
    """Unit vectors [n, 2] turned by angle [n, 1] radians, brought back to length 1."""
    cos, sin = torch.cos(angle), torch.sin(angle)
    x, y = direction[:, 0:1], direction[:, 1:2]
    turned = torch.cat([x * cos - y * sin, x * sin + y * cos], 1)
    return turned / torch.sqrt((turned * turned).sum(1, keepdim=True))


def to_state(bodies):
    """Simulator bodies [..., 7] -> states [..., 9] (numpy in, float32 tensor out)."""
    b = torch.as_tensor(bodies, dtype=torch.float64)
    parts = [(b[..., :2] - CENTRE) / SPAN, torch.cos(b[..., 2:3]), torch.sin(b[..., 2:3]), b[..., 3:6],
             torch.cos(b[..., 6:7]), torch.sin(b[..., 6:7])]
    return torch.cat(parts, -1).float()


def to_views(states):
    """States [n, 9] -> the views [n, 4] float64 (x, y, heading, phase) they believe in."""
    s = states.detach().double().cpu()
    place = s[:, :2] * SPAN + CENTRE
    return torch.cat([place, torch.atan2(s[:, 3:4], s[:, 2:3]), torch.atan2(s[:, 8:9], s[:, 7:8])], 1).numpy()
