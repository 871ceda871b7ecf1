"""What rays meet: a network over single rays, shared by all columns of the picture.

place and direction of a ray -> how far it runs, and a code that tells what to paint.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

SPAN = 5.0   # cells per unit of place


class Waves(nn.Module):
    """Learned sine features of [n, inputs] -> [n, count], frequencies drawn from sigmas."""

    def __init__(self, inputs, sigmas, count):
        super().__init__()
        sigma = torch.tensor(sigmas).repeat_interleave(count // len(sigmas))
        self.directions = nn.Parameter(torch.randn(inputs, count) * sigma)
        self.shifts = nn.Parameter(torch.rand(count) * 2 * math.pi)

    def forward(self, x):
        with torch.autocast(x.device.type, enabled=False):   # half precision would blur every place by a hundredth of a cell
            return torch.sin(x.float() @ self.directions + self.shifts)


class Block(nn.Module):
    """x + W2 relu(W1 relu(x)) on [n, width]."""

    def __init__(self, width):
        super().__init__()
        self.first, self.second = nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, x):
        return x + self.second(F.relu(self.first(F.relu(x))))


class Neighbours(nn.Module):
    """x + a convolution over 3 adjacent columns; [views * columns, width]."""

    def __init__(self, width, inner):
        super().__init__()
        self.first, self.second = nn.Linear(width, inner), nn.Linear(3 * inner, width)

    def forward(self, x, columns):
        inner = self.first(F.relu(x))
        inner = inner.view(-1, columns, inner.shape[1])
        edge = torch.zeros_like(inner[:, :1])
        left, right = torch.cat([edge, inner[:, :-1]], 1), torch.cat([inner[:, 1:], edge], 1)
        joined = F.relu(torch.cat([left, inner, right], 2))
        return x + self.second(joined.view(-1, joined.shape[2]))


class Rays(nn.Module):
    """What each ray meets: ranges [m, 1] in cells after a first and a second look, its direction
    relative to the creature [m, 2], and a code [m, width]."""

    def __init__(self, width, features):
        super().__init__()
        self.ray_waves = Waves(6, [1.0, 3.0, 8.0, 16.0], features)
        self.hit_waves = nn.ModuleList([Waves(2, [4.0, 10.0, 20.0, 40.0], features) for _ in range(2)])
        self.sky_waves = Waves(8, [1.0, 3.0, 6.0, 10.0], features // 2)
        self.enter = nn.Linear(features, width)
        self.hits = nn.ModuleList([nn.Linear(features, width) for _ in range(2)])
        self.sky = nn.Linear(features // 2, width)
        # Waves that see one thing alone: the direction (sun, hills), the direction from the creature, the phase (breath of the crystals).
        self.far_waves = nn.ModuleList([Waves(2, [3.0, 7.0, 12.0, 20.0], 64), Waves(2, [3.0, 7.0, 12.0, 20.0], 64), Waves(2, [7.0, 11.0], 32)])
        self.far = nn.Linear(160, width)
        self.blocks = nn.ModuleList([Block(width) for _ in range(8)])
        self.neighbours = Neighbours(width, width // 2)
        self.ranges = nn.ModuleList([nn.Linear(width, 1) for _ in range(2)])
        for part in (self.ranges[1], self.far):
            nn.init.zeros_(part.weight)

    def measure(self, place, ray):
        """place and ray [m, 2] -> first and second range [m, 1] in cells, x [m, width].

        Ranges learn from ranges only: through the quick waves of the place hit,
        the picture would teach them noise.
        """
        x, y, dx, dy = place[:, 0:1], place[:, 1:2], ray[:, 0:1], ray[:, 1:2]
        line = torch.cat([place, ray, x * dy - y * dx, x * dx + y * dy], 1)
        code = self.enter(self.ray_waves(line)).float()
        for block in self.blocks[:3]:
            code = block(code)
        first = F.softplus(self.ranges[0](F.relu(code)).float()) + 0.05
        code = code + self.hits[0](self.hit_waves[0](place + ray * first.detach() / SPAN))
        for block in self.blocks[3:6]:
            code = block(code)
        second = first.detach() * torch.exp(torch.tanh(self.ranges[1](F.relu(code)).float()))
        code = code + self.hits[1](self.hit_waves[1](place + ray * second.detach() / SPAN))
        return first, second, code

    def forward(self, place, ray, phase, columns):
        first, second, code = self.measure(place, ray)
        cos, sin = phase[:, 0:1], phase[:, 1:2]
        relative = torch.cat([ray[:, 0:1] * cos + ray[:, 1:2] * sin, ray[:, 1:2] * cos - ray[:, 0:1] * sin], 1)
        twice = torch.cat([2 * relative[:, 0:1] * relative[:, 1:2], 2 * cos * sin], 1)
        code = code + self.sky(self.sky_waves(torch.cat([ray, relative, phase, twice], 1)))
        code = code + self.far(torch.cat([waves(seen) for waves, seen in zip(self.far_waves, (ray, relative, phase))], 1))
        code = self.neighbours(self.blocks[6](code), columns)
        return first, second, relative, F.relu(self.blocks[7](code))
