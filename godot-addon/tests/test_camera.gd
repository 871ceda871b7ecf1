extends "res://tests/test_case.gd"
## What goes with a camera's picture, and what the overlay says.

const CameraMeta := preload("res://addons/worldport/camera/camera_meta.gd")


func test_a_camera_s_pose_and_projection_are_as_the_protocol_says() -> void:
	var camera := Camera3D.new()
	camera.fov = 90.0
	camera.near = 1.0
	camera.far = 3.0
	add_child(camera)
	camera.position = Vector3(1, 2, 3)
	camera.rotation.y = PI / 2
	var meta := CameraMeta.of(camera, Vector2i(200, 100))
	equal(meta.pose.position, [1.0, 2.0, 3.0], "position")
	_near(meta.pose.rotation, [0.0, sqrt(0.5), 0.0, sqrt(0.5)], "rotation")
	# 90° from bottom to top, twice as wide as high; near and far fall onto -1 and 1.
	_near(meta.projection, [0.5, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, -3, 0, 0, -1, 0], "projection")
	equal([meta.near, meta.far], [1.0, 3.0], "near and far")


func test_a_parallel_camera_keeps_its_height() -> void:
	var camera := Camera3D.new()
	camera.projection = Camera3D.PROJECTION_ORTHOGONAL
	camera.size = 4.0
	camera.near = 1.0
	camera.far = 3.0
	add_child(camera)
	_near(CameraMeta.of(camera, Vector2i(200, 100)).projection, [0.25, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, -1, -2, 0, 0, 0, 1], "projection")


func test_a_camera_source_without_session_or_camera_says_what_to_do() -> void:
	var source := WorldportCameraSource.new()
	equal(source._get_configuration_warnings().size(), 2, "warnings")
	source.session = WorldportSession.new()
	source.camera = Camera3D.new()
	equal(source._get_configuration_warnings().size(), 0, "warnings of one that is set up")
	source.session.free()
	source.camera.free()
	source.free()


func test_the_overlay_says_what_is_known_and_marks_what_is_not() -> void:
	var stages := {input_shown = {p50_ms = 12.34, p95_ms = 20.0, count = 3}}
	var text := WorldportOverlay.text_of({fps = 59.6, frame_bytes = 3_686_400, dropped = 2, clock_uncertainty_ms = 0.04, stages = stages}, "streaming")
	for part: String in ["streaming", "60 fps", "3.7 MB", "dropped 2", "12.3", "20.0", "±"]:
		check(part in text, "the overlay says %s: %s" % [part, text])
	check("–" in WorldportOverlay.text_of({}, "offline"), "what is not known is marked")


func _near(got: Array, wanted: Array, what: String) -> void:
	equal(got.size(), wanted.size(), "length of " + what)
	for i: int in mini(got.size(), wanted.size()):
		check(absf(got[i] - wanted[i]) < 1e-5, "%s: wanted %s, got %s" % [what, wanted, got])
