## A small village, made from a seed: the game whose camera the model redraws.
extends Node3D

const HOUSES := 16
const TREES := 46
const RADIUS_M := 16.0
const WALLS: Array[Color] = [Color("d96f4e"), Color("e8b04b"), Color("6f9ecf"), Color("c8c2b0"), Color("b5658f")]

@onready var _windmill: Node3D = $Windmill/Sails


func _ready() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 7
	for i: int in HOUSES:
		var angle := TAU * i / HOUSES + random.randf_range(-0.1, 0.1)
		var at := Vector3.FORWARD.rotated(Vector3.UP, angle) * random.randf_range(8.0, RADIUS_M)
		_add_house(at, angle, random)
	for i: int in TREES:
		var at := Vector3.FORWARD.rotated(Vector3.UP, random.randf() * TAU) * random.randf_range(6.0, RADIUS_M * 1.7)
		_add_tree(at, random)


func _process(delta: float) -> void:
	_windmill.rotate_z(delta * 0.9)


func _add_house(at: Vector3, angle: float, random: RandomNumberGenerator) -> void:
	var width := random.randf_range(1.6, 2.6)
	var height := random.randf_range(1.4, 2.8)
	var house := Node3D.new()
	house.position = at
	house.rotation.y = angle
	add_child(house)
	var walls := BoxMesh.new()
	walls.size = Vector3(width, height, width)
	_add_mesh(house, walls, WALLS[random.randi() % WALLS.size()], Vector3(0.0, height / 2.0, 0.0))
	var roof := PrismMesh.new()
	roof.size = Vector3(width * 1.2, 1.1, width * 1.2)
	_add_mesh(house, roof, Color("7c3b32"), Vector3(0.0, height + 0.55, 0.0))
	var door := BoxMesh.new()
	door.size = Vector3(0.5, 0.9, 0.06)
	_add_mesh(house, door, Color("3d2a22"), Vector3(0.0, 0.45, width / 2.0))


func _add_tree(at: Vector3, random: RandomNumberGenerator) -> void:
	var tree := Node3D.new()
	tree.position = at
	tree.scale = Vector3.ONE * random.randf_range(0.7, 1.5)
	add_child(tree)
	var trunk := CylinderMesh.new()
	trunk.height = 0.8
	trunk.top_radius = 0.12
	trunk.bottom_radius = 0.18
	_add_mesh(tree, trunk, Color("5a4332"), Vector3(0.0, 0.4, 0.0))
	var crown := CylinderMesh.new()
	crown.height = 2.0
	crown.top_radius = 0.0
	crown.bottom_radius = 0.8
	_add_mesh(tree, crown, Color("3f7f4a").lightened(random.randf() * 0.25), Vector3(0.0, 1.7, 0.0))


func _add_mesh(parent: Node3D, mesh: PrimitiveMesh, color: Color, at: Vector3) -> void:
	var material := StandardMaterial3D.new()
	material.albedo_color = color
	material.roughness = 0.9
	mesh.material = material
	var instance := MeshInstance3D.new()
	instance.mesh = mesh
	instance.position = at
	parent.add_child(instance)
