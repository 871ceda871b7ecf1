extends "pixels_test_case.gd"
## Pixels on the screen, so these need a renderer. WORLDPORT_TESTCARD may be made as large as 1280 × 720.

const CameraPicture := preload("res://addons/worldport/camera/camera_picture.gd")


func test_the_colour_patches_are_right_in_2d_and_the_barcode_grows() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var rect := _rect(session.texture, Rect2(10, 20, 640, 360))
	await frames_of(session)
	var last := 0
	for _i: int in 10:
		await frames_of(session)
		var image := await screen()
		check(patch_error(image, rect.get_rect()) <= 2, "the patches differ by %d of 255" % patch_error(image, rect.get_rect()))
		var number := barcode(image, rect.get_rect())
		check(number > last, "frame %d is shown after %d" % [number, last])
		last = number
	await leave(session)


func test_a_command_is_seen_in_the_picture() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var rect := _rect(session.texture, Rect2(0, 0, 640, 360))
	await frames_of(session)
	var before := barcode(await screen(), rect.get_rect(), 1)
	await session.send_command("jump")
	await frames_of(session, 2)
	equal(barcode(await screen(), rect.get_rect(), 1), before + 1, "the number of commands applied")
	await leave(session)


func test_the_size_may_change_while_the_picture_is_shown() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var rect := _rect(session.texture, Rect2(0, 0, 640, 360))
	var rid := session.texture.get_rid()
	for size: Vector2i in [Vector2i(320, 180), Vector2i(1280, 720), Vector2i(640, 360)]:
		equal((await session.send_command("set_size", {width = size.x, height = size.y})).ok, true, "set_size")
		var frame := await frames_of(session)
		while frame.width != size.x and frame.seq > 0:
			frame = await frames_of(session)
		equal(Vector2i(session.texture.get_size()), size, "the texture's size")
		var image := await screen()
		check(patch_error(image, rect.get_rect()) <= 2, "the patches at %s differ by %d" % [size, patch_error(image, rect.get_rect())])
		check(barcode(image, rect.get_rect()) > 0, "the barcode at %s" % size)
	equal(session.texture.get_rid(), rid, "the texture's RID")
	await leave(session)


func test_one_texture_has_three_users_and_is_right_on_a_3d_surface() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var rect := _rect(session.texture, Rect2(0, 0, 320, 180))
	var sprite := Sprite2D.new()
	sprite.texture = session.texture
	sprite.texture_filter = CanvasItem.TEXTURE_FILTER_NEAREST
	sprite.centered = false
	sprite.position = Vector2(320, 0)
	sprite.scale = Vector2(0.5, 0.5)
	add_child(sprite)
	var surface := Rect2(0, 180, 640, 360)
	var material := _surface(session.texture, surface)
	var frame := await frames_of(session, 2)
	var image := await screen()
	var numbers: Array[int] = []
	for card: Rect2 in [rect.get_rect(), Rect2(320, 0, 320, 180), surface]:
		# The Compatibility renderer brings every picture into linear light and back by a formula that is off by up to 7.
		var error := patch_error(image, card)
		check(error <= (8 if card == surface else 2), "the patches at %s differ by %d" % [card, error])
		numbers.append(barcode(image, card))
	check(numbers[0] > 0 and numbers[1] == numbers[0] and numbers[2] == numbers[0], "all show one frame: %s" % [numbers])
	material.albedo_texture = ImageTexture.create_from_image(frame.image)
	await frames(2)
	equal(patch_error(await screen(), surface), patch_error(image, surface), "what a picture file's pixels differ by")
	await leave(session)


func test_mipmaps_follow_the_picture_into_the_distance() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	session.texture.mipmaps = true
	var rect := _rect(session.texture, Rect2(0, 0, 64, 36))
	rect.texture_filter = CanvasItem.TEXTURE_FILTER_LINEAR_WITH_MIPMAPS
	var frame := await frames_of(session, 5)
	check(frame.image.has_mipmaps(), "the frame has mipmaps")
	# A cell is two pixels wide: only the smaller versions keep neighbours from shimmering.
	var image := await screen()
	check(patch_error(image, Rect2(0, 0, 64, 36)) <= 12, "the patches differ by %d" % patch_error(image, Rect2(0, 0, 64, 36)))
	await leave(session)


func test_the_placeholder_is_shown_until_there_is_a_picture() -> void:
	var texture := WorldportTexture.new()
	texture.placeholder_color = Color8(10, 200, 30)
	_rect(texture, Rect2(0, 0, 100, 100))
	await frames(2)
	equal((await screen()).get_pixel(50, 50).to_html(false), "0ac81e", "the placeholder's colour")
	texture.show_image(Image.create_empty(8, 8, false, Image.FORMAT_RGBA8))
	check(texture.has_picture, "a picture is there")
	texture.clear()
	await frames(2)
	equal((await screen()).get_pixel(50, 50).to_html(false), "0ac81e", "the colour after the picture")


func test_a_sky_and_a_shader_follow_the_picture() -> void:
	var texture := WorldportTexture.new()
	var material := ShaderMaterial.new()
	material.shader = Shader.new()
	material.shader.code = "shader_type canvas_item; uniform sampler2D picture; void fragment() { COLOR = texture(picture, UV); }"
	material.set_shader_parameter("picture", texture)
	_rect(ImageTexture.create_from_image(Image.create_empty(1, 1, false, Image.FORMAT_RGBA8)), Rect2(0, 0, 100, 100)).material = material
	_sky(texture, Rect2(100, 0, 100, 100))
	for color: Color in [Color.RED, Color.LIME, Color.BLUE]:
		_fill(texture, color)
		await frames(3)
		var image := await screen()
		equal(image.get_pixel(50, 50).to_html(false), color.to_html(false), "the shader's colour")
		equal(image.get_pixel(150, 50).to_html(false), color.to_html(false), "the sky's colour")


func test_a_viewport_s_picture_is_copied_with_its_2d_at_the_wanted_size() -> void:
	var port := SubViewport.new()
	port.size = Vector2i(400, 200)
	port.render_target_update_mode = SubViewport.UPDATE_ALWAYS
	for i: int in 2:
		var half := ColorRect.new()
		half.color = [Color8(200, 40, 10), Color8(10, 60, 220)][i]
		half.position = Vector2(200 * i, 0)
		half.size = Vector2(200, 200)
		port.add_child(half)
	add_child(port)
	await frames(2)
	var picture := CameraPicture.new(self)
	var got: Array = []
	picture.copy(port, Vector2i(64, 36), func(copied: Image, meta: Dictionary, _drawn_us: int) -> void: got.append_array([copied, meta]))
	await eventually(func() -> bool:
		picture.poll()
		return not got.is_empty(), "the picture")
	var image: Image = got[0]
	equal(image.get_size(), Vector2i(64, 36), "the size")
	equal(image.get_pixel(10, 18), Color8(200, 40, 10), "the left half")
	equal(image.get_pixel(54, 18), Color8(10, 60, 220), "the right half")
	equal(got[1], {}, "no camera, no meta")
	picture.close()
	port.queue_free()
