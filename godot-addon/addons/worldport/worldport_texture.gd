@tool
@icon("icons/worldport_texture.svg")
class_name WorldportTexture
extends ImageTexture
## A model's picture as a texture, for every slot that takes a [Texture2D].
##
## Assign it to [member WorldportSession.texture] and to whatever shall show it: a [TextureRect], a [Sprite2D], the albedo
## or emission of a [StandardMaterial3D], a shader parameter, a sky's panorama, a light's projector or a [Decal] (with
## [member for_projectors]). One texture may have several users. It shows its placeholder until the first frame is there,
## changes its size with the model's frames without any user noticing, and stores no picture in scenes.
## [br][br]
## Colours are sRGB, as those of any picture file: right in 2D as they are, in 3D in every slot that expects colour (in a
## shader of your own, give the uniform the hint [code]source_color[/code]).

## Makes smaller versions of each frame for surfaces that are seen from far away or at an angle in 3D. Made off the main
## thread; costs a third more memory and upload time.
@export var mipmaps := false:
	set(value):
		mipmaps = value
		if not has_picture:
			_show_placeholder()

## For lights' projectors and [Decal]s, which Forward+ and Mobile draw from an atlas of their own: without this they keep the
## first frame. Costs a new texture on the graphics card with every frame, so use a [WorldportTexture] of its own for them,
## and a small one: the atlas is drawn anew each time.
@export var for_projectors := false

## What is shown while there is no picture.
@export var placeholder_color := Color(0.09, 0.1, 0.13):
	set(value):
		placeholder_color = value
		if not has_picture:
			_show_placeholder()

## Size of the placeholder in pixels. Take the model's, so that layouts do not move when the first frame comes.
@export var placeholder_size := Vector2i(640, 360):
	set(value):
		placeholder_size = value.clamp(Vector2i.ONE, Vector2i(16384, 16384))
		if not has_picture:
			_show_placeholder()

## Whether a frame is shown, and not the placeholder.
var has_picture := false
## How the model wants to be enlarged: [code]smooth[/code], or [code]crisp[/code] for pixels with hard edges. The filter
## belongs to what shows the texture: set its [member CanvasItem.texture_filter] or
## [member BaseMaterial3D.texture_filter] accordingly.
var scaling := "smooth"

var _shape: Array = []


func _init() -> void:
	_show_placeholder()


func _validate_property(property: Dictionary) -> void:
	# A picture that was there while a scene was saved is no part of the scene.
	if property.name == "image":
		property.usage = PROPERTY_USAGE_NONE


## Shows an image: the session calls it for each new frame. The texture's RID stays the same whatever its size, so
## materials go on working. Must be called from the main thread; it is not kept.
func show_image(picture: Image) -> void:
	if picture == null or picture.is_empty():
		return
	has_picture = true
	_bring(picture)


## Shows the placeholder again.
func clear() -> void:
	if has_picture:
		has_picture = false
		_show_placeholder()


func _show_placeholder() -> void:
	var picture := Image.create_empty(placeholder_size.x, placeholder_size.y, false, Image.FORMAT_RGBA8)
	picture.fill(placeholder_color)
	if mipmaps:
		picture.generate_mipmaps()
	_bring(picture)


func _bring(picture: Image) -> void:
	var shape := [picture.get_width(), picture.get_height(), picture.get_format(), picture.has_mipmaps()]
	# Only a new texture tells the atlas of projectors and decals that there is something to draw.
	if shape == _shape and not for_projectors:
		update(picture)
	else:
		_shape = shape
		set_image(picture)
