extends "session_test_case.gd"
## Tests that look at pixels: of the screen, and of the test card on it.

const COLUMNS := 32
const ROWS := 18
## The 24 patches of the ColorChecker Classic in 8-bit sRGB, four rows of six (X-Rite's nominal values).
const PATCHES: Array[Color] = [
	Color8(115, 82, 68), Color8(194, 150, 130), Color8(98, 122, 157), Color8(87, 108, 67), Color8(133, 128, 177),
	Color8(103, 189, 170), Color8(214, 126, 44), Color8(80, 91, 166), Color8(193, 90, 99), Color8(94, 60, 108),
	Color8(157, 188, 64), Color8(224, 163, 46), Color8(56, 61, 150), Color8(70, 148, 73), Color8(175, 54, 60),
	Color8(231, 199, 31), Color8(187, 86, 149), Color8(8, 133, 161), Color8(243, 243, 242), Color8(200, 200, 200),
	Color8(160, 160, 160), Color8(122, 122, 121), Color8(85, 85, 85), Color8(52, 52, 52),
]


## What is on the screen once the present tick is drawn.
func screen() -> Image:
	await RenderingServer.frame_post_draw
	return get_viewport().get_texture().get_image()


## The largest difference of a patch's middle from its nominal value, of 255, where a card lies in an image.
func patch_error(image: Image, card: Rect2) -> int:
	var worst := 0
	for i: int in PATCHES.size():
		var cell := Vector2(float(i % 6) * 2 + 1, 2 + floorf(i / 6.0) * 2 + 1)
		var got := image.get_pixelv(Vector2i(card.position + cell * card.size / Vector2(COLUMNS, ROWS)))
		for channel: int in 3:
			worst = maxi(worst, absi(roundi(got[channel] * 255) - roundi(PATCHES[i][channel] * 255)))
	return worst


## A barcode's number, row 0 being the frame's; -1 when there is none.
func barcode(image: Image, card: Rect2, row := 0) -> int:
	var bits := 0
	for column: int in COLUMNS:
		var at := card.position + (Vector2(column, row) + Vector2(0.5, 0.5)) * card.size / Vector2(COLUMNS, ROWS)
		bits = bits << 1 | (1 if image.get_pixelv(Vector2i(at)).get_luminance() > 0.5 else 0)
	var number := bits >> 6 & 0xffffff
	var parity := 5
	for shift: int in range(0, 24, 4):
		parity ^= number >> shift & 15
	var is_code := bits >> 30 == 2 and bits & 3 == 1 and bits >> 2 & 15 == parity
	return number if is_code else -1


## A texture's picture, each of its pixels as it is, in an area of the screen.
func _rect(texture: Texture2D, area: Rect2) -> TextureRect:
	var rect := TextureRect.new()
	rect.texture = texture
	rect.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	rect.texture_filter = CanvasItem.TEXTURE_FILTER_NEAREST
	rect.position = area.position
	rect.size = area.size
	add_child(rect)
	return rect


## The texture on an unshaded material in a 3D world, seen straight on; drawn into an area of the screen.
func _surface(texture: Texture2D, area: Rect2) -> StandardMaterial3D:
	var viewport := _world(area)
	var camera := Camera3D.new()
	camera.projection = Camera3D.PROJECTION_ORTHOGONAL
	camera.size = 9
	camera.position.z = 1
	viewport.add_child(camera)
	var quad := QuadMesh.new()
	quad.size = Vector2(16, 9)
	var material := StandardMaterial3D.new()
	material.shading_mode = BaseMaterial3D.SHADING_MODE_UNSHADED
	material.texture_filter = BaseMaterial3D.TEXTURE_FILTER_NEAREST
	material.albedo_texture = texture
	quad.material = material
	var mesh := MeshInstance3D.new()
	mesh.mesh = quad
	viewport.add_child(mesh)
	return material


## The texture as the panorama of a sky, in an area of the screen.
func _sky(texture: Texture2D, area: Rect2) -> void:
	var world := _world(area)
	var environment := Environment.new()
	environment.background_mode = Environment.BG_SKY
	environment.sky = Sky.new()
	var panorama := PanoramaSkyMaterial.new()
	panorama.panorama = texture
	environment.sky.sky_material = panorama
	var camera := Camera3D.new()
	camera.environment = environment
	world.add_child(camera)


## A viewport with a world of its own, drawn into an area of the screen.
func _world(area: Rect2) -> SubViewport:
	var container := SubViewportContainer.new()
	container.position = area.position
	container.size = area.size
	container.stretch = true
	var viewport := SubViewport.new()
	viewport.own_world_3d = true
	container.add_child(viewport)
	add_child(container)
	return viewport


## Shows a picture of one colour.
func _fill(texture: WorldportTexture, color: Color) -> void:
	var image := Image.create_empty(64, 64, false, Image.FORMAT_RGBA8)
	image.fill(color)
	texture.show_image(image)
