@tool
extends HTTPRequest
## Asks a server for its schema, without opening a session.

const SchemaText := preload("../schema/schema_text.gd")

const WITHIN_S := 10.0


## What the server gave: the text of a `.worldport` file and what it holds, or why there is none.
class Answer:
	var text := ""
	var document := {}
	## A sentence; empty when all went well.
	var problem := ""


func _init() -> void:
	timeout = WITHIN_S


## Awaitable.
func fetch(url: String, token: String) -> Answer:
	var answer := Answer.new()
	var headers := PackedStringArray(["Accept: application/json"])
	if token != "":
		headers.append("Authorization: Bearer " + token)
	if request(url.trim_suffix("/") + "/schema", headers) != OK:
		answer.problem = "\"%s\" is no address of a server. Use what it prints, such as http://127.0.0.1:8080." % url
		return answer
	var got: Array = await request_completed
	var result: int = got[0]
	var status: int = got[1]
	var body: PackedByteArray = got[3]
	if result != RESULT_SUCCESS:
		answer.problem = "No server answers at %s. Start one (npx worldport run MODEL), or mend the address." % url
	elif status != 200:
		answer.problem = "The server answered %d. %s" % [status, _message_of(body)]
	else:
		answer.text = body.get_string_from_utf8()
		var reading := SchemaText.read(answer.text)
		answer.document = reading.document
		answer.problem = reading.problem
	return answer


func _message_of(body: PackedByteArray) -> String:
	var json := JSON.new()
	var error: Variant = json.data.get("error") if json.parse(body.get_string_from_utf8()) == OK and json.data is Dictionary else null
	return str(error.get("message", "")) if error is Dictionary else "Is that a Worldport server?"
