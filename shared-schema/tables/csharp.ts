/** The tables as C#, for the Unity package. */
import { BOUNDS, type BoundRow } from "./bounds.ts";
import { GAMEPAD_AXES, GAMEPAD_BUTTONS, KEYS } from "./devices.ts";
import { closeCodes, ENDS, NO_SERVER, RESUMABLE } from "./ends.ts";

const pascal = (name: string): string => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const rows = (lines: readonly string[], indent: number): string =>
  lines.map((line) => `${" ".repeat(indent)}{ ${line} },`).join("\n");
const quoted = (text: string): string => JSON.stringify(text);

export function csharpEnds(from: string): string {
  const finals = ENDS.filter(({ final }) => final);
  return `// Generated from ${from}. Do not edit.
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>How a connection ends: which code a close code stands for, which ends are final, and what to do about each.</summary>
    public static class LinkEnds
    {
        private static readonly Dictionary<int, string> Codes = new Dictionary<int, string>
        {
${rows(
  closeCodes().map(([close, code]) => `${close}, ${quoted(code)}`),
  12,
)}
        };

        /// <summary>Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing.</summary>
        private static readonly Dictionary<string, string> Finals = new Dictionary<string, string>
        {
${rows(
  finals.map(({ code, sentence = "" }) => `${quoted(code)}, ${quoted(sentence)}`),
  12,
)}
        };

        private static readonly Dictionary<string, string> Remedies = new Dictionary<string, string>
        {
${rows(
  [
    `"", ${quoted(NO_SERVER)}`,
    ...ENDS.filter(({ remedy }) => remedy !== "").map(({ code, remedy }) => `${quoted(code)}, ${quoted(remedy)}`),
  ],
  12,
)}
        };

        /// <summary>Farewells after which the same session can be resumed, so that what waits goes on waiting.</summary>
        internal static bool IsResumable(string code) => ${RESUMABLE.map((code) => `code == ${quoted(code)}`).join(" || ")};

        /// <summary>The protocol's code for a WebSocket close code; "" for one that is not in its table.</summary>
        public static string CodeOf(int closeCode) => Codes.TryGetValue(closeCode, out string code) ? code : "";

        /// <summary>Whether a connection that ended with this code is not tried again by itself.</summary>
        public static bool IsFinal(string code) => Finals.ContainsKey(code);

        /// <summary>What to tell people about a final end; "" for others.</summary>
        internal static string SentenceOf(string code) => Finals.TryGetValue(code, out string sentence) ? sentence : "";

        /// <summary>What to do about an end; "" when there is nothing to do.</summary>
        public static string RemedyOf(string code) => Remedies.TryGetValue(code, out string remedy) ? remedy : "";
    }
}
`;
}

export function csharpBounds(from: string): string {
  const type = ({ value }: BoundRow): string => (typeof value === "number" ? "const int" : "static readonly int[]");
  const text = ({ value }: BoundRow): string => (typeof value === "number" ? `${value}` : `{ ${value.join(", ")} }`);
  return `// Generated from ${from}. Do not edit.
namespace Worldport.Client
{
    /// <summary>What every client allows itself and a server, whatever the server says.</summary>
    // Not public: the engine has a Bounds, too.
    internal static class Bounds
    {
${BOUNDS.map(
  (bound) => `        /// <summary>${bound.meaning}</summary>
        public ${type(bound)} ${pascal(bound.name)} = ${text(bound)};`,
).join("\n\n")}
    }
}
`;
}

export function csharpDevices(from: string): string {
  const keys = KEYS.flatMap(({ code, unity }) =>
    unity === null ? [] : [[code, ...unity, controlOf(unity[1])].map(quoted).join(", ")],
  );
  const parts = [...GAMEPAD_AXES, ...GAMEPAD_BUTTONS].flatMap(({ name, unity }) =>
    unity === null ? [] : [`${quoted(name)}, ${quoted(unity)}`],
  );
  return `// Generated from ${from}. Do not edit.
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>Keys and gamepad parts by the names that schema documents and Unity have for them.</summary>
    internal static class DeviceNames
    {
        /// <summary>KeyboardEvent.code, UnityEngine.KeyCode, UnityEngine.InputSystem.Key, control of the Input System.</summary>
        public static readonly string[,] Keys =
        {
${rows(keys, 12)}
        };

        /// <summary>Part of the W3C standard gamepad → control of the Input System.</summary>
        public static readonly Dictionary<string, string> GamepadParts = new Dictionary<string, string>
        {
${rows(parts, 12)}
        };
    }
}
`;
}

/** The Input System's control of a key: `Digit1` → `1`, `LeftArrow` → `leftArrow`. */
function controlOf(key: string): string {
  return key.replace(/^Digit/, "").replace(/^./, (first) => first.toLowerCase());
}
