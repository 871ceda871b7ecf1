/** The form of one vector: bytes ↔ value, for the codecs of every language. */

export interface Vector {
  /** A sentence; unique in its file. */
  readonly name: string;
  /** The whole message in hexadecimal. */
  readonly hex: string;
}

/** A message that every codec reads, and gives these bytes for when `exact` is true. */
export interface MessageVector extends Vector {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The payload in hexadecimal, or null when there is none. */
  readonly payload: string | null;
  /** False: other bytes say the same in fewer; a reader accepts them, a writer need not make them. */
  readonly exact: boolean;
  /** The body as the server reads it, defaults filled in and unknown keys dropped. Only in client-messages.json. */
  readonly read?: Readonly<Record<string, unknown>>;
}

/** Bytes that a reader refuses, with the code of the error. */
export interface InvalidVector extends Vector {
  readonly code: string;
  /** Paths of the fields that are wrong, when the bytes are a message at all. */
  readonly paths: readonly string[];
}

/** A frame's head on its own: what is written in front of the pixels. */
export interface HeadVector extends Vector {
  readonly body: Readonly<Record<string, unknown>>;
  readonly payload_bytes: number;
}

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));
