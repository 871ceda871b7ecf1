@tool
extends RefCounted
## A session node at work: launch → link → frames into textures, input into commands. The node is its face.

const Link := preload("../protocol/link.gd")
const LinkEnds := preload("../protocol/link_ends.gd")
const LatencyLedger := preload("latency_ledger.gd")
const Client := preload("client.gd")
const Launching := preload("launching.gd")
const Pictures := preload("pictures.gd")
const Setup := preload("setup.gd")
const SchemaQuestion := preload("schema_question.gd")
const BindingRunner := preload("../input/binding_runner.gd")

var client := Client.new()
var runner: BindingRunner

var _session: WorldportSession
var _pictures := Pictures.new(client)
var _launch: Launching
## Whether `connected` was told for the present link, and whether an outage was told.
var _is_up := false
var _is_outage_told := false
var _told_errors: Array[String] = []
var _own_wishes: Dictionary[String, Variant] = {}
var _input_seqs: Dictionary[String, int] = {}
var _is_closed := false
## Whether the link was up when the node was taken out of the tree, so that it is taken up again when it comes back.
var _goes_on_in_tree := false


func _init(session: WorldportSession) -> void:
	_session = session
	runner = BindingRunner.new(session, client.outbox)
	_launch = Launching.new(session)
	_launch.became_ready.connect(_connect_to)
	_launch.failed.connect(_launch_failed)
	client.link.phase_changed.connect(_follow_link)
	client.link.misread.connect(_misread)
	client.welcomed.connect(_welcomed)
	client.state_changed.connect(_state_changed)
	client.schema_received.connect(_take_schema)
	client.message_received.connect(_take_message)
	client.command_refused.connect(_command_refused)
	client.error_received.connect(_error_received)


func status() -> String:
	if _launch.is_starting():
		return "launching"
	return client.link.status()


## Launches the server if that is asked for, and connects.
func start() -> void:
	_is_closed = false
	_is_outage_told = false
	if _session.launch_command == "":
		_connect_to(_session.url)
	else:
		_launch.start()


## Leaves the session for good.
func stop(reason: String) -> void:
	release()
	client.leave(reason)
	_launch.release(false)


## Once per tick.
func tick(delta: float) -> void:
	_pictures.note_shown()
	keep_up()
	for frame: WorldportFrame in _pictures.bring(_texture_of):
		_session.frame_shown.emit(frame)
	runner.poll(delta)
	client.outbox.flush()


## Keeps the link and a launched server alive, also while the game is paused: no picture is shown, no input is read.
func keep_up() -> void:
	_launch.poll()
	client.link.poll()


func input(event: InputEvent) -> void:
	runner.input(event)


## Lets go of everything that input holds.
func release() -> void:
	runner.release_all()
	client.outbox.flush()


## Ends everything. When the game ends, the session ends; else it is left for the session node of the next scene.
func close() -> void:
	if _is_closed:
		return
	_is_closed = true
	var tree := Engine.get_main_loop() as SceneTree
	var is_quitting := tree == null or tree.root == null or not tree.root.is_inside_tree()
	if is_quitting:
		client.leave("The game ended.")
	client.close()
	_launch.release(is_quitting)


## The node left the tree: with its scene, to be freed, or to be put elsewhere within this frame.
func exit_tree() -> void:
	release()
	var next_frame := _session.get_tree().process_frame
	if not next_frame.is_connected(_leave_tree):
		next_frame.connect(_leave_tree, CONNECT_ONE_SHOT)


func enter_tree() -> void:
	if _goes_on_in_tree:
		_goes_on_in_tree = false
		start()


## Binds input to the model that plays, as the settings are now.
func bind() -> void:
	if not client.document.is_empty():
		runner.start(WorldportSchema.from_document(client.document))


## Keeps a wish for a track, null for none of its frames, and sends it.
func wish(track: String, wishes: Variant) -> void:
	_own_wishes[track] = wishes
	_send_wish(track)


func send_frame(track: String, image: Image, meta: Dictionary, drawn_us: int) -> bool:
	if image.get_format() != Image.FORMAT_RGBA8:
		push_error("WorldportSession: the image for %s is not RGBA8. Convert it: image.convert(Image.FORMAT_RGBA8)." % track)
		return false
	if client.link.phase != Link.Phase.OPEN or client.link.waiting_bytes() > 0:
		return false
	_input_seqs[track] = _input_seqs.get(track, 0) + 1
	var body := {
		track = track, seq = _input_seqs[track], width = image.get_width(), height = image.get_height(), format = "rgba8",
	}
	if drawn_us > 0:
		body.t_us = drawn_us
	if not meta.is_empty():
		body.meta = meta
	var problem := client.link.send("frame", body, image.get_data())
	if problem != "":
		push_error("WorldportSession: a frame for %s can't be sent: %s." % [track, problem])
	return problem == ""


func figures(track: String) -> Dictionary:
	var ledger := _pictures.ledger_of(track if track != "" else client.first_track())
	var stages := {}
	for stage: String in LatencyLedger.STAGES:
		stages[stage] = ledger.stage(stage)
	return {
		fps = ledger.fps(),
		received = ledger.received,
		shown = ledger.shown,
		dropped = ledger.dropped,
		frame_bytes = ledger.frame_bytes,
		clock_uncertainty_ms = client.clock.uncertainty_us() / 1000.0,
		stages = stages,
	}


func _connect_to(url: String) -> void:
	client.link.hello = Setup.hello(_session)
	client.link.connect_to(url)


func _launch_failed(problem: String) -> void:
	_is_up = false
	client.leave("The server could not be started.")
	_session.disconnected.emit("launch_failed", problem)


func _follow_link() -> void:
	var link := client.link
	match link.phase:
		Link.Phase.OFFLINE:
			if _is_up:
				_tell_down("closed", "The game left.")
		Link.Phase.RETRYING:
			if not _is_up and not _is_outage_told:
				push_warning("WorldportSession: no link to %s: %s. It is tried again. Is the server running?" % [_url(), link.sentence])
			if _is_up or not _is_outage_told:
				_tell_down(link.code, link.sentence)
		Link.Phase.STOPPED:
			push_error(("WorldportSession: %s %s" % [link.sentence, LinkEnds.REMEDIES.get(link.code, "")]).strip_edges())
			_tell_down(link.code, link.sentence)


func _tell_down(code: String, reason: String) -> void:
	_is_up = false
	_is_outage_told = true
	if _is_closed:
		return
	runner.release_all()
	_session.disconnected.emit(code, reason)


func _url() -> String:
	return _launch.url if _launch.url != "" else _session.url


func _leave_tree() -> void:
	if not _is_closed and is_instance_valid(_session) and not _session.is_inside_tree():
		_goes_on_in_tree = status() != "offline" and status() != "stopped"
		close()


func _welcomed(body: Dictionary) -> void:
	var last: Variant = body.get("next_command_id")
	_pictures.restart(last - 1 if last is int else 0)
	for track: String in client.out_tracks():
		_send_wish(track)
	_is_outage_told = false
	_told_errors.clear()
	_launch.note_playing()
	if not _is_up:
		_is_up = true
		_session.connected.emit()


## The texture that shows a track, or null.
func _texture_of(track: String) -> WorldportTexture:
	var texture: WorldportTexture = _session.textures.get(track)
	if texture == null and track == client.first_track():
		texture = _session.texture
	if texture != null:
		texture.scaling = client.scaling_of(track)
	return texture


func _send_wish(track: String) -> void:
	var own: Variant = _own_wishes.get(track, {})
	if own == null:
		client.link.send("unsubscribe", {track = track})
		return
	var asked := Setup.wishes(_session, client.link.address.get("is_local", true))
	asked.merge(own, true)
	if not asked.is_empty():
		asked.track = track
		client.link.send("subscribe", asked)


func _state_changed(body: Dictionary) -> void:
	if not _is_closed:
		_session.state_changed.emit(str(body.get("state", "")))


func _take_schema(document: Dictionary) -> void:
	var live := WorldportSchema.from_document(document)
	if _session.schema != null and not _session.schema.compare(live).is_empty():
		SchemaQuestion.new().tell_changes(_session, live, client.link.address)
	bind()
	_session.schema_received.emit(document)


func _take_message(name: String, data: Dictionary) -> void:
	_session.message_received.emit(name, data)


func _command_refused(name: String, code: String, message: String) -> void:
	_session.command_refused.emit(name, code, message)


## What the server refuses besides commands, such as a pause by a spectator; each sentence once until the next link.
func _error_received(code: String, message: String) -> void:
	if LinkEnds.FINAL.has(code) or message in _told_errors:
		return
	_told_errors.append(message)
	push_warning("WorldportSession: %s (%s)" % [message, code])


func _misread(problem: String) -> void:
	push_error("WorldportSession: " + problem)
