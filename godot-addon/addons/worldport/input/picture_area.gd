@tool
extends RefCounted
## Where the picture is on the screen: the TextureRect or Sprite2D that shows the session's texture.

const OUTSIDE := Vector2(-1, -1)
## How often a tree is searched again that shows the texture nowhere in 2D.
const SEARCH_EVERY_MS := 1_000

var _session: WorldportSession
var _item: CanvasItem
var _next_search_ms := 0


func _init(session: WorldportSession) -> void:
	_session = session


## A position of an input event → place in the picture, 0..1 from its top left; may lie outside of it. OUTSIDE when the
## picture is not on the screen in 2D.
func uv_of(position: Vector2) -> Vector2:
	var item := _find()
	if item == null:
		return OUTSIDE
	var box := _box_of(item)
	if box.size.x <= 0 or box.size.y <= 0:
		return OUTSIDE
	var local := item.get_global_transform_with_canvas().affine_inverse() * position
	var uv := (local - box.position) / box.size
	var flips := item as Sprite2D
	if flips != null and flips.flip_h:
		uv.x = 1.0 - uv.x
	if flips != null and flips.flip_v:
		uv.y = 1.0 - uv.y
	return uv


## Whether a place lies on the picture.
func has(uv: Vector2) -> bool:
	return uv.x >= 0.0 and uv.y >= 0.0 and uv.x <= 1.0 and uv.y <= 1.0


## Whether the picture is nowhere on the screen in 2D: it is part of a 3D world, or not shown.
func is_elsewhere() -> bool:
	return _find() == null


## Whether another control takes the mouse where it is now.
func is_covered() -> bool:
	var hovered := _session.get_viewport().gui_get_hovered_control()
	if hovered == null or hovered == _item or _item == null:
		return false
	return hovered.mouse_filter == Control.MOUSE_FILTER_STOP and not hovered.is_ancestor_of(_item)


## Whether another control takes a finger that comes down at a position. The engine follows only the mouse.
func is_covered_at(position: Vector2) -> bool:
	var item := _find()
	return item != null and _takes(item.get_viewport(), position, item)


## Width of the picture on the screen in pixels; the screen's where the picture is part of a 3D world.
func width() -> float:
	var item := _find()
	if item == null:
		return maxf(1.0, _session.get_viewport().get_visible_rect().size.x)
	return maxf(1.0, _box_of(item).size.x * item.get_global_transform_with_canvas().get_scale().x)


func _find() -> CanvasItem:
	if is_instance_valid(_item) and _item.is_visible_in_tree() and _item.get(&"texture") == _session.texture:
		return _item
	_item = null
	if Time.get_ticks_msec() >= _next_search_ms and _session.texture != null:
		_next_search_ms = Time.get_ticks_msec() + SEARCH_EVERY_MS
		_item = _search(_session.get_tree().root)
	return _item


func _search(node: Node) -> CanvasItem:
	if (node is TextureRect or node is Sprite2D) and node.texture == _session.texture and node.is_visible_in_tree():
		return node as CanvasItem
	for child: Node in node.get_children():
		var found := _search(child)
		if found != null:
			return found
	return null


## Whether a control in a branch lies in front of the picture at a position, and lets nothing through. What other viewports
## hold lies elsewhere.
func _takes(branch: Node, position: Vector2, item: CanvasItem) -> bool:
	var control := branch as Control
	if control != null and control.mouse_filter == Control.MOUSE_FILTER_STOP and _is_in_front(control, item):
		var local := control.get_global_transform_with_canvas().affine_inverse() * position
		if Rect2(Vector2.ZERO, control.size).has_point(local):
			return true
	for child: Node in branch.get_children():
		if not child is Viewport and _takes(child, position, item):
			return true
	return false


func _is_in_front(control: Control, item: CanvasItem) -> bool:
	if not control.is_visible_in_tree() or control == item or control.is_ancestor_of(item):
		return false
	var layer := control.get_canvas_layer_node()
	var own := item.get_canvas_layer_node()
	if layer == own:
		return control.is_greater_than(item)
	return (layer.layer if layer != null else 0) > (own.layer if own != null else 0)


## The picture's box in an item's own coordinates.
func _box_of(item: CanvasItem) -> Rect2:
	var sprite := item as Sprite2D
	if sprite != null:
		return sprite.get_rect()
	var rect := item as TextureRect
	var picture := rect.texture.get_size()
	match rect.stretch_mode:
		TextureRect.STRETCH_KEEP:
			return Rect2(Vector2.ZERO, picture)
		TextureRect.STRETCH_KEEP_CENTERED:
			return Rect2((rect.size - picture) / 2.0, picture)
		TextureRect.STRETCH_KEEP_ASPECT, TextureRect.STRETCH_KEEP_ASPECT_CENTERED:
			var fit := picture * minf(rect.size.x / picture.x, rect.size.y / picture.y)
			var is_centered := rect.stretch_mode == TextureRect.STRETCH_KEEP_ASPECT_CENTERED
			return Rect2((rect.size - fit) / 2.0 if is_centered else Vector2.ZERO, fit)
		TextureRect.STRETCH_KEEP_ASPECT_COVERED:
			var cover := picture * maxf(rect.size.x / picture.x, rect.size.y / picture.y)
			return Rect2((rect.size - cover) / 2.0, cover)
	return Rect2(Vector2.ZERO, rect.size)
