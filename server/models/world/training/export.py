"""Export: python3 export.py --dynamics D.pt --renderer R.pt --onnx world.onnx --vectors parity.json

Writes the graph (opset 15, batch 1) and, from the PyTorch model, a scripted
walk that any other runtime must reproduce.
"""
import argparse
import base64
import json
import math
import zlib

import numpy as np
import onnx
import torch

from world import INPUTS, OUTPUTS, load

STEPS, THUMBNAIL_EVERY, WHOLE_AT = 300, 10, (0, 149, 299)
BLOCK = 8   # pixels of a thumbnail's square

# Named places to start: x, y in cells, heading in degrees, creature's phase in degrees.
STARTS = {
    "gate": (5.5, 3.6, 35, 38), "west_door": (2.0, 3.5, 0, 20), "lane": (2.5, 4.6, 45, 75), "crystal": (5.0, 5.4, -25, -10),
    "east_corner": (9.0, 2.0, 125, 120), "windows": (8.6, 6.6, -60, -45), "hall": (5.5, 8.6, -90, -80), "alcove": (9.0, 8.9, -100, -85),
    "arches": (2.6, 8.6, -70, -55), "terrace": (6.4, 1.8, 60, 45), "arcade": (2.2, 1.9, 110, 120), "crossing": (5.9, 6.6, 30, 42),
}


def start_states():
    """{name: 9 state numbers}, at rest."""
    states = {}
    for name, (x, y, heading, phase) in STARTS.items():
        h, p = math.radians(heading), math.radians(phase)
        numbers = (x - 5.5) / 5, (y - 5.5) / 5, math.cos(h), math.sin(h), 0, 0, 0, math.cos(p), math.sin(p)
        states[name] = [round(v, 6) for v in numbers]
    return states


def first_start():
    return next(iter(start_states().values()))


def script():
    """The inputs of every step but the state: {name: [STEPS, k]}; keys, stick, mouse and looks all move."""
    rng = np.random.default_rng(7)
    t = np.arange(STEPS)
    held = rng.integers(-1, 2, (STEPS // 12, 3)).repeat(12, 0).astype(float)
    held[:, 1] = np.where(rng.random(STEPS // 12).repeat(12) < 0.7, 1.0, held[:, 1])
    stick = (t // 60) % 2 == 1
    held[stick] *= 0.6
    look = np.where(t % 50 < 10, np.sin(t * 0.3) * 2, 0)
    script = {"move": held[:, :2], "turn": held[:, 2:], "look": look[:, None],
              "time_of_day": (0.5 - 0.5 * np.cos(t / 40))[:, None], "biome": (t // 75)[:, None].astype(float)}
    return {name: np.round(values, 4) for name, values in script.items()}


def parity(world):
    """The scripted walk from the first start, played by PyTorch."""
    inputs, state = script(), torch.tensor([first_start()])
    states, thumbnails, wholes = [], [], []
    for t in range(STEPS):
        frame, state = world(state, *(torch.from_numpy(inputs[name][t:t + 1]).float() for name in list(INPUTS)[1:]))
        states.append([float(f"{v:.7g}") for v in state[0].tolist()])
        pixels = frame[0].numpy()
        if t % THUMBNAIL_EVERY == 0:
            h, w, _ = pixels.shape
            blocks = pixels.reshape(h // BLOCK, BLOCK, w // BLOCK, BLOCK, 3).mean((1, 3))
            thumbnails.append({"step": t, "bytes": base64.b64encode(np.round(blocks).astype(np.uint8).tobytes()).decode()})
        if t in WHOLE_AT:
            wholes.append({"step": t, "zlib": base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode()})
    return {"about": "state is fed back; states[i] and frames follow inputs[i]. Thumbnails are means of block x block pixels, RGB; whole frames are zlib RGB.",
            "block": BLOCK,
            "start": first_start(), "inputs": {name: values.tolist() for name, values in inputs.items()},
            "states": states, "thumbnails": thumbnails, "frames": wholes}


def write_starts(path):
    """Put STARTS into the manifest: the state's initial values and the choices of teleport."""
    with open(path) as file:
        text = file.read()
    manifest = json.loads(text)
    manifest["state"]["state"]["initial"] = {"one_of": start_states()}
    manifest["commands"]["teleport"]["args"]["place"]["choices"] = list(STARTS)
    with open(path, "w") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


def main():
    args = argparse.ArgumentParser()
    for name in ("dynamics", "renderer", "onnx", "vectors"):
        args.add_argument(f"--{name}", required=True)
    args.add_argument("--manifest", help="manifest whose named starts are written anew")
    args = args.parse_args()
    torch.set_num_threads(1)
    world = load(args.dynamics, args.renderer)
    example = tuple(torch.zeros(shape) for shape in INPUTS.values())
    example[0][:] = torch.tensor(first_start())
    torch.onnx.export(world, example, args.onnx, opset_version=15, input_names=list(INPUTS), output_names=list(OUTPUTS),
                      do_constant_folding=False)
    graph = onnx.load(args.onnx)
    onnx.checker.check_model(graph)
    with open(args.vectors, "w") as file:
        json.dump(parity(world), file, separators=(",", ":"))
        file.write("\n")
    if args.manifest:
        write_starts(args.manifest)
    print(f"{args.onnx}: {len(graph.graph.node)} nodes, {len(graph.SerializeToString()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
