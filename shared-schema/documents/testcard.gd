# Generated from testcard.worldport sha256:a468b4ce296b23759c1639195a8d0031de9af53cd016a303ce4f175e6b30ff2f. Do not edit.
class_name TestcardModel
extends RefCounted
## Commands and messages of Test card. A picture whose every part is known, with commands of every kind. For tests and measurements.

## What `say` was told.
signal said_received(text: String, count: int)

## Of the document this was generated from; compare it with the one the server gives.
const SHAPE_HASH := "sha256:38beebfea7ec04598ead352cd46064acb95a5253894c8b35af90ca2349592646"
## Id of the model.
const MODEL_ID := "testcard"
## Choices: plain, stripes, checks.
enum ModeChoice { PLAIN, STRIPES, CHECKS }
const _MODE_CHOICES: Array[String] = ["plain", "stripes", "checks"]

var _session: WorldportSession


## Commands go out, and messages come in, by this session.
func _init(session: WorldportSession) -> void:
	_session = session
	_session.message_received.connect(_receive)


## Moves the square on the stage. Held: goes out when it changes.
## [param x]: -1 to 1.
## [param y]: -1 to 1.
func move(x: float = 0.0, y: float = 0.0) -> void:
	var args := {"x": x, "y": y}
	_session.hold("move", args)


## Moves the square on the stage. Await it for its fate.
## [param x]: -1 to 1.
## [param y]: -1 to 1.
func move_and_wait(x: float = 0.0, y: float = 0.0) -> WorldportReply:
	var args := {"x": x, "y": y}
	return await _session.send_command("move", args)


## Turns the square's nose. Held: goes out when it changes.
## [param amount]: -1 to 1.
func turn(amount: float = 0.0) -> void:
	var args := {"amount": amount}
	_session.hold("turn", args)


## Turns the square's nose. Await it for its fate.
## [param amount]: -1 to 1.
func turn_and_wait(amount: float = 0.0) -> WorldportReply:
	var args := {"amount": amount}
	return await _session.send_command("turn", args)


## Moves the green dot by an amount. Amounts of one tick are summed.
## [param dx]: -1000 to 1000.
## [param dy]: -1000 to 1000.
func look(dx: float = 0.0, dy: float = 0.0) -> void:
	var args := {"dx": dx, "dy": dy}
	_session.add("look", args)


## Moves the green dot by an amount. Await it for its fate.
## [param dx]: -1000 to 1000.
## [param dy]: -1000 to 1000.
func look_and_wait(dx: float = 0.0, dy: float = 0.0) -> WorldportReply:
	var args := {"dx": dx, "dy": dy}
	return await _session.send_command("look", args)


## Puts the white dot where the pointer is. Held: goes out when it changes.
## [param x]: 0 to 1.
## [param y]: 0 to 1.
## [param touch_id]: 0 to 255.
func point(x: float = 0.5, y: float = 0.5, pressed: bool = false, touch_id: int = 0) -> void:
	var args := {"x": x, "y": y, "pressed": pressed, "touch_id": touch_id}
	_session.hold("point", args)


## Puts the white dot where the pointer is. Await it for its fate.
## [param x]: 0 to 1.
## [param y]: 0 to 1.
## [param touch_id]: 0 to 255.
func point_and_wait(x: float = 0.5, y: float = 0.5, pressed: bool = false, touch_id: int = 0) -> WorldportReply:
	var args := {"x": x, "y": y, "pressed": pressed, "touch_id": touch_id}
	return await _session.send_command("point", args)


## Counts one more jump. Await it for its fate.
func jump() -> WorldportReply:
	var args := {}
	return await _session.send_command("jump", args)


## Sets how fast the bar runs, in columns of the picture's 32 per second. Held: goes out when it changes.
## [param speed]: 0 to 32.
func set_speed(speed: float = 4.0) -> void:
	var args := {"speed": speed}
	_session.hold("set_speed", args)


## Sets how fast the bar runs, in columns of the picture's 32 per second. Await it for its fate.
## [param speed]: 0 to 32.
func set_speed_and_wait(speed: float = 4.0) -> WorldportReply:
	var args := {"speed": speed}
	return await _session.send_command("set_speed", args)


## Sets the pattern of the swatch. Held: goes out when it changes.
func set_mode(mode: ModeChoice = ModeChoice.PLAIN) -> void:
	var args := {"mode": _MODE_CHOICES[mode]}
	_session.hold("set_mode", args)


## Sets the pattern of the swatch. Await it for its fate.
func set_mode_and_wait(mode: ModeChoice = ModeChoice.PLAIN) -> WorldportReply:
	var args := {"mode": _MODE_CHOICES[mode]}
	return await _session.send_command("set_mode", args)


## Shows or hides the lines on the stage. Held: goes out when it changes.
func set_grid(shown: bool = false) -> void:
	var args := {"shown": shown}
	_session.hold("set_grid", args)


## Shows or hides the lines on the stage. Await it for its fate.
func set_grid_and_wait(shown: bool = false) -> WorldportReply:
	var args := {"shown": shown}
	return await _session.send_command("set_grid", args)


## Sets the colour of swatch and square. Held: goes out when it changes.
func set_color(color: String = "#2080ff") -> void:
	var args := {"color": color}
	_session.hold("set_color", args)


## Sets the colour of swatch and square. Await it for its fate.
func set_color_and_wait(color: String = "#2080ff") -> WorldportReply:
	var args := {"color": color}
	return await _session.send_command("set_color", args)


## Sets the text that is shown. Await it for its fate.
func set_text(text: String) -> WorldportReply:
	var args := {"text": text}
	return await _session.send_command("set_text", args)


## Sets three numbers. Held: goes out when it changes.
## [param x]: -1000 to 1000.
## [param y]: -1000 to 1000.
## [param z]: -1000 to 1000.
func set_vector(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> void:
	var args := {"x": x, "y": y, "z": z}
	_session.hold("set_vector", args)


## Sets three numbers. Await it for its fate.
## [param x]: -1000 to 1000.
## [param y]: -1000 to 1000.
## [param z]: -1000 to 1000.
func set_vector_and_wait(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> WorldportReply:
	var args := {"x": x, "y": y, "z": z}
	return await _session.send_command("set_vector", args)


## Sets where something is and how it is turned. Held: goes out when it changes.
## [param position]: x, y, z in metres.
## [param rotation]: Quaternion x, y, z, w.
func set_pose(position: Variant = null, rotation: Variant = null) -> void:
	var args := {}
	if position != null:
		args["position"] = position
	if rotation != null:
		args["rotation"] = rotation
	_session.hold("set_pose", args)


## Sets where something is and how it is turned. Await it for its fate.
## [param position]: x, y, z in metres.
## [param rotation]: Quaternion x, y, z, w.
func set_pose_and_wait(position: Variant = null, rotation: Variant = null) -> WorldportReply:
	var args := {}
	if position != null:
		args["position"] = position
	if rotation != null:
		args["rotation"] = rotation
	return await _session.send_command("set_pose", args)


## Takes a picture file and shows its size and checksum. Await it for its fate.
## [param image]: A PNG or JPEG file, as base64.
func set_image(image: String) -> WorldportReply:
	var args := {"image": image}
	return await _session.send_command("set_image", args)


## Changes the size of the frames, up to the track's max_width and max_height. Await it for its fate.
## [param width]: 64 to 3840.
## [param height]: 36 to 2160.
func set_size(width: int, height: int) -> WorldportReply:
	var args := {"width": width, "height": height}
	return await _session.send_command("set_size", args)


## Gives back what it is sent. Await it for its fate. Its result is what the model gives back.
## [param times]: 1 to 10.
func echo(text: String, times: int = 1) -> WorldportReply:
	var args := {"text": text, "times": times}
	return await _session.send_command("echo", args)


## Is refused, always. Await it for its fate.
func fail(reason: String = "It was asked to.") -> WorldportReply:
	var args := {"reason": reason}
	return await _session.send_command("fail", args)


## Sends the message `said` to every client. Await it for its fate.
func say(text: String) -> WorldportReply:
	var args := {"text": text}
	return await _session.send_command("say", args)


func _receive(message_name: String, data: Dictionary) -> void:
	match message_name:
		"said":
			said_received.emit(data.get("text"), int(data.get("count")))
