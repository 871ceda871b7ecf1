/** Why onnxruntime will not open a graph: its words → one sentence that says what to do. */

interface Cause {
  readonly pattern: RegExp;
  /** `found` are the pattern's groups. */
  readonly say: (file: string, found: readonly string[]) => string;
}

/** What strangers' graphs were refused for, with the words of onnxruntime 1.20–1.30. */
const CAUSES: readonly Cause[] = [
  {
    pattern: /External data path does not exist: "(?:[^"]*[\\/])?([^"\\/]+)"/,
    say: (file, [weights]) =>
      `${file} keeps its weights in a file of their own, ${weights}, which is not there. Put ${weights} into the same folder, under that name.`,
  },
  {
    pattern: /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    say: (file, [version, newest]) =>
      `${file} is written in ONNX's IR version ${version}; the installed onnxruntime reads up to ${newest}. Set ir_version to ${newest} in Python (onnx.load, model.ir_version = ${newest}, onnx.save) or update onnxruntime-node.`,
  },
  {
    pattern:
      /Opset (\d+) is under development and support for this is limited\. .*?opset for domain \S+ is till opset (\d+)/,
    say: (file, [opset, newest]) =>
      `${file} uses opset ${opset}; the installed onnxruntime knows up to ${newest}. Export it again with opset_version=${newest}, or update onnxruntime-node.`,
  },
  {
    pattern: /(?:No Op registered for (\S+)|Fatal error: (\S+?)\(-?\d+\) is not a registered function\/op)/,
    say: (file, [plain, custom]) =>
      `${file} uses the operator ${plain ?? custom}, which onnxruntime does not have. Export it again without it; operators of extension packages can't be loaded here.`,
  },
];

/** One sentence for a graph that onnxruntime refuses; `words` are its own, on one line with a full stop. */
export function refusalOf(file: string, words: string): string {
  for (const { pattern, say } of CAUSES) {
    const match = pattern.exec(words);
    if (match !== null) return say(file, match.slice(1));
  }
  return `${file} is refused by onnxruntime: ${words} Export it again, with an opset onnxruntime knows.`;
}
