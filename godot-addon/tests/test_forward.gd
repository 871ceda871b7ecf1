extends "pixels_test_case.gd"
## What only the Forward+ renderer draws, or draws more exactly.


func test_the_colour_patches_are_right_on_a_3d_surface() -> void:
	var session := await driving(setting("WORLDPORT_TESTCARD"))
	var area := Rect2(0, 0, 640, 360)
	_surface(session.texture, area)
	await frames_of(session, 2)
	var image := await screen()
	check(patch_error(image, area) <= 2, "the patches differ by %d" % patch_error(image, area))
	check(barcode(image, area) > 0, "the barcode")
	await leave(session)


func test_a_lights_projector_and_a_decal_follow_the_picture() -> void:
	var texture := WorldportTexture.new()
	texture.for_projectors = true
	_wall(Rect2(0, 0, 100, 100), func(world: Node3D) -> void:
		var light := SpotLight3D.new()
		light.position.z = 3
		light.light_energy = 8
		light.light_projector = texture
		light.shadow_enabled = true
		world.add_child(light))
	_wall(Rect2(100, 0, 100, 100), func(world: Node3D) -> void:
		var decal := Decal.new()
		decal.rotation.x = PI / 2
		decal.size = Vector3(10, 10, 10)
		decal.texture_emission = texture
		world.add_child(decal))
	for color: Color in [Color.RED, Color.LIME, Color.BLUE]:
		_fill(texture, color)
		await frames(5)
		var image := await screen()
		for x: int in [50, 150]:
			var got := image.get_pixel(x, 50)
			for channel: int in 3:
				# What is lit is white, so that some light of the other colours comes back.
				check(got[channel] > 0.9 if color[channel] > 0.5 else got[channel] < 0.5, "%s is shown at %d as %s" % [color, x, got])


func test_a_sky_follows_the_picture() -> void:
	var texture := WorldportTexture.new()
	_sky(texture, Rect2(0, 0, 100, 100))
	for color: Color in [Color.RED, Color.LIME, Color.BLUE]:
		_fill(texture, color)
		await frames(3)
		equal((await screen()).get_pixel(50, 50).to_html(false), color.to_html(false), "the sky's colour")


## A wall seen straight on, with what `furnish` puts before it.
func _wall(area: Rect2, furnish: Callable) -> void:
	var world := Node3D.new()
	var mesh := MeshInstance3D.new()
	var quad := QuadMesh.new()
	quad.size = Vector2(20, 20)
	mesh.mesh = quad
	world.add_child(mesh)
	var camera := Camera3D.new()
	camera.position.z = 5
	world.add_child(camera)
	furnish.call(world)
	_world(area).add_child(world)
