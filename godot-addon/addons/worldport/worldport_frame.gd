@tool
class_name WorldportFrame
extends RefCounted
## One picture of a model, with its times: what [signal WorldportSession.frame_shown] tells about.
##
## Times that end in [code]_us[/code] are microseconds. [member received_us], [member uploaded_us] and [member input_us]
## are of [method Time.get_ticks_usec]; those of the making are of the server's clock (see
## [method WorldportSession.to_local_us]).

## The track it came on.
var track := ""
## Grows when the picture's past no longer counts: a new session, a restart.
var epoch := 0
## Number within its epoch, from 1; a gap means frames this client did not get.
var seq := 0
## Size in pixels; it may change from frame to frame.
var width := 0
## Size in pixels.
var height := 0
## How it was sent: [code]rgba8[/code] or [code]jpeg[/code].
var format := ""
## When to show it, counted from the start of its epoch.
var pts_us := 0
## Client id of the driver.
var driver := ""
## Number of the driver's last command that was applied before this frame was made; 0 for none.
var command := 0
## What the model says about this frame.
var meta := {}
## When its making began, by the server's clock.
var step_start_us := 0
## When its making ended, by the server's clock.
var step_end_us := 0
## When its pixels were complete, by the server's clock.
var ready_us := 0
## When it lay whole in memory here.
var received_us := 0
## When it was in the texture; 0 before.
var uploaded_us := 0
## When the input happened that this frame is the first to show; 0 when it is not the first, or another client drives.
var input_us := 0
## Frames that lay whole in memory here before it and were never shown, because it came before the next tick.
var superseded := 0
## Size of its message in bytes.
var bytes := 0
## Its pixels, in memory that is not written again. Rows are top-down, sRGB.
var image: Image


## Reads a frame message's head and pixels; `mipmaps` adds them to the image. Gives null when they make no frame, and
## then puts the reason into `problem[0]`.
static func read(head: Dictionary, pixels: PackedByteArray, mipmaps: bool, problem: Array[String]) -> WorldportFrame:
	var frame := WorldportFrame.new()
	problem[0] = frame._read_head(head)
	if problem[0] == "":
		problem[0] = frame._read_pixels(pixels, mipmaps)
	return frame if problem[0] == "" else null


func _read_head(head: Dictionary) -> String:
	for key: String in ["epoch", "seq", "width", "height", "pts_us", "command"]:
		var value: Variant = head.get(key)
		if value is float and value == floorf(value):
			value = int(value)
		if not value is int or value < 0:
			return "its %s is %s" % [key, str(value).left(40)]
		set(key, value)
	for key: String in ["track", "format", "driver"]:
		if not head.get(key) is String:
			return "its %s is %s" % [key, str(head.get(key)).left(40)]
		set(key, head[key])
	if width < 1 or height < 1 or width > 16384 or height > 16384:
		return "it is %d × %d pixels" % [width, height]
	var times: Variant = head.get("t")
	if times is Dictionary:
		for key: String in ["step_start_us", "step_end_us", "ready_us"]:
			if times.get(key) is int:
				set(key, times[key])
	if head.get("meta") is Dictionary:
		meta = head.meta
	return ""


func _read_pixels(pixels: PackedByteArray, mipmaps: bool) -> String:
	match format:
		"rgba8":
			if pixels.size() != width * height * 4:
				return "it has %d bytes, and %d × %d × 4 are %d" % [pixels.size(), width, height, width * height * 4]
			image = Image.create_from_data(width, height, false, Image.FORMAT_RGBA8, pixels)
		"jpeg":
			# The engine logs errors for what does not begin and end like a JPEG file.
			var last := pixels.size() - 1
			var is_jpeg := last > 4 and pixels.decode_u16(0) == 0xd8ff and pixels.decode_u16(last - 1) == 0xd9ff
			image = Image.new()
			if not is_jpeg or image.load_jpg_from_buffer(pixels) != OK or image.is_empty():
				return "it is no JPEG file"
			width = image.get_width()
			height = image.get_height()
			# RGB8 takes four times as long to bring into a texture.
			image.convert(Image.FORMAT_RGBA8)
		_:
			return "its format is \"%s\", and this client reads rgba8 and jpeg" % format.left(40)
	if mipmaps:
		image.generate_mipmaps()
	return ""
