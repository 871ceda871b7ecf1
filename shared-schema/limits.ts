/**
 * Every bound of the protocol, with its default. The name carries the unit; the code named in the comment is what a
 * client gets when it goes beyond. `welcome.limits` sends the ones a client has to know.
 */
export interface Limits {
  /** Largest message from a client, payload included; `message_too_large`. */
  readonly max_message_bytes: number;
  /** Maps and arrays that may lie inside one another, the message's own array being the first; `bad_message`. */
  readonly max_depth: number;
  /** Values in a message, counting maps, arrays, keys and what they hold; `bad_message`. */
  readonly max_values: number;
  /** Room for the head of a frame, `meta` included, in front of the pixels; `meta_too_large`. */
  readonly max_head_bytes: number;
  /** Messages a client may send per second, `seen` and `bye` excepted (bursts up to one second's worth); `rate_limited`. */
  readonly max_commands_per_s: number;
  /** Triggers waiting for the next step; `inbox_full`. */
  readonly max_open_commands: number;
  /** Replies kept to be repeated when a command comes again after a resume. */
  readonly stored_replies: number;
  /** Links open at once; `too_many_connections`. */
  readonly max_connections: number;
  /** Clients waiting to become driver; `queue_full`. */
  readonly max_queue: number;
  /** Time between opening a link and `hello`; `hello_timeout`. */
  readonly hello_timeout_ms: number;
  /** WebSocket-level pings are sent this often … */
  readonly ping_interval_ms: number;
  /** … and a link silent for this long is dropped; `silent`. */
  readonly silence_timeout_ms: number;
  /** A session is held this long for a driver whose link broke. */
  readonly resume_grace_ms: number;
  /** A paused session ends after this long; `pause_timeout`. */
  readonly max_pause_ms: number;
  /** A session opened without a driver ends after this long; `idle_timeout`. */
  readonly idle_timeout_ms: number;
  /** `load()` must finish within this; `load_timeout`. */
  readonly load_timeout_ms: number;
  /** One step of the model must finish within this; `step_timeout`. */
  readonly step_timeout_ms: number;
  /** `cleanup()` must finish within this; `cleanup_timeout` in the log, and the host is restarted. */
  readonly cleanup_timeout_ms: number;
  /** `unload()`, and native code that can't be stopped, must end within this when the host does; it is left behind then. */
  readonly unload_timeout_ms: number;
  /** A client that keeps one frame unsent for this long is closed; `too_slow`. */
  readonly stall_timeout_ms: number;
  /** Bytes of small messages waiting in a link's send buffer; `too_slow`. */
  readonly max_send_buffer_bytes: number;
  /** Host restarts in a row, without a session that made a frame between them, before the model counts as failed; `model_failed`. */
  readonly max_restarts: number;
  /** Largest SDP offer of a WebRTC peer; `message_too_large`. */
  readonly max_offer_bytes: number;
  /** Largest message from a client on a data channel; the answer's a=max-message-size says it. */
  readonly max_channel_bytes: number;
  /** A WebRTC peer must be connected this long after its answer, or it is dropped. */
  readonly peer_connect_timeout_ms: number;
  /** Largest file a client of Reactor's API may upload. */
  readonly max_upload_bytes: number;
  /** Uploaded files that are kept, all together. */
  readonly max_uploads_bytes: number;
  /** A command of Reactor's API waits this long for a file it names. */
  readonly upload_wait_ms: number;
}

export const LIMITS: Limits = {
  max_message_bytes: 64 * 1024 * 1024,
  max_depth: 16,
  max_values: 65_536,
  max_head_bytes: 1024,
  max_commands_per_s: 1000,
  max_open_commands: 1024,
  stored_replies: 256,
  max_connections: 64,
  max_queue: 32,
  hello_timeout_ms: 5_000,
  ping_interval_ms: 5_000,
  silence_timeout_ms: 15_000,
  resume_grace_ms: 15_000,
  max_pause_ms: 600_000,
  idle_timeout_ms: 60_000,
  load_timeout_ms: 300_000,
  step_timeout_ms: 10_000,
  cleanup_timeout_ms: 5_000,
  unload_timeout_ms: 5_000,
  stall_timeout_ms: 5_000,
  max_send_buffer_bytes: 8 * 1024 * 1024,
  max_restarts: 5,
  max_offer_bytes: 64 * 1024,
  max_channel_bytes: 256 * 1024,
  peer_connect_timeout_ms: 10_000,
  max_upload_bytes: 16 * 1024 * 1024,
  max_uploads_bytes: 64 * 1024 * 1024,
  upload_wait_ms: 10_000,
};

/** The limits a client is told in `welcome`. */
export const CLIENT_LIMITS = [
  "max_message_bytes",
  "max_depth",
  "max_values",
  "max_head_bytes",
  "max_commands_per_s",
  "max_open_commands",
  "stored_replies",
  "resume_grace_ms",
  "max_pause_ms",
  "silence_timeout_ms",
] as const satisfies readonly (keyof Limits)[];
