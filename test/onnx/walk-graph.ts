/** The graph of the README's example: a learned world's face without its weights. */
import { GraphWriter } from "../../server/onnx/graph-writer.ts";

/** state [1,7], action [1,3], style [1,5] → frame uint8 [1,64,96,3], next_state [1,7]. */
export function walkGraph(): Uint8Array {
  const g = new GraphWriter("walk");
  const state = g.input("state", "float32", [1, 7]);
  const action = g.input("action", "float32", [1, 3]);
  const style = g.input("style", "float32", [1, 5]);
  const moved = g.op("Add", [state, g.op("Pad", [action, g.ints(0, 0, 0, 4)])]);
  const light = g.op("Mul", [g.op("ReduceSum", [style]), 40]);
  const picture = g.op("Expand", [g.op("Reshape", [light, g.ints(1, 1, 1, 1)]), g.ints(1, 64, 96, 3)]);
  g.output("frame", g.op("Cast", [picture], { to: 2 }), "uint8", [1, 64, 96, 3]);
  g.output("next_state", moved, "float32", [1, 7]);
  return g.bytes();
}
