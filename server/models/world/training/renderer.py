"""The learned renderer: a neural light field, painted by a learned palette.

place [n, 2], heading [n, 2], phase [n, 2] (see dynamics.py) and looks
[n, s, 5] (time of day 0..1, 4 biome weights) -> pictures [n, s, 3, rows, columns].

All columns of the picture share one network over rays, which guesses how far
the ray runs, looks at the place it thinks it hits, and corrects itself. Its
code tells a small network over pixels what to paint. Looks only choose the
colours of the last layer, so they can't disturb anything else.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

FIELD_OF_VIEW = math.radians(75)
SPAN = 5.0           # cells per unit of place
EYE_HEIGHT = 0.45    # cells


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


class Pixels(nn.Module):
    """Paint columns: codes and ranges -> [n, channels, rows, columns] amounts of learned paints."""

    def __init__(self, width, channels, edges=12, steps=16, profiles=8, knots=20):
        super().__init__()
        self.split = [channels] * 4 + [edges, profiles * knots]
        self.profiles, self.knots = profiles, knots
        # Soft steps in height over the eye as seen (t) and in 1 / range: t + place / range.
        self.step_gain = nn.Parameter(30 * torch.exp(0.6 * torch.randn(steps)))
        self.step_place = nn.Parameter(torch.cat([torch.tensor([EYE_HEIGHT, EYE_HEIGHT, EYE_HEIGHT - 1, EYE_HEIGHT - 1]),
                                                  torch.rand(steps - 4) - (1 - EYE_HEIGHT)]))
        self.edge_gain = nn.Parameter(10 * torch.exp(0.6 * torch.randn(edges)))
        # Place hit and height on the wall; place on the ground; direction in the sky, and as the creature sees it.
        self.wall_waves, self.floor_waves, self.sky_waves = Waves(3, [3.0, 6.0, 10.0, 16.0], 16), Waves(2, [2.0, 3.0, 4.0], 12), Waves(5, [2.0, 5.0, 10.0], 12)
        self.sky_waves.directions.data[3:, ::2] = 0
        self.sky_waves.directions.data[:2, 1::2] = 0
        # The code tells each column two scales and shifts, where edges lie, and profiles: smooth curves over the rows.
        self.told = nn.Linear(width, sum(self.split))
        self.told.bias.data[4 * channels:4 * channels + edges] = torch.linspace(-0.4, 0.45, edges)
        self.enter = nn.Conv2d(steps + edges + 42 + profiles, channels, 1)
        self.mix = nn.Conv2d(channels, channels, 3, padding=1)
        self.last = nn.Conv2d(channels, channels, 1)

    def forward(self, code, second, place, ray, relative, slant, tangents, columns):
        n, rows = tangents.shape

        def as_columns(values):   # [n * columns, k] -> [n, k, 1, columns]
            return values.view(n, columns, -1).permute(0, 2, 1).unsqueeze(2)

        def over_rows(values):    # [n, k, 1, columns] -> [n, k, rows, columns]
            return values.expand(-1, -1, rows, -1)

        scale, shift, scale2, shift2, edge_at, knots = as_columns(self.told(code).float()).split(self.split, 1)
        profiles = torch.matmul(self._between_knots(tangents), knots.reshape(n, self.profiles, self.knots, columns))
        rise = tangents.view(n, 1, rows, 1) * as_columns(slant)
        inverse, direction, here = as_columns(1 / second), as_columns(ray), as_columns(place) * SPAN
        height = torch.clamp(EYE_HEIGHT + rise * as_columns(second), -0.5, 1.5)
        steps = torch.clamp(0.5 + self.step_gain.view(1, -1, 1, 1) * (rise + self.step_place.view(1, -1, 1, 1) * inverse), 0, 1)
        edges = torch.clamp(0.5 + self.edge_gain.view(1, -1, 1, 1) * (rise - edge_at), 0, 1)
        hit = over_rows(here + direction * as_columns(second))
        ground = here + direction * (EYE_HEIGHT / torch.clamp(-rise, min=0.06))
        sky = torch.cat([over_rows(direction), rise, over_rows(as_columns(relative))], 1)
        seen = torch.cat([steps, edges, self._waves(self.wall_waves, torch.cat([hit, height], 1)), self._waves(self.floor_waves, ground),
                          self._waves(self.sky_waves, sky), height, rise, profiles], 1)
        x = F.relu(self.enter(seen) * (1 + scale) + shift)
        x = F.relu(x + self.mix(x))
        x = F.relu(x * (1 + scale2) + shift2)
        return F.relu(self.last(x))

    def _between_knots(self, tangents):
        """[n, 1, rows, knots] shares of the two knots next to each row, for tangents [n, rows] within a half picture of +-0.5."""
        place = (0.5 - tangents) * (self.knots - 1)
        return F.relu(1 - torch.abs(place.unsqueeze(2) - torch.arange(self.knots, device=tangents.device))).unsqueeze(1)

    def _waves(self, waves, values):
        """Sine features over the channels of [n, inputs, rows, columns]."""
        with torch.autocast(values.device.type, enabled=False):
            return torch.sin(F.conv2d(values.float(), waves.directions.t()[:, :, None, None], waves.shifts))


class Palette(nn.Module):
    """Looks [m, 5] -> the colours [m, 3, channels] of the paints and of the ground [m, 3, 1]."""

    def __init__(self, channels, width=96):
        super().__init__()
        self.channels = channels
        self.net = nn.Sequential(nn.Linear(9, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(),
                                 nn.Linear(width, 3 * channels + 3))
        self.net[-1].bias.data[-3:] = 0.4

    def forward(self, looks):
        time = looks[:, 0:1]
        tones = [torch.cos(math.pi * k * time) for k in (1, 2, 3, 4)]
        out = self.net(torch.cat([looks] + tones, 1))
        return out[:, :-3].view(-1, 3, self.channels), out[:, -3:].view(-1, 3, 1)


class Renderer(nn.Module):
    """Rays, pixels and palette for a picture of columns x rows."""

    def __init__(self, columns=128, rows=80, width=256, features=192, channels=24):
        super().__init__()
        self.columns, self.rows = columns, rows
        self.rays, self.pixels, self.palette = Rays(width, features), Pixels(width, channels), Palette(channels)
        focal = columns / 2 / math.tan(FIELD_OF_VIEW / 2)
        self.register_buffer("angles", torch.atan((torch.arange(columns) + 0.5 - columns / 2) / focal))
        self.register_buffer("tangents", (rows / 2 - 0.5 - torch.arange(rows)) / focal)

    def hidden_matrices(self):
        linears = [m for part in (self.rays, self.pixels.last, self.pixels.mix, self.pixels.enter)
                   for m in part.modules() if isinstance(m, (nn.Linear, nn.Conv2d))]
        return [m.weight for m in linears if m.weight.shape[0] > 1] + [self.pixels.told.weight]

    def forward(self, place, heading, phase, looks, corner=None, rows=None, columns=None):
        """Pictures, first and second ranges [n, columns]; of a crop at corner [n, 2] (row, column) if given."""
        n, rows, columns = len(place), rows or self.rows, columns or self.columns
        if corner is None:
            angle, tangents = self.angles.unsqueeze(0).expand(n, -1), self.tangents.unsqueeze(0).expand(n, -1)
        else:
            angle = self.angles[corner[:, 1:2] + torch.arange(columns, device=corner.device)]
            tangents = self.tangents[corner[:, 0:1] + torch.arange(rows, device=corner.device)]
        cos, sin = torch.cos(angle), torch.sin(angle)
        hx, hy = heading[:, 0:1], heading[:, 1:2]
        ray = torch.stack([hx * cos - hy * sin, hy * cos + hx * sin], 2).view(-1, 2)
        slant = cos.reshape(-1, 1)
        places = place.unsqueeze(1).expand(-1, columns, -1).reshape(-1, 2)
        phases = phase.unsqueeze(1).expand(-1, columns, -1).reshape(-1, 2)
        nearer, second, relative, code = self.rays(places, ray, phases, columns)
        amounts = self.pixels(code, second.detach(), places, ray, relative, slant, tangents, columns)
        colours, ground = self.palette(looks.reshape(-1, 5))
        looks_per_view = looks.shape[1]
        colours, ground = colours.reshape(n, looks_per_view * 3, -1), ground.reshape(n, looks_per_view * 3, 1)
        picture = torch.matmul(colours, amounts.flatten(2)) + ground
        return picture.view(n, looks_per_view, 3, rows, columns), nearer.view(n, columns), second.view(n, columns)
