@tool
@icon("icons/worldport_camera_source.svg")
class_name WorldportCameraSource
extends Node
## Sends what a camera of the game sees, or what a viewport shows, to an [code]in[/code] track of the model, with the
## camera's pose and projection.
##
## Camera or viewport → a small viewport of its own → read back when the GPU is done → [method WorldportSession.send_frame].
## [br][br]
## The game's own viewport is not touched: a camera's view is drawn a second time; a viewport's picture is copied as it is,
## 2D and overlays included. That happens [member fps] times a second, and only while this client drives the model. One
## picture is under way at a time; one that is not back yet is never waited for, so a slow link or a slow GPU costs
## pictures and not the game's frame rate.

## A picture was handed to the session; [param meta] went with it.
signal frame_sent(meta: Dictionary)

const CameraPicture := preload("camera/camera_picture.gd")

## The session whose model gets the pictures.
@export var session: WorldportSession:
	set(value):
		session = value
		update_configuration_warnings()
## The camera whose view is sent.
@export var camera: Camera3D:
	set(value):
		camera = value
		update_configuration_warnings()
## A viewport whose picture is sent, where [member camera] is empty: a [SubViewport], or the game's own by
## [code]source.viewport = get_viewport()[/code]. Nothing that shows the model's answer should be in it.
@export var viewport: Viewport:
	set(value):
		viewport = value
		update_configuration_warnings()
## Name of the [code]in[/code] track; empty for the model's first one.
@export var track := ""
## Size of the pictures in pixels; zero for the size the track declares. Made smaller where the track allows less.
@export var size := Vector2i.ZERO
## Pictures a second, at most.
@export_range(1.0, 60.0, 0.5, "suffix:fps") var fps := 15.0
## Whether pictures are sent.
@export var enabled := true

var _picture: CameraPicture
## Time until the next picture is due, s.
var _rest_s := 0.0


func _process(delta: float) -> void:
	if Engine.is_editor_hint():
		return
	_rest_s -= delta
	var declared := _declared()
	var seen: Node = camera if camera != null else viewport
	if declared.is_empty() or not enabled or seen == null or not seen.is_inside_tree() or not session.is_driving:
		return
	if _picture == null:
		_picture = CameraPicture.new(self)
	_picture.poll()
	if _rest_s > 0.0 or _picture.is_busy():
		return
	# What was missed is not made up for.
	_rest_s = maxf(_rest_s, -1.0 / fps) + 1.0 / fps
	var then := _send.bind(str(declared.name))
	if camera != null:
		_picture.draw(camera, _size_for(declared), then)
	else:
		_picture.copy(viewport, _size_for(declared), then)


func _exit_tree() -> void:
	if _picture != null:
		_picture.close()
		_picture = null


func _get_configuration_warnings() -> PackedStringArray:
	var found := PackedStringArray()
	if session == null:
		found.append("No picture is sent. Set Session to the WorldportSession that plays the model.")
	if camera == null and viewport == null:
		found.append("There is nothing to send. Set Camera to the Camera3D, or Viewport to the viewport, whose picture the model shall get.")
	return found


func _send(image: Image, meta: Dictionary, drawn_us: int, name_of_track: String) -> void:
	if session != null and session.send_frame(name_of_track, image, meta, drawn_us):
		frame_sent.emit(meta)


## The schema's entry of the track, or {} while there is none.
func _declared() -> Dictionary:
	if session == null:
		return {}
	for entry: Variant in session.document.get("tracks", []):
		if entry is Dictionary and entry.get("direction") == "in" and (track == "" or entry.get("name") == track):
			return entry
	return {}


func _size_for(declared: Dictionary) -> Vector2i:
	var wanted := size
	if wanted.x <= 0 or wanted.y <= 0:
		wanted = Vector2i(int(declared.get("width", 640)), int(declared.get("height", 360)))
	var most := Vector2(float(declared.get("max_width", wanted.x)), float(declared.get("max_height", wanted.y)))
	var part := minf(1.0, minf(most.x / wanted.x, most.y / wanted.y))
	return Vector2i((Vector2(wanted) * part).floor()).max(Vector2i.ONE)
