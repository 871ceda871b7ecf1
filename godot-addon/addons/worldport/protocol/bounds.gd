# Generated from shared-schema/tables/bounds.ts. Do not edit.
@tool
extends RefCounted
## What every client allows itself and a server, whatever the server says.

## Largest message from a server; a frame of 8192 × 8192 pixels fits. Beyond it the connection is ended.
const MAX_MESSAGE_BYTES := 301989888
## Maps and arrays that may lie inside one another in a message from a server.
const MAX_DEPTH := 64
## Maps and arrays that may lie inside one another in a message to a server, which allows as many (max_depth).
const MAX_SENT_DEPTH := 16
## Values a message from a server may hold, counting maps, arrays, keys and what they hold.
const MAX_VALUES := 1048576
## Commands that may wait for their reply. The server allows as many (max_open_commands).
const MAX_OPEN_COMMANDS := 1024
## A connection must be open, and then be welcomed, within this time each.
const OPEN_TIMEOUT_MS := 10000
## A connection on which nothing was heard for this long is cut and tried again.
const SILENCE_TIMEOUT_MS := 15000
## Waiting times before the next tries; the last one counts for all that follow.
const BACKOFF_MS: Array[int] = [250, 500, 1000, 2000, 4000]
## Time between two pings.
const PING_MS := 1000
## Time between the first pings, so that the clock offset is known soon.
const FIRST_PING_MS := 150
## How many come so quickly.
const FIRST_PINGS := 6
