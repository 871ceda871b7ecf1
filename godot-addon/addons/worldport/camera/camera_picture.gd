extends RefCounted
## One picture at a time, of a camera or of a viewport of the game: drawn by a viewport of its own → read back without
## waiting → an RGBA8 image.

const CameraMeta := preload("camera_meta.gd")
## Ticks between drawing and reading where the renderer can't read by itself (Compatibility): by then the GPU has drawn,
## so that the read does not stall the game.
const READ_AFTER_TICKS := 2
## A picture that is not back after so many ticks is given up.
const GIVE_UP_TICKS := 120

var _port := SubViewport.new()
var _eye := Camera3D.new()
## Shows what a viewport of the game has drawn.
var _sheet := TextureRect.new()
var _then := Callable()
var _meta := {}
var _drawn_us := 0
var _ticks := -1
## Tells the present read from one that was given up.
var _read := 0


func _init(owner: Node) -> void:
	_port.render_target_update_mode = SubViewport.UPDATE_DISABLED
	_port.audio_listener_enable_3d = false
	_port.gui_disable_input = true
	_port.add_child(_eye)
	_sheet.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	_port.add_child(_sheet)
	owner.add_child(_port, false, Node.INTERNAL_MODE_BACK)


## Whether a picture is under way.
func is_busy() -> bool:
	return _ticks >= 0


## Draws the camera's view with this tick's frame; `then` gets (image, meta, drawn_us) some ticks later.
func draw(camera: Camera3D, size: Vector2i, then: Callable) -> void:
	_port.disable_3d = false
	_sheet.hide()
	_port.world_3d = camera.get_world_3d()
	_look_like(camera)
	_start(size, CameraMeta.of(camera, size), then)


## Takes over what a viewport has drawn, whatever that is, made as large as `size`. Its camera's meta, if it has one.
func copy(viewport: Viewport, size: Vector2i, then: Callable) -> void:
	_port.disable_3d = true
	_sheet.texture = viewport.get_texture()
	_sheet.size = size
	_sheet.show()
	var camera := viewport.get_camera_3d()
	_start(size, CameraMeta.of(camera, size) if camera != null else {}, then)


## Once per tick: reads what was drawn when it is time.
func poll() -> void:
	if not is_busy():
		return
	_ticks += 1
	var device := RenderingServer.get_rendering_device()
	if device != null and _ticks == 1:
		_read += 1
		var texture := RenderingServer.texture_get_rd_texture(_port.get_texture().get_rid())
		if device.texture_get_data_async(texture, 0, _take_bytes.bind(_read, _port.size)) != OK:
			_ticks = -1
	elif device == null and _ticks == READ_AFTER_TICKS:
		# Null where nothing is drawn: headless.
		var image := _port.get_texture().get_image() if DisplayServer.get_name() != "headless" else null
		_give(image)
	elif _ticks > GIVE_UP_TICKS:
		_read += 1
		_ticks = -1


## Frees the viewport.
func close() -> void:
	_read += 1
	_ticks = -1
	_then = Callable()
	_port.queue_free()


func _start(size: Vector2i, meta: Dictionary, then: Callable) -> void:
	_port.size = size
	_port.render_target_update_mode = SubViewport.UPDATE_ONCE
	_meta = meta
	_drawn_us = Time.get_ticks_usec()
	_then = then
	_ticks = 0


func _look_like(camera: Camera3D) -> void:
	_eye.global_transform = camera.get_camera_transform()
	_eye.projection = camera.projection
	_eye.fov = camera.fov
	_eye.size = camera.size
	_eye.frustum_offset = camera.frustum_offset
	_eye.near = camera.near
	_eye.far = camera.far
	_eye.keep_aspect = camera.keep_aspect
	_eye.cull_mask = camera.cull_mask
	_eye.environment = camera.environment
	_eye.attributes = camera.attributes
	_eye.current = true


func _take_bytes(bytes: PackedByteArray, read: int, size: Vector2i) -> void:
	if read != _read or not is_busy():
		return
	var is_rgba8 := bytes.size() == size.x * size.y * 4
	_give(Image.create_from_data(size.x, size.y, false, Image.FORMAT_RGBA8, bytes) if is_rgba8 else null)


func _give(image: Image) -> void:
	_ticks = -1
	if image == null or image.is_empty():
		return
	if image.get_format() != Image.FORMAT_RGBA8:
		image.convert(Image.FORMAT_RGBA8)
	_then.call(image, _meta, _drawn_us)
