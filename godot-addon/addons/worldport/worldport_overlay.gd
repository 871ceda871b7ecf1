@tool
@icon("icons/worldport_overlay.svg")
class_name WorldportOverlay
extends PanelContainer
## Shows a session's latency on the screen: input → applied → made → sent → received → uploaded → shown, p50 and p95.
##
## Put it into a [CanvasLayer] or any [Control]. The times between the server's clock and this one's are good to half a
## round trip, which the last line says.

## Words for each part of the way, in order.
const ROWS: Array[Array] = [
	["input_applied", "input → applied"],
	["applied_made", "applied → made"],
	["made_sent", "made → sent"],
	["sent_received", "sent → received"],
	["received_uploaded", "received → uploaded"],
	["uploaded_shown", "uploaded → shown"],
	["input_shown", "input → shown"],
]
const _REFRESH_S := 0.25

## The session to show.
@export var session: WorldportSession:
	set(value):
		session = value
		update_configuration_warnings()
## The out track to show; empty for the model's first one.
@export var track := ""
## Key that shows and hides it; none when 0.
@export var toggle_key := KEY_F3
## Size of the letters in pixels.
@export_range(8, 48, 1, "suffix:px") var font_size := 13:
	set(value):
		font_size = value
		_label.add_theme_font_size_override("normal_font_size", value)

var _label := RichTextLabel.new()
var _rest_s := 0.0


func _init() -> void:
	mouse_filter = Control.MOUSE_FILTER_IGNORE
	var box := StyleBoxFlat.new()
	box.bg_color = Color(0.03, 0.04, 0.06, 0.82)
	box.set_corner_radius_all(6)
	box.set_content_margin_all(10)
	add_theme_stylebox_override("panel", box)
	_label.bbcode_enabled = true
	_label.fit_content = true
	_label.autowrap_mode = TextServer.AUTOWRAP_OFF
	_label.mouse_filter = Control.MOUSE_FILTER_IGNORE
	_label.add_theme_font_size_override("normal_font_size", font_size)
	add_child(_label, false, Node.INTERNAL_MODE_FRONT)
	_label.text = text_of({}, "offline")


func _process(delta: float) -> void:
	_rest_s -= delta
	if Engine.is_editor_hint() or session == null or not visible or _rest_s > 0.0:
		return
	_rest_s = _REFRESH_S
	var state := session.state if session.status == "open" else session.status
	_label.text = text_of(session.get_figures(track), state)


func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if key != null and key.pressed and not key.echo and toggle_key != KEY_NONE and key.keycode == toggle_key:
		visible = not visible


func _get_configuration_warnings() -> PackedStringArray:
	var found := PackedStringArray()
	if session == null:
		found.append("There is nothing to show. Set Session to a WorldportSession.")
	return found


## The overlay's text for [method WorldportSession.get_figures] and a state, as BBCode.
static func text_of(figures: Dictionary, state: String) -> String:
	var stages: Dictionary = figures.get("stages", {})
	var lines := PackedStringArray()
	lines.append(
		"[b]%s[/b]  %.0f fps  %s  dropped %d"
		% [state, figures.get("fps", 0.0), _size(figures.get("frame_bytes", 0)), figures.get("dropped", 0)]
	)
	lines.append("[table=3][cell][color=#7f8aa3]ms[/color][/cell]%s%s" % [_cell("p50", "#7f8aa3"), _cell("p95", "#7f8aa3")])
	for row: Array in ROWS:
		var figure: Dictionary = stages.get(row[0], {})
		var color := "#8eef97" if row[0] == "input_shown" else "#dfe6f5"
		lines.append(
			"[cell][color=#a9b4cc]%s[/color][/cell]%s%s"
			% [row[1], _cell(_ms(figure.get("p50_ms", NAN)), color), _cell(_ms(figure.get("p95_ms", NAN)), color)]
		)
	lines.append("[/table]")
	lines.append("[color=#7f8aa3]clocks agree to ± %s ms[/color]" % _ms(figures.get("clock_uncertainty_ms", NAN)))
	return "\n".join(lines)


static func _cell(text: String, color: String) -> String:
	return "[cell padding=14,0,0,0][right][color=%s]%s[/color][/right][/cell]" % [color, text]


static func _ms(value: float) -> String:
	return "–" if is_nan(value) or is_inf(value) else "%.1f" % value


static func _size(bytes: int) -> String:
	return "%.1f MB" % (bytes / 1e6) if bytes >= 1_000_000 else "%.0f kB" % (bytes / 1e3)
