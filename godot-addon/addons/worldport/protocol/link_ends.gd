# Generated from shared-schema/errors.ts and shared-schema/tables/ends.ts. Do not edit.
@tool
extends RefCounted
## How a connection ends: which code a close code stands for, which ends are final, and what to do about each.

## Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing.
const FINAL: Dictionary[String, String] = {
	"bad_url": "",
	"launch_failed": "",
	"unauthorized": "This server wants a token.",
	"replaced": "This session was opened by another connection of this client, which carries on.",
	"protocol_mismatch": "The server speaks another version of the protocol.",
}

## What to do about an end; "" is that no server answers.
const REMEDIES: Dictionary[String, String] = {
	"": "Start a server with: worldport run <model>",
	"bad_url": "Use the address the server prints at its start, such as http://127.0.0.1:8080",
	"launch_failed": "Start the server by hand, or mend the Launch settings.",
	"unauthorized": "Enter the token that the server printed at its start.",
	"protocol_mismatch": "Update the side with the older version.",
	"bad_message": "Update the client or the server, so that both are of one version.",
	"forbidden_origin": "Name this address with --allow-origin when starting the server.",
	"too_many_connections": "Close a client, or raise limits.max_connections.",
	"queue_full": "Try again later, or join as spectator.",
	"too_slow": "Ask for a smaller picture, a lower frame rate or jpeg.",
	"message_too_large": "Send smaller frames, or raise limits.max_message_bytes.",
	"model_failed": "Read the reason in the server's log, mend the model, and start the server again.",
	"shutting_down": "It is tried again until the server is back.",
}

## Farewells after which the same session can be resumed, so that what waits goes on waiting.
const RESUMABLE: Array[String] = ["silent", "too_slow"]

## WebSocket close code → code of the protocol.
const OF_CLOSE: Dictionary[int, String] = {
	1001: "shutting_down",
	1009: "message_too_large",
	4400: "bad_message",
	4401: "protocol_mismatch",
	4402: "hello_expected",
	4403: "hello_timeout",
	4404: "unauthorized",
	4406: "queue_full",
	4407: "replaced",
	4408: "silent",
	4409: "too_slow",
	4410: "model_failed",
}
