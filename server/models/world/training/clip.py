"""A clip: python3 clip.py --out FOLDER [--onnx world.onnx] [--seconds 20]

A stroll of the model alone, from day to night and through all biomes, as
walk.webp, and walk-first-last.png: the first and the last seconds of a long one.
"""
import argparse
import math
import pathlib

import numpy as np
import torch
from PIL import Image

from dynamics import to_views
from export import first_start
from sheet import save_sheet
from world import load_onnx

FPS, SCALE = 30, 2
# Round the level, in cells; straight lines between them are free.
WAY = ((8.8, 2.5), (9.0, 5.5), (8.8, 7.6), (6.0, 6.9), (5.5, 8.6), (2.0, 8.8), (1.9, 6.0), (2.5, 4.6), (2.0, 2.2), (2.8, 3.5), (5.6, 3.5), (6.2, 2.3))


def stroll(views, goal):
    """Move [1, 2] and turn [1, 1] towards WAY[goal], and the goal from here on."""
    x, y, heading, _ = views[0]
    if math.hypot(WAY[goal][0] - x, WAY[goal][1] - y) < 0.5:
        goal = (goal + 1) % len(WAY)
    off = math.atan2(WAY[goal][1] - y, WAY[goal][0] - x) - heading
    off = math.atan2(math.sin(off), math.cos(off))
    pace, turn = 0.75 * max(math.cos(off), 0.0), max(-1.0, min(1.0, 1.2 * off))
    return torch.tensor([[0.0, pace]]), torch.tensor([[turn]]), goal


@torch.no_grad()
def walk(world, steps, keep):
    """[(step, uint8 picture)] of a stroll from the first start; keep(step) says which."""
    state, kept, still, goal = torch.tensor([first_start()]), [], torch.zeros(1, 1), 10
    for t in range(steps):
        move, turn, goal = stroll(to_views(state), goal)
        state = world.advance(state, move, turn, still)
        if keep(t):
            time = 0.5 + 0.5 * np.sin(t / 95)
            biome = (t // 150) % 4
            picture = world.paint(state, torch.tensor([[time]]).float(), torch.tensor([[float(biome)]]))
            kept.append((t, (picture[0].permute(1, 2, 0).numpy() * 255 + 0.5).astype(np.uint8)))
    return kept


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--onnx", default=pathlib.Path(__file__).parent.parent / "world.onnx")
    args.add_argument("--out", required=True)
    args.add_argument("--seconds", type=float, default=20)
    args = args.parse_args()
    torch.set_num_threads(1)
    world, out = load_onnx(args.onnx), pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    pictures = [Image.fromarray(p) for _, p in walk(world, int(args.seconds * FPS), lambda t: t % 2 == 0)]
    pictures = [p.resize((p.width * SCALE, p.height * SCALE), Image.BICUBIC) for p in pictures]
    pictures[0].save(out / "walk.webp", save_all=True, append_images=pictures[1:], duration=2000 // FPS, loop=0, quality=70, method=4)
    last = 10 * 60 * FPS
    kept = walk(world, last, lambda t: t % 150 == 75 and (t < 1800 or t >= last - 1800))
    half = len(kept) // 2
    save_sheet(out / "walk-first-last.png", [[p for _, p in kept[i:i + 6]] for i in (0, 6, half, half + 6)], scale=2)


if __name__ == "__main__":
    main()
