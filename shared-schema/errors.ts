/**
 * Every code of the protocol: what it means, what to do, and how it ends a link or a request. PROTOCOL.md lists the
 * same table; a test compares both. A model's own `CommandError` codes are the model's and are not listed here.
 */
export interface ErrorRow {
  /** WebSocket close code when this ends the link, else null. */
  readonly close: number | null;
  /** HTTP status when this answers a request, else null. */
  readonly status: number | null;
  readonly meaning: string;
  readonly remedy: string;
}

const row = (close: number | null, status: number | null, meaning: string, remedy: string): ErrorRow => ({
  close,
  status,
  meaning,
  remedy,
});

export const ERRORS = {
  bad_message: row(
    4400,
    400,
    "A message could not be read: not one MessagePack value [type, body] or [type, body, payload], or a field of its body is wrong.",
    "Send what the protocol says for this type; the message names the field.",
  ),
  unknown_type: row(
    null,
    null,
    "The message type is not one of the protocol's.",
    "Check the spelling, or the protocol version of the client.",
  ),
  message_too_large: row(
    1009,
    413,
    "A message is larger than max_message_bytes.",
    "Send smaller frames, or raise the limit with --set limits.max_message_bytes=…",
  ),
  protocol_mismatch: row(
    4401,
    null,
    "The client speaks another version of the protocol.",
    "Update the side with the older version.",
  ),
  hello_expected: row(4402, null, "The first message was not hello.", "Send hello first."),
  hello_timeout: row(4403, null, "No hello came within hello_timeout_ms.", "Send hello as soon as the link is open."),
  unauthorized: row(
    4404,
    401,
    "The token is missing or wrong.",
    "Use the token the server printed at its start (hello.token, or Authorization: Bearer …).",
  ),
  forbidden_origin: row(
    null,
    403,
    "The Origin or Host header is not allowed.",
    "Open the page from this server, or name it with --allow-origin when starting the server.",
  ),
  too_many_connections: row(null, 503, "max_connections links are open.", "Close a client, or raise the limit."),
  queue_full: row(4406, 503, "max_queue clients wait already.", "Try again later, or join as spectator."),
  replaced: row(
    4407,
    null,
    "The same client connected again; this older link was closed.",
    "Nothing: the newer link carries on.",
  ),
  silent: row(4408, null, "Nothing was heard for silence_timeout_ms.", "Connect again with the resume token."),
  too_slow: row(
    4409,
    null,
    "The client kept a frame unsent for stall_timeout_ms, or its send buffer ran over.",
    "Read faster, or ask for a smaller picture, a lower max_fps or jpeg.",
  ),
  client_bye: row(1000, null, "The client said bye.", "Nothing."),
  shutting_down: row(1001, 503, "The server is stopping.", "Connect again when it is back."),
  model_failed: row(
    4410,
    503,
    "The model could not be loaded, or its host ended too often in a row.",
    "Read the reason; mend the model; start the server again.",
  ),
  unknown_command: row(
    null,
    null,
    "The model has no such command.",
    "The message lists the commands; regenerate the client if the model changed.",
  ),
  invalid_args: row(null, null, "The args do not fit the command's schema.", "See issues: path, expected, received."),
  not_driver: row(null, null, "Only the driver's commands count.", "Wait in the queue, or connect with role driver."),
  no_session: row(null, 409, "No session is running that could take this.", "Send it when state is streaming."),
  session_ended: row(
    null,
    null,
    "The session ended before the command was applied.",
    "Send it again in the next session if it still matters.",
  ),
  rate_limited: row(
    null,
    null,
    "More messages than max_commands_per_s.",
    "Send held input only when it changes, and deltas once per frame.",
  ),
  inbox_full: row(
    null,
    null,
    "max_open_commands commands wait for the next step.",
    "Wait for replies before sending more.",
  ),
  bad_command_id: row(
    null,
    null,
    "Command ids start at 1 and grow by 1; this one skips.",
    "Continue at welcome.next_command_id.",
  ),
  internal_error: row(
    null,
    500,
    "The model's handler failed; the server's log has the cause.",
    "Ask the model's author; the session goes on.",
  ),
  unknown_track: row(
    null,
    null,
    "The model has no such track in this direction; in hello, it is left out and the rest counts.",
    "The message lists the tracks.",
  ),
  bad_frame: row(
    null,
    null,
    "A frame for an in track does not fit the track's declaration.",
    "Send width × height × 4 bytes of rgba8, within the track's size.",
  ),
  bad_frames_token: row(
    null,
    401,
    "The frames token is unknown or its link has ended.",
    "Use welcome.frames_token of a link that is open.",
  ),
  bad_offer: row(
    null,
    400,
    "The SDP offer or an ICE candidate can't be read, or asks for what can't be answered.",
    "Send the whole SDP of an RTCPeerConnection's offer as application/sdp; the message names what is wrong.",
  ),
  unknown_codec: row(
    null,
    422,
    "The offer has none of this server's video codecs for a track.",
    "Offer VP8, which is always there; the message lists both sides' codecs.",
  ),
  ice_restart: row(
    null,
    422,
    "A candidate belongs to other ICE credentials than the offer's: ICE is not restarted here.",
    "Connect anew with another offer.",
  ),
  stale_etag: row(
    null,
    412,
    "If-Match names another ICE session than the peer's.",
    "Send the ETag of the answer to the offer, or no If-Match.",
  ),
  no_media_port: row(
    null,
    503,
    "No UDP port is free for another peer.",
    "Give --webrtc-ports a wider range: each peer takes one port.",
  ),
  no_video_encoder: row(
    null,
    503,
    "No video encoder could be loaded, so this server has no WebRTC.",
    "Connect by WebSocket; install the server's dependencies again; its log has the cause.",
  ),
  not_found: row(null, 404, "There is no such page or route.", "See GET / for what there is."),
  upload_taken: row(
    null,
    409,
    "The upload's id is in use, or its bytes are there or under way already.",
    "Reserve another upload, without upload_id.",
  ),
  upload_size: row(null, 400, "Not as many bytes come as were reserved.", "Put the file whole, or reserve its size."),
  upload_unsized: row(null, 411, "The request does not say how many bytes come.", "Send Content-Length."),
  uploads_full: row(
    null,
    503,
    "Other files fill max_uploads_bytes, or too many are under way.",
    "Put what was reserved, and reserve again later.",
  ),
  not_ready: row(null, 503, "The model is still loading.", "Wait for ready at GET /health."),
  load_failed: row(null, null, "The model's load() failed.", "Read the reason in GET /health and in the log."),
  load_timeout: row(
    null,
    null,
    "load() took longer than load_timeout_ms.",
    "Raise it with --set limits.load_timeout_ms=…",
  ),
  step_timeout: row(
    null,
    null,
    "One step took longer than step_timeout_ms; the host was ended and starts again.",
    "Yield idle while there is nothing to draw; never wait for a command inside a step.",
  ),
  host_crashed: row(null, null, "The model's thread ended; the host starts again.", "Read the cause in the log."),
  model_error: row(
    null,
    null,
    "The model's startSession failed, or gave something that is no frame.",
    "Read the cause in the log; the next session starts afresh.",
  ),
  model_ended: row(null, null, "The model's startSession returned: the session is over.", "Wait for the next welcome."),
  cleanup_timeout: row(
    null,
    null,
    "cleanup() took longer than cleanup_timeout_ms; the host was ended and starts again.",
    "Make cleanup shorter.",
  ),
  cleanup_failed: row(
    null,
    null,
    "cleanup() threw; the host was ended and starts again.",
    "Read the cause in the log.",
  ),
  driver_left: row(null, null, "The driver said bye, so its session ended.", "Wait for the next welcome."),
  grace_over: row(
    null,
    null,
    "The driver did not come back within resume_grace_ms.",
    "Connect again; a new session opens.",
  ),
  pause_timeout: row(
    null,
    null,
    "The session was paused longer than max_pause_ms.",
    "Connect again, or raise the limit.",
  ),
  idle_timeout: row(null, null, "The session waited longer than idle_timeout_ms for a driver.", "Connect as driver."),
  restarted: row(null, null, "The driver asked for a new session.", "Wait for the next welcome."),
  meta_too_large: row(
    null,
    null,
    "A frame's meta does not fit into max_head_bytes: an out frame is sent without it, an in frame is refused.",
    "Put less into meta; send the rest as a message.",
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong with a value: where, what was expected, what was there. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly message: string;
}

/** A refusal that crosses the wire. `code` is one of ERRORS, or a model's own. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues: readonly Issue[] = [],
    /** Type or id of the message this is about. */
    readonly about?: string,
  ) {
    super(message);
  }
}
