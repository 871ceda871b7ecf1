@tool
extends HTTPRequest
## Asks the server what changed since a schema was saved: sentences about what a game made for it misses.

const WITHIN_S := 10.0


func _init() -> void:
	timeout = WITHIN_S
	process_mode = Node.PROCESS_MODE_ALWAYS


## Warns of what a game made for its session's schema misses in the model that plays, which changed since. Frees itself.
func tell_changes(session: WorldportSession, live: WorldportSchema, address: Dictionary) -> void:
	session.add_child(self, false, Node.INTERNAL_MODE_BACK)
	var saved := session.schema
	var told: Variant = await ask(address, session.token.strip_edges(), saved.document)
	queue_free()
	var missing := told as PackedStringArray if told is PackedStringArray else saved.compare(live)
	if not missing.is_empty():
		push_warning(
			(
				"WorldportSession: the model is not the one of %s any more. %s Save the schema again in the Worldport dock, "
				+ "and mend the bindings and scripts that use what is missing."
			)
			% [saved.resource_path if saved.resource_path != "" else "Schema", " ".join(missing)]
		)


## `address` is the link's. The sentences, or null when the server can't say: it is older, or does not answer. Awaitable.
func ask(address: Dictionary, token: String, saved: Dictionary) -> Variant:
	var headers := PackedStringArray(["Content-Type: application/json"])
	if token != "":
		headers.append("Authorization: Bearer " + token)
	var host := "https://" + str(address.host_header) if address.secure else "http://%s:%d" % [_bracketed(address.host), address.port]
	var url := host + str(address.path).trim_suffix("/ws") + "/schema/diff"
	if request(url, headers, HTTPClient.METHOD_POST, JSON.stringify(saved, "", false, true)) != OK:
		return null
	var got: Array = await request_completed
	var json := JSON.new()
	if got[0] != RESULT_SUCCESS or got[1] != 200 or json.parse((got[3] as PackedByteArray).get_string_from_utf8()) != OK:
		return null
	var breaking: Variant = json.data.get("breaking") if json.data is Dictionary else null
	return PackedStringArray(breaking) if breaking is Array else null


static func _bracketed(host: String) -> String:
	return "[%s]" % host if host.contains(":") else host
