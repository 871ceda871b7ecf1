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

from pixels import Palette, Pixels
from rays import Rays

FIELD_OF_VIEW = math.radians(75)


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
