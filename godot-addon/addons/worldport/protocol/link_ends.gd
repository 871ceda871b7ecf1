@tool
extends RefCounted
## How a link ends: which code a close code stands for, which ends are final, and what to do about them.

## Ends after which trying again by itself would only do harm, and what the developer can do.
const FINAL: Dictionary[String, String] = {
	"unauthorized": "Set `token` to the token the server printed at its start.",
	"replaced": "The same client connected again elsewhere and carries on there.",
	"protocol_mismatch": "Update the older of the two: the addon, or the server.",
	"bad_url": "Set `url` to what the server prints, such as http://127.0.0.1:8080.",
	"launch_failed": "Start the server by hand, or mend the Launch settings.",
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
	4405: "too_many_connections",
	4406: "queue_full",
	4407: "replaced",
	4408: "silent",
	4409: "too_slow",
	4410: "model_failed",
}
