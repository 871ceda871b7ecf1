/** Messages from clients: every type, with few and with all fields. `null` as payload: there is none. */

export type Case = readonly [name: string, type: string, body: Record<string, unknown>, payloadHex?: string];

export const CLIENT_CASES: readonly Case[] = [
  ["hello with nothing but the protocol", "hello", { protocol: 1 }],
  [
    "hello of a driver with everything",
    "hello",
    {
      protocol: 1,
      client: { name: "my-game", version: "1.2.0", engine: "godot 4.4" },
      role: "driver",
      token: "s3cret",
      resume: "5f0c2b7e",
      seed: 4294967295,
      schema_hash: "sha256:00",
      tracks: { main: { formats: ["rgba8", "jpeg"], max_width: 1280, max_height: 720, max_fps: 59.94, credit: 3 } },
    },
  ],
  ["hello of a spectator who wants no frames", "hello", { protocol: 1, role: "spectator", tracks: {} }],
  ["hello with a key nobody knows, which is ignored", "hello", { protocol: 1, mood: "good" }],
  ["command without args", "command", { id: 1, name: "jump" }],
  ["command with args and time", "command", { id: 2, name: "set_speed", args: { speed: 2.5 }, t_us: 1234567890 }],
  ["held command that asks for no reply", "command", { id: 300, name: "move", args: { x: -1, y: 0.25 }, reply: false }],
  [
    "command with a text of many alphabets and nested args",
    "command",
    { id: 70000, name: "set_prompt", args: { text: "Äpfel, 城, 🏰", list: [1, -1, 0.5, null, true, false], map: { a: [] } } },
  ],
  ["command whose args bring the depth to 16", "command", { id: 3, name: "deep", args: { x: [[[[[[[[[[[[[0]]]]]]]]]]]]] } }],
  ["seen", "seen", { track: "main", epoch: 2, seq: 65536 }],
  ["shown with the least", "shown", { track: "main", epoch: 1, seq: 1, received_us: 1000, shown_us: 9000 }],
  [
    "shown with everything",
    "shown",
    { track: "main", epoch: 1, seq: 2, received_us: 17000, uploaded_us: 17500, shown_us: 25000, input_us: 2000 },
  ],
  ["subscribe to a track as it is", "subscribe", { track: "main" }],
  ["subscribe with wishes", "subscribe", { track: "main", formats: ["jpeg"], max_width: 320, max_fps: 15, credit: 1 }],
  ["unsubscribe", "unsubscribe", { track: "main" }],
  ["frame for an in track", "frame", { track: "camera", seq: 1, width: 2, height: 1, format: "rgba8" }, "ff0000ff00ff00ff"],
  [
    "frame for an in track with time and meta",
    "frame",
    { track: "camera", seq: 2, width: 1, height: 1, format: "rgba8", t_us: 5, meta: { position: [0, 1.5, -3] } },
    "01020304",
  ],
  ["pause", "pause", {}],
  ["play", "play", {}],
  ["step by one frame", "step", {}],
  ["step by ten frames", "step", { n: 10 }],
  ["restart with a new seed", "restart", {}],
  ["restart with a known seed", "restart", { seed: 7 }],
  ["ping", "ping", { t_us: 9007199254740991 }],
  ["bye", "bye", {}],
  ["bye with a reason", "bye", { reason: "the player quit" }],
];

/** The same messages in longer encodings that some writers choose. Readers accept them. */
export const LOOSE_CASES: readonly (readonly [name: string, hex: string])[] = [
  ["integers as 64 bits, signed", "92 a4 7365656e 83 a5 747261636b a4 6d61696e a5 65706f6368 d3 0000000000000001 a3 736571 d3 0000000000000002"],
  ["integers as 64 bits, unsigned", "92 a4 7365656e 83 a5 747261636b a4 6d61696e a5 65706f6368 cf 0000000000000001 a3 736571 cf 0000000000000002"],
  ["a whole number as a float", "92 a4 70696e67 81 a4 745f7573 cb 40f86a0000000000"],
  ["a whole float beyond 2^53", "92 a7 636f6d6d616e64 83 a2 6964 01 a4 6e616d65 a4 7475726e a4 61726773 81 a6 616d6f756e74 cb 4415af1d78b58c40"],
  ["a 32-bit float", "92 a7 636f6d6d616e64 83 a2 6964 01 a4 6e616d65 a4 7475726e a4 61726773 81 a6 616d6f756e74 ca 3f000000"],
  ["strings with a one-byte length", "92 d9 04 70696e67 81 d9 04 745f7573 05"],
  ["strings with two- and four-byte lengths", "92 da 0004 70696e67 81 db 00000004 745f7573 05"],
  ["array and map with two-byte counts", "dc 0002 a4 70696e67 de 0001 a4 745f7573 05"],
  ["array and map with four-byte counts", "dd 00000002 a4 70696e67 df 00000001 a4 745f7573 05"],
  [
    "a payload with a one-byte length",
    "93 a5 6672616d65 85 a5 747261636b a6 63616d657261 a3 736571 01 a5 7769647468 01 a6 686569676874 01 a6 666f726d6174 a5 7267626138 c4 04 01020304",
  ],
  [
    "a payload with a four-byte length, as frames have",
    "93 a5 6672616d65 85 a5 747261636b a6 63616d657261 a3 736571 01 a5 7769647468 01 a6 686569676874 01 a6 666f726d6174 a5 7267626138 c6 00000004 01020304",
  ],
];
