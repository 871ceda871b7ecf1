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
