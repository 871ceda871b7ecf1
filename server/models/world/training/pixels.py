"""How pixels are painted: a small network over pixels, and the palette that colours it.

codes, ranges and directions of the columns -> amounts of learned paints per
pixel; looks -> the colours of those paints.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from rays import SPAN, Waves

EYE_HEIGHT = 0.45   # cells


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
