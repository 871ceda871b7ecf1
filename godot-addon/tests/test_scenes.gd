extends "res://tests/test_case.gd"
## The demo scenes as a player opens them. Needs a screen, and a server of the world at WORLDPORT_URL.


func test_the_gallery_plays_the_world_on_its_wall_and_walks_by_keys() -> void:
	limit_ms = 120_000
	var scene := await _open("res://demo/gallery/gallery.tscn", {url = setting("WORLDPORT_URL")})
	var session: WorldportSession = scene.session
	if not await _plays(session):
		return
	# The first picture may come before the walk; the command that a key sends must show in a later one.
	_key(KEY_W, true)
	await eventually(func() -> bool: return session.get_figures().stages.input_shown.get("count", 0) > 0, "a frame that shows the key W", 30_000)
	_key(KEY_W, false)
	# The number keys are the scene's own; the world looks another way, and then as before from its first place.
	_key(KEY_2, true)
	await _turn(3)
	_key(KEY_1, true)
	_key(KEY_R, true)
	await _turn(12)
	_key(KEY_R, false)
	await _shoot(scene, "gallery")


func test_the_installation_launches_its_server_and_paints_where_the_pointer_is() -> void:
	limit_ms = 120_000
	var scene := await _open("res://demo/installation/installation.tscn", {})
	var session: WorldportSession = scene.session
	if not await _plays(session):
		return
	var size := scene.get_viewport().get_visible_rect().size
	for i: int in 40:
		_point(size * Vector2(0.2 + 0.6 * i / 40.0, 0.5 + 0.25 * sin(i / 4.0)), true)
		await get_tree().process_frame
	_point(size * 0.5, false)
	await eventually(func() -> bool: return session.get_figures().stages.input_shown.get("count", 0) > 0, "a frame that shows the stroke", 30_000)
	await _turn(12)
	await _shoot(scene, "installation")


func test_the_game_camera_comes_back_redrawn() -> void:
	limit_ms = 120_000
	var scene := await _open("res://demo/restyle/restyle.tscn", {})
	var session: WorldportSession = scene.session
	var source: WorldportCameraSource = scene.get_node("CameraSource")
	var sent := [0]
	source.frame_sent.connect(func(_meta: Dictionary) -> void: sent[0] += 1)
	if not await _plays(session):
		return
	await eventually(func() -> bool: return sent[0] > 3, "pictures of the camera to be sent", 30_000)
	await _turn(6)
	var image := (scene.get_node("Picture") as TextureRect).texture.get_image()
	check(_spread(image) > 0.05, "what comes back is a picture and not one colour")
	await _shoot(scene, "restyle")
	# The same with a viewport of 2D, which the model's answer follows as its halves change places.
	source.camera = null
	source.viewport = _halves(scene)
	var answer := (scene.get_node("Picture") as TextureRect).texture
	await eventually(func() -> bool: return _lean(answer.get_image()) > 0.5, "white at the right in the model's answer", 30_000)
	for half: ColorRect in source.viewport.get_children():
		half.color = half.color.inverted()
	await eventually(func() -> bool: return _lean(answer.get_image()) < -0.5, "white at the left in the model's answer", 30_000)


func test_the_menu_opens_with_three_ways_to_go() -> void:
	var scene := await _open("res://demo/menu.tscn", {})
	equal(scene.get_node("%Cards").get_child_count(), 3, "cards of the menu")
	await _shoot(scene, "menu")


func _open(path: String, settings: Dictionary) -> Node:
	var scene := (load(path) as PackedScene).instantiate()
	for key: String in settings:
		scene.get_node("Session").set(key, settings[key])
	add_child(scene)
	await get_tree().process_frame
	return scene


func _plays(session: WorldportSession) -> bool:
	return await eventually(func() -> bool: return session.texture.has_picture and session.is_driving, "a picture of the model", 60_000)


func _turn(count: int) -> void:
	for _i: int in count:
		await RenderingServer.frame_post_draw


func _key(code: Key, pressed: bool) -> void:
	var event := InputEventKey.new()
	event.keycode = code
	event.physical_keycode = code
	event.pressed = pressed
	Input.parse_input_event(event)


func _point(at: Vector2, pressed: bool) -> void:
	var button := InputEventMouseButton.new()
	button.button_index = MOUSE_BUTTON_LEFT
	button.pressed = pressed
	button.position = at
	button.global_position = at
	if pressed != Input.is_mouse_button_pressed(MOUSE_BUTTON_LEFT):
		Input.parse_input_event(button)
	var motion := InputEventMouseMotion.new()
	motion.position = at
	motion.global_position = at
	motion.button_mask = MOUSE_BUTTON_MASK_LEFT if pressed else 0
	Input.parse_input_event(motion)


## Saves a screenshot where one is asked for, and looks whether anything is on it.
func _shoot(scene: Node, name_of_shot: String) -> void:
	await RenderingServer.frame_post_draw
	var image := scene.get_viewport().get_texture().get_image()
	check(_spread(image) > 0.02, "the screen of %s is not empty" % name_of_shot)
	var folder := OS.get_environment("WORLDPORT_SHOTS")
	if folder != "":
		image.save_png(folder.path_join(name_of_shot + ".png"))


## A viewport whose right half is white.
func _halves(parent: Node) -> SubViewport:
	var port := SubViewport.new()
	port.size = Vector2i(160, 90)
	port.render_target_update_mode = SubViewport.UPDATE_ALWAYS
	for i: int in 2:
		var half := ColorRect.new()
		half.color = Color.WHITE if i == 1 else Color.BLACK
		half.position.x = 80 * i
		half.size = Vector2(80, 90)
		port.add_child(half)
	parent.add_child(port)
	return port


## How much brighter the right half of an image is than the left, -1 to 1.
func _lean(picture: Image) -> float:
	var image := picture.duplicate() as Image
	image.resize(64, 36)
	var sum := 0.0
	for x: int in 64:
		for y: int in 36:
			sum += image.get_pixel(x, y).get_luminance() * (1 if x >= 32 else -1)
	return sum / 1152.0


## Standard deviation of an image's brightness, 0 to 1.
func _spread(picture: Image) -> float:
	var image := picture.duplicate() as Image
	image.resize(64, 36)
	var sum := 0.0
	var squares := 0.0
	for x: int in 64:
		for y: int in 36:
			var light := image.get_pixel(x, y).get_luminance()
			sum += light
			squares += light * light
	return sqrt(maxf(0.0, squares / 2304.0 - (sum / 2304.0) ** 2))


func test_no_picture_is_saved_into_scenes() -> void:
	var sprite := Sprite2D.new()
	var texture := WorldportTexture.new()
	sprite.texture = texture
	texture.show_image(Image.create_empty(64, 36, false, Image.FORMAT_RGBA8))
	var scene := PackedScene.new()
	scene.pack(sprite)
	ResourceSaver.save(scene, "user://saved.tscn")
	var text := FileAccess.get_file_as_string("user://saved.tscn")
	check(text.contains("Sprite2D") and not text.contains("Image\"") and not text.contains("image ="), text.left(600))
	sprite.free()
