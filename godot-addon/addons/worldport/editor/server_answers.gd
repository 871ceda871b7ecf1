@tool
extends HTTPRequest
## What the dock asks a server, without opening a session: its schema, and typed clients.

const SchemaText := preload("../schema/schema_text.gd")

const WITHIN_S := 10.0


## What the server gave, or why it gave nothing.
class Answer:
	## Of a `.worldport` file, or of a script.
	var text := ""
	## Of a schema.
	var document := {}
	## What the server would call the file of a typed client.
	var file_name := ""
	## HTTP status; 0 when no server was asked, or none answered.
	var status := 0
	## No server answered.
	var is_absent := false
	## A sentence; empty when all went well.
	var problem := ""


func _init() -> void:
	timeout = WITHIN_S


## The schema of the model that plays. Awaitable.
func schema(url: String, token: String) -> Answer:
	var answer := await _ask(url, "/schema", token)
	if answer.problem == "":
		var reading := SchemaText.read(answer.text)
		answer.document = reading.document
		answer.problem = reading.problem
	return answer


## The typed client of a schema document, which need not be of the model that plays. Awaitable.
func typed_client(url: String, token: String, document: Dictionary) -> Answer:
	var answer := await _ask(url, "/client/gdscript", token, JSON.stringify(document, "", false, true))
	var by_hand := "npx worldport codegen --gdscript {0}.worldport --out {0}_model.gd.".format([document.model.id])
	if answer.status == 404:
		answer.problem = "The server at %s is older and writes no typed clients: update it, or run %s" % [url, by_hand]
	elif answer.is_absent:
		answer.problem = "No server answers at %s: start one (npx worldport run MODEL), or run %s" % [url, by_hand]
	return answer


func _ask(url: String, path: String, token: String, body := "") -> Answer:
	var answer := Answer.new()
	var headers := PackedStringArray(["Accept: application/json"])
	if token != "":
		headers.append("Authorization: Bearer " + token)
	if body != "":
		headers.append("Content-Type: application/json")
	var method := HTTPClient.METHOD_GET if body == "" else HTTPClient.METHOD_POST
	if request(url.trim_suffix("/") + path, headers, method, body) != OK:
		answer.problem = "\"%s\" is no address of a server. Use what it prints, such as http://127.0.0.1:8080." % url
		return answer
	var got: Array = await request_completed
	var result: int = got[0]
	var content: PackedByteArray = got[3]
	if result != RESULT_SUCCESS:
		answer.is_absent = true
		answer.problem = "No server answers at %s. Start one (npx worldport run MODEL), or mend the address." % url
		return answer
	answer.status = got[1]
	answer.text = content.get_string_from_utf8()
	if answer.status != 200:
		answer.problem = "The server answered %d. %s" % [answer.status, _message_of(answer.text)]
	answer.file_name = _file_name_in(got[2])
	return answer


static func _file_name_in(headers: PackedStringArray) -> String:
	var pattern := RegEx.create_from_string("(?i)^content-disposition:.*filename=\"([a-z0-9_]+\\.gd)\"$")
	for header: String in headers:
		var found := pattern.search(header)
		if found != null:
			return found.get_string(1)
	return ""


func _message_of(text: String) -> String:
	var json := JSON.new()
	var error: Variant = json.data.get("error") if json.parse(text) == OK and json.data is Dictionary else null
	return str(error.get("message", "")) if error is Dictionary else "Is that a Worldport server?"
