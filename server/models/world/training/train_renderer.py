"""Train the renderer: python3 train_renderer.py rays|pictures --out FOLDER --minutes 60 [--resume]

Stage `rays` teaches how far every ray runs; stage `pictures` starts from it
(or from --start) and teaches to paint, still watching the ranges.
"""
import argparse
import pathlib

import numpy as np
import torch

import muon
from measures import psnr
from prefetch import prefetched
from renderer import Renderer
from run import Run
from sheet import save_sheet
from views import crop_batches, ray_batches, whole

RAYS = 4096                       # per iteration of stage rays
VIEWS, PART, LOOKS = 96, 48, 2   # per iteration of stage pictures, at a time, looks of each view
CROP_COLUMNS, MARGIN = 20, 2      # a crop's outer columns lack neighbours and aren't judged
HELD_OUT = 10 ** 6                # seeds from here on are never trained on


def tensors(views, device):
    """Views [n, 4] -> place, heading, phase [n, 2] float32."""
    v = torch.from_numpy(views).float()
    turned = [torch.stack([torch.cos(v[:, k]), torch.sin(v[:, k])], 1) for k in (2, 3)]
    return [part.to(device) for part in ((v[:, :2] - 5.5) / 5, *turned)]


def range_loss(guess, truth):
    return (torch.log(guess) - torch.log(truth)).abs().mean()


def ray_loss(model, batch, device):
    rays, ranges = batch
    place, ray, _ = tensors(np.concatenate([rays, rays[:, 2:]], 1), device)
    truth = torch.from_numpy(ranges).to(device)
    first, second, _ = model.rays.measure(place, ray)
    loss = range_loss(second[:, 0], truth)
    return loss + 0.5 * range_loss(first[:, 0], truth), {"log_range": loss.detach()}


def picture_loss(model, batch, device, fast):
    views, looks, corners, pictures, ranges = (torch.from_numpy(part) if i else part for i, part in enumerate(batch))
    place, heading, phase = tensors(views, device)
    with torch.autocast(device.type, torch.bfloat16, enabled=fast):
        guess, nearer, second = model(place, heading, phase, looks.to(device), corners.to(device), *pictures.shape[3:])
    error = (guess.float() - pictures.to(device))[..., MARGIN:-MARGIN]
    l1, l2 = error.abs().mean(), (error * error).mean()
    ranges = ranges.to(device)
    loss = l1 + 12 * l2 + 0.3 * range_loss(second, ranges) + 0.15 * range_loss(nearer, ranges)
    return loss, {"l1": l1.detach(), "log_range": range_loss(second, ranges).detach()}


@torch.no_grad()
def render(model, views, looks, device, batch=16):
    """[n, rows, columns, 3] float32 pictures of views under looks [n, 5]."""
    parts = []
    for i in range(0, len(views), batch):
        look = torch.from_numpy(np.asarray(looks[i:i + batch], np.float32)).unsqueeze(1).to(device)
        parts.append(model(*tensors(views[i:i + batch], device), look)[0][:, 0].permute(0, 2, 3, 1).cpu())
    return torch.cat(parts).clamp(0, 1).numpy()


def examine(run, held_out, device):
    views, looks, truths = held_out
    pictures = render(run.averaged, views, looks, device)
    value = psnr(pictures, truths).mean()
    run.note("psnr", value)
    print(f"{run.name} iteration {run.iteration} held-out psnr {value:.2f} dB after {run.seconds / 60:.1f} min", flush=True)
    rows = [row for i in range(0, 24, 6) for row in (list(truths[i:i + 6]), list(pictures[i:i + 6]))]
    save_sheet(run.folder / f"{run.name}-sheet.png", rows, scale=2)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("stage", choices=("rays", "pictures"))
    args.add_argument("--out", required=True)
    args.add_argument("--start", help="checkpoint to start the weights from")
    args.add_argument("--minutes", type=float, default=0)
    args.add_argument("--iterations", type=int, default=0)
    args.add_argument("--rate", type=float, default=0.015, help="Muon's learning rate")
    args.add_argument("--decay-from", type=float, default=0.3, help="progress from which the rate falls")
    args.add_argument("--width", type=int, default=128)
    args.add_argument("--height", type=int, default=80)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--fast", action="store_true", help="bfloat16 where the processor has it")
    args.add_argument("--resume", action="store_true")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = Renderer(args.width, args.height).to(device)
    start = args.start or (args.stage == "pictures" and pathlib.Path(args.out, "rays.pt"))
    if start:
        saved = torch.load(start, map_location=device)["averaged"]
        fitting = {k: v for k, v in model.state_dict().items() if k in saved and saved[k].shape == v.shape}
        model.load_state_dict({k: saved[k] for k in fitting if k not in ("angles", "tangents")}, strict=False)
    run = Run(args.out, args.stage, model, muon.for_model(model, args.rate, args.rate / 10), args.iterations, args.minutes,
              args.decay_from)
    if args.resume:
        run.resume()
    rng = np.random.default_rng([args.seed, run.iteration])
    held_out = whole(np.random.default_rng(HELD_OUT), 96, args.width, args.height)
    if args.stage == "rays":
        for batch in prefetched(ray_batches(rng, RAYS)):
            loss, measures = ray_loss(model, batch, device)
            run.learn(loss)
            run.update(**measures)
            if run.progress >= 1:
                break
    else:
        for batch in prefetched(crop_batches(rng, VIEWS, LOOKS, (args.width, args.height), (CROP_COLUMNS, args.height // 2 + MARGIN))):
            for i in range(0, VIEWS, PART):
                loss, measures = picture_loss(model, [part[i:i + PART] for part in batch], device, args.fast)
                run.learn(loss, PART / VIEWS)
            run.update(**measures)
            if run.iteration % 500 == 0 or run.progress >= 1:
                examine(run, held_out, device)
            if run.progress >= 1:
                break
    run.save()


if __name__ == "__main__":
    main()
