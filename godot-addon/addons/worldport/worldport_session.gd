@tool
@icon("icons/worldport_session.svg")
class_name WorldportSession
extends Node
## Connects to a Worldport server, shows the model's picture on a texture and lets the player's input drive the model.
##
## Add the node, give [member texture] a new [WorldportTexture], and put the same texture wherever the picture shall
## appear. The rest works by itself: the link is kept up, input reaches the model's commands by [member auto_bind], and
## a broken link is taken up again where it was.
## [br][br]
## Everything here belongs to the main thread. The socket and the decoding of frames run in a thread of their own.

## The server has taken this client in. Also after a broken link, with the session going on. Commands count a little
## later: [code]await session.driving()[/code].
@warning_ignore("unused_signal") signal connected
## The link is down; it is tried again unless [member status] is [code]stopped[/code]. [param code] is one of the
## protocol's, [code]closed[/code] after [method disconnect_from_server], or empty for a link that was cut;
## [param reason] is a sentence. Emitted once for each outage.
@warning_ignore("unused_signal") signal disconnected(code: String, reason: String)
## The session's state changed, or one of [member progress], [member detail], [member queue_position],
## [member current_role], [member is_paused].
@warning_ignore("unused_signal") signal state_changed(state: String)
## A frame was brought into its texture; it is on the screen after this tick.
@warning_ignore("unused_signal") signal frame_shown(frame: WorldportFrame)
## The model sent one of its declared messages.
@warning_ignore("unused_signal") signal message_received(message_name: String, data: Dictionary)
## A command was not applied, or an in-track frame was refused. [param message] says why and what to do.
@warning_ignore("unused_signal") signal command_refused(command: String, code: String, message: String)
## The model's schema document came: its commands, messages and tracks.
@warning_ignore("unused_signal") signal schema_received(document: Dictionary)

## Whether this client's commands count, or it only looks on.
enum Role {
	DRIVER, ## Its commands count, once it is its turn.
	SPECTATOR, ## It looks on.
}
## How frames are sent.
enum Format {
	AUTO, ## RAW from a server on this machine, JPEG from another one.
	RAW, ## Pixels as they are: nothing lost, no work, many bytes.
	JPEG, ## Fewer bytes, a little lost, decoded off the main thread.
}

const Lifetime := preload("session/lifetime.gd")
const Run := preload("session/run.gd")
const Setup := preload("session/setup.gd")
const InputActions := preload("input/input_actions.gd")
## Version of the addon.
const VERSION := "0.1.0"

## The server's address, as it prints it. Not used when it is launched from here.
@export var url := "http://127.0.0.1:8080":
	set(value):
		url = value
		update_configuration_warnings()
## The server's token, where it wants one: always on other machines.
@export_custom(PROPERTY_HINT_PASSWORD, "") var token := ""
## A driver waits in the queue while another one drives; a spectator never drives.
@export var role := Role.DRIVER
## Connects when the scene starts.
@export var autostart := true
## Seed of the session, if this client opens it; -1 lets the server draw one.
@export_range(-1, 4294967295) var session_seed := -1

@export_group("Picture")
## Shows the model's first out track. A running game gets one made where it is empty, for code to hand on.
@export var texture: WorldportTexture:
	set(value):
		texture = value
		update_configuration_warnings()
## Textures of further out tracks, by their names.
@export var textures: Dictionary[String, WorldportTexture] = {}
## How frames are sent.
@export var format := Format.AUTO
## Larger frames are made smaller by the server, keeping their shape; 0 is no limit.
@export var max_size := Vector2i.ZERO
## Frames beyond this rate are skipped; 0 is no limit.
@export_range(0, 240, 0.1, "or_greater", "suffix:fps") var max_fps := 0.0
## Frames that may be under way at once: more for long links, fewer for less delay.
@export_range(1, 8) var credit := 2

@export_group("Input")
## The model's schema, for drop-downs and checks in the editor. The running server's counts when it differs.
@export var schema: WorldportSchema:
	set(value):
		schema = value
		_fill_drop_downs()
## Which input drives which command.
@export var bindings: Array[WorldportBinding] = []:
	set(value):
		bindings = value
		_fill_drop_downs()
## Makes bindings from the schema's hints for every command that none of [member bindings] drives.
@export var auto_bind := true:
	set(value):
		auto_bind = value
		_run.bind()

@export_group("Launch", "launch_")
## Program that runs the server, such as [code]npx[/code]; empty when it runs already. The server ends with the game.
@export var launch_command := ""
## Its arguments, such as [code]worldport run world[/code]. [code]--port 0 --exit-with-stdin[/code] is added.
@export var launch_arguments := PackedStringArray()
## Where it runs; may be a [code]res://[/code] or [code]user://[/code] folder. In an exported game [code]res://[/code] is
## the folder of the game's program, which is also meant when this is empty: put the server's files beside it.
@export_dir var launch_folder := ""

## Lets this session run inside the editor: for tools.
var runs_in_editor := false
## [code]offline[/code], [code]launching[/code], [code]connecting[/code], [code]open[/code], [code]retrying[/code] or
## [code]stopped[/code] (it won't be tried again).
var status: String:
	get:
		return _run.status()
## [code]loading[/code], [code]ready[/code], [code]waiting[/code], [code]streaming[/code], [code]orphaned[/code],
## [code]closing[/code] or [code]failed[/code]; empty while the link is down.
var state: String:
	get:
		return _run.client.text_of_state("state")
## How far the model is loaded, 0 to 1.
var progress: float:
	get:
		return _run.client.state.get("progress", 0.0 if state in ["", "loading"] else 1.0)
## A sentence about the state, for people.
var detail: String:
	get:
		return _run.client.text_of_state("detail")
## Place in the queue from 1; 0 when not queued.
var queue_position: int:
	get:
		return _run.client.state.get("queue_position", 0)
## [code]driver[/code], [code]queued[/code] or [code]spectator[/code]; empty while the link is down.
var current_role: String:
	get:
		return _run.client.text_of_state("role")
## Whether the model is held.
var is_paused: bool:
	get:
		return _run.client.state.get("paused", false)
## Whether commands sent now count.
var is_driving: bool:
	get:
		return _run.client.outbox.is_open
## The schema document, once it is known; else empty. Not to be changed.
var document: Dictionary:
	get:
		return _run.client.document
## The last welcome of the server: session, client, model, seed, limits, tracks. Not to be changed.
var welcome: Dictionary:
	get:
		return _run.client.welcome

var _run := Run.new(self)


func _ready() -> void:
	set_process_input(not Engine.is_editor_hint())
	if texture == null and not Engine.is_editor_hint():
		texture = WorldportTexture.new()
	if autostart and not Engine.is_editor_hint():
		connect_to_server()


func _process(delta: float) -> void:
	if runs_in_editor or not Engine.is_editor_hint():
		_run.tick(delta)


func _input(event: InputEvent) -> void:
	_run.input(event)


func _notification(what: int) -> void:
	Lifetime.follow(self, _run, what)


func _get_configuration_warnings() -> PackedStringArray:
	return Setup.warnings(self)


## Connects, or connects anew. Without effect on a session that goes on elsewhere.
func connect_to_server() -> void:
	_run.start()


## Says goodbye: the session ends if this client drives it. Commands that wait are answered with [code]closed[/code].
func disconnect_from_server(reason := "The game left.") -> void:
	_run.stop(reason)


## Waits until this client drives, so that its commands count: [code]await session.driving()[/code]. Ends at once if it
## does so already.
func driving() -> void:
	while not is_driving:
		await state_changed


## Sends a command of the model at once. Await it for its fate:
## [codeblock]
## var reply := await session.send_command("set_text", {text = "hello"})
## print("applied" if reply.ok else reply.message)
## [/codeblock]
## One that is unanswered when the link breaks is sent again after it, and applied once.
func send_command(command: String, args := {}) -> WorldportReply:
	var reply := _run.client.command(command, args)
	if not reply.is_settled:
		await reply.settled
	return reply


## States a held command's whole args. They go out when they changed, and again after a broken link; no reply.
func hold(command: String, args: Dictionary) -> void:
	_run.client.outbox.hold(command, args)


## Adds numbers to a delta command's args. The sum goes out once per tick; no reply.
func add(command: String, args: Dictionary) -> void:
	_run.client.outbox.add(command, args)


## Holds the model. For the driver, as the next three.
func pause() -> void:
	_run.client.link.send("pause", {})


## Lets the model go on.
func play() -> void:
	_run.client.link.send("play", {})


## Holds the model and advances it by some steps.
func step(count := 1) -> void:
	_run.client.link.send("step", {n = count})


## Ends the session and begins another one, with this seed, or one the server draws (-1).
func restart(with_seed := -1) -> void:
	_run.client.link.send("restart", {} if with_seed < 0 else {seed = with_seed})


## Asks for an out track in another way: [code]formats[/code], [code]max_width[/code], [code]max_height[/code],
## [code]max_fps[/code], [code]credit[/code], as in the protocol. Counts for later links too.
func subscribe(track: String, wishes := {}) -> void:
	_run.wish(track, wishes)


## Asks for no more frames of a track. Counts for later links too.
func unsubscribe(track: String) -> void:
	_run.wish(track, null)


## Sends a picture to an [code]in[/code] track; its format must be RGBA8. The newest wins, so one is dropped while an
## earlier one has not left yet: then, and when the link is down, this gives false. [param meta] is the picture's pose,
## projection and what else the model asks for; [param drawn_us] is [method Time.get_ticks_usec] when it was drawn.
func send_frame(track: String, image: Image, meta := {}, drawn_us := 0) -> bool:
	return _run.send_frame(track, image, meta, drawn_us)


## Turns the schema's hints into bindings of your own: gives them, and adds the InputMap actions they name to the running
## game, where it has none of these names. In the editor, the dock does the same for the project.
func make_bindings() -> Array[WorldportBinding]:
	var from := WorldportSchema.from_document(document) if not document.is_empty() else schema
	return InputActions.make(from)


## Puts a pointer on the picture where no mouse event does, such as where a ray meets a surface in 3D. [param uv] is 0..1
## from the picture's top left; [param touch] tells several pointers apart.
func point(uv: Vector2, is_pressed: bool, touch := 0) -> void:
	_run.runner.point(touch, uv, is_pressed)


## Takes a pointer of [method point] off the picture.
func unpoint(touch := 0) -> void:
	_run.runner.unpoint(touch)


## Figures of a track, "" being the first: [code]fps[/code], [code]received[/code], [code]shown[/code],
## [code]dropped[/code] (never came), [code]frame_bytes[/code], [code]clock_uncertainty_ms[/code], and
## [code]stages[/code]: for each part of the way from the input to the screen [code]p50_ms[/code], [code]p95_ms[/code]
## and [code]count[/code].
func get_figures(track := "") -> Dictionary:
	return _run.figures(track)


## A time of the server's clock as one of [method Time.get_ticks_usec]; good to half a round trip.
func to_local_us(server_us: int) -> int:
	return server_us - _run.client.clock.offset_us()


## Name of the model's first out track; empty while it is not known.
func get_first_track() -> String:
	return _run.client.first_track()


func _fill_drop_downs() -> void:
	for binding: WorldportBinding in bindings:
		if binding != null:
			binding.schema = schema
	_run.bind()
	update_configuration_warnings()
