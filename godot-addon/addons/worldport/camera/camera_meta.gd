extends RefCounted
## What goes with a camera's picture: where it was taken from and how points of the world fall onto it.
##
## The protocol's frame of reference is Godot's own: right-handed, +Y up, the camera looks along -Z; metres.


## The meta of a camera's picture of a size in pixels: `pose` {`position` [x, y, z], `rotation` [x, y, z, w]},
## `projection` (16 numbers, row by row, OpenGL's clip space), `near`, `far` in metres.
static func of(camera: Camera3D, size: Vector2i) -> Dictionary:
	var at := camera.get_camera_transform()
	var turn := at.basis.get_rotation_quaternion()
	return {
		pose = {position = [at.origin.x, at.origin.y, at.origin.z], rotation = [turn.x, turn.y, turn.z, turn.w]},
		projection = _numbers(_projection(camera, float(size.x) / size.y)),
		near = camera.near,
		far = camera.far,
	}


static func _projection(camera: Camera3D, aspect: float) -> Projection:
	var keeps_width := camera.keep_aspect == Camera3D.KEEP_WIDTH
	match camera.projection:
		Camera3D.PROJECTION_ORTHOGONAL:
			return Projection.create_orthogonal_aspect(camera.size, aspect, camera.near, camera.far, keeps_width)
		Camera3D.PROJECTION_FRUSTUM:
			return Projection.create_frustum_aspect(
				camera.size, aspect, camera.frustum_offset, camera.near, camera.far, keeps_width
			)
	return Projection.create_perspective(camera.fov, aspect, camera.near, camera.far, keeps_width)


static func _numbers(projection: Projection) -> Array[float]:
	var numbers: Array[float] = []
	for row: int in 4:
		for column: int in 4:
			numbers.append(projection[column][row])
	return numbers
