"""Evaluate what is shipped: python3 evaluate.py --out FOLDER

Everything runs open loop from seeds that training never saw. Writes
quality.json, quality.md and a sheet of dream beside truth.
"""
import argparse
import json
import pathlib

import numpy as np
import torch

import physics
from dynamics import to_state, to_views
from measures import brightness, psnr, sharpness, ssim
from picture import frames
from quality import as_markdown
from sheet import save_sheet
from train_renderer import HELD_OUT
from views import Views
from walks import errors, physics_tests, play, random_walks
from world import SIZE_SHIPPED, load, load_onnx

STEPS = 1, 16, 64, 256, 1024, 2048
PLAY_STEPS, PLAY_EVERY = 10_000, 20
LOOK_VIEWS = 48
SIZE = SIZE_SHIPPED


@torch.no_grad()
def paint(world, states, times, biomes, batch=16):
    """[n, rows, columns, 3] float32 as shown: rounded to bytes."""
    parts = []
    for i in range(0, len(states), batch):
        t, b = (torch.as_tensor(v[i:i + batch], dtype=torch.float32)[:, None] for v in (times, biomes))
        parts.append(world.paint(states[i:i + batch], t, b).permute(0, 2, 3, 1))
    return (torch.cat(parts).numpy() * 255 + 0.5).astype(np.uint8).astype(np.float32) / 255


def true_frames(views, times, biomes):
    looks = np.zeros((len(views), 5), np.float32)
    looks[:, 0] = times
    looks[np.arange(len(views)), 1 + biomes] = 1
    return frames(views, looks, *SIZE)


def view_of(bodies):
    return bodies[:, [0, 1, 2, 6]]


def open_loop(world, rng, count):
    """One row of measures per step of STEPS, and the kept frames for the sheet."""
    times, biomes = rng.random(count), rng.integers(0, 4, count)
    kept, inside = random_walks(world, rng, count, STEPS[-1], STEPS)
    rows, shown = [], {}
    for step in STEPS:
        bodies, state = kept[step]
        dream, truth = paint(world, state, times, biomes), true_frames(view_of(bodies), times, biomes)
        believed = true_frames(to_views(state), times, biomes)
        at_truth = paint(world, to_state(bodies), times, biomes)
        other = true_frames(view_of(physics.random_bodies(count, rng)), times, biomes)
        place, heading = errors(bodies, state)
        value = psnr(dream, truth)
        rows.append({"step": step, "psnr": value.mean(), "psnr_median": np.median(value), "ssim": ssim(dream, truth).mean(),
                     "psnr_at_true_pose": psnr(at_truth, truth).mean(), "psnr_at_believed_pose": psnr(dream, believed).mean(),
                     "psnr_random_view": psnr(other, truth).mean(), "place_median_cells": np.median(place),
                     "place_mean_cells": place.mean(), "heading_median_deg": np.median(heading), "within_half_cell": (place < 0.5).mean()})
        shown[step] = truth, dream
        print({k: round(float(v), 4) for k, v in rows[-1].items()}, flush=True)
    return [{k: v if k == "step" else float(v) for k, v in row.items()} for row in rows], inside, shown


def look_tests(world, rng):
    """How often the commanded biome and time are the nearest look, and how the physics takes it."""
    views = Views(rng).draw(LOOK_VIEWS)
    bodies = np.zeros((LOOK_VIEWS, 7))
    bodies[:, :3], bodies[:, 6] = views[:, :3], views[:, 3]
    truths = np.stack([[true_frames(views, np.full(LOOK_VIEWS, t / 4), np.full(LOOK_VIEWS, b)) for t in range(5)] for b in range(4)])
    biome_hits, time_hits = [], []
    for b in range(4):
        for t in range(5):
            dream = paint(world, to_state(bodies), np.full(LOOK_VIEWS, t / 4), np.full(LOOK_VIEWS, b))
            biome_hits.append(((truths[:, t] - dream) ** 2).mean((2, 3, 4)).argmin(0) == b)
            time_hits.append(((truths[b] - dream) ** 2).mean((2, 3, 4)).argmin(0) == t)
    state, actions = to_state(bodies[:1]), [torch.tensor([[0.3, 1.0]]), torch.tensor([[0.4]]), torch.tensor([[0.2]])]
    with torch.no_grad():
        ends = [world(state, *actions, torch.tensor([[t]]), torch.tensor([[b]]))[1] for t, b in ((0.0, 0.0), (0.5, 1.0), (1.0, 3.0))]
    return {"biome_nearest": float(np.mean(biome_hits)), "time_nearest_of_5": float(np.mean(time_hits)),
            "frames": len(biome_hits) * LOOK_VIEWS, "looks_leave_physics_alone": bool(all(torch.equal(e, ends[0]) for e in ends))}


def play_test(world, rng):
    """10 000 steps of one play: brightness and sharpness of dream and of the true frames at the believed poses."""
    keep = range(PLAY_EVERY, PLAY_STEPS + 1, PLAY_EVERY)
    states = play(world, rng, PLAY_STEPS, set(keep))
    times, biomes = rng.random(len(states)), rng.integers(0, 4, len(states))
    dream, truth = paint(world, states, times, biomes), true_frames(to_views(states), times, biomes)
    half, last = psnr(dream, truth)[:50].mean(), psnr(dream, truth)[-50:].mean()
    return {"steps": PLAY_STEPS, "frames": len(states), "finite": bool(torch.isfinite(states).all() and np.isfinite(dream).all()),
            "brightness": float(brightness(dream).mean()), "brightness_true": float(brightness(truth).mean()),
            "sharpness": float(sharpness(dream).mean()), "sharpness_true": float(sharpness(truth).mean()),
            "psnr_at_believed_pose": float(psnr(dream, truth).mean()), "psnr_first_1000": float(half), "psnr_last_1000": float(last)}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--onnx", default=pathlib.Path(__file__).parent / "../world.onnx", help="what to evaluate")
    for name in ("dynamics", "renderer"):
        args.add_argument(f"--{name}", help="a checkpoint, to evaluate two of them and not an ONNX file")
    args.add_argument("--out", required=True)
    args.add_argument("--sequences", type=int, default=128)
    args = args.parse_args()
    torch.set_num_threads(1)
    world = load(args.dynamics, args.renderer) if args.renderer else load_onnx(args.onnx)
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    seeds = [np.random.default_rng(HELD_OUT + k) for k in range(1, 5)]
    rows, inside, shown = open_loop(world, seeds[0], args.sequences)
    quality = {"sequences": args.sequences, "size": SIZE, "open_loop": rows, "inside_wall_share": float(inside),
               "physics": physics_tests(world, seeds[1]), "looks": look_tests(world, seeds[2]), "play": play_test(world, seeds[3])}
    (out / "quality.json").write_text(json.dumps(quality, indent=1) + "\n")
    (out / "quality.md").write_text(as_markdown(quality))
    picked = [rows for step in (1, 64, 256, 2048) for rows in (list(shown[step][0][:6]), list(shown[step][1][:6]))]
    save_sheet(out / "dream-beside-truth.png", picked, scale=2)
    print(as_markdown(quality))


if __name__ == "__main__":
    main()
