@tool
extends RefCounted
## A command, its arguments and the folder it runs in → the program that the engine can start.
##
## The engine starts programs in its own folder and looks them up in the PATH of what started it. A shell goes to the
## right folder, and becomes the program.

## Holds the whole line for [code]cmd.exe[/code] while a program is being started: the engine puts each argument in
## quotes that has a character such as [code]&[/code] in it, which would be no operator then; cmd puts variables in
## before it reads the line.
const WINDOWS_LINE := "WORLDPORT_LAUNCH"
## Where package managers put Node on macOS: what is opened from the Finder has a PATH without them.
const MAC_PATH := "/opt/homebrew/bin:/usr/local/bin"
const CMD_SPECIAL := " \t&|<>()^=;,!'+`~[]{}"


## The folder's absolute path; "" where the command is to run where the game does. In an exported game,
## [code]res://[/code] is the folder of the game's program: what lies beside it can be started, what is packed can't.
static func absolute(folder: String, is_exported: bool) -> String:
	var beside := OS.get_executable_path().get_base_dir()
	if is_exported and folder.begins_with("res://"):
		return beside.path_join(folder.trim_prefix("res://")).trim_suffix("/")
	if folder == "":
		return beside if is_exported else ""
	return ProjectSettings.globalize_path(folder)


## [code]program[/code], [code]arguments[/code] and, for Windows, the [code]line[/code] to put into WINDOWS_LINE.
static func of(command: String, arguments: PackedStringArray, folder: String, system: String) -> Dictionary:
	if system == "Windows":
		if folder == "" and command.is_absolute_path():
			return {program = command, arguments = arguments, line = ""}
		# A program's path; to cmd, what follows a slash is a switch.
		var words := PackedStringArray([command.replace("/", "\\")]) + arguments
		var line := " ".join(Array(words).map(_for_cmd))
		if folder != "":
			line = "cd /d %s && %s" % [_for_cmd(folder.replace("/", "\\")), line]
		return {program = "cmd.exe", arguments = PackedStringArray(["/d", "/c", "%" + WINDOWS_LINE + "%"]), line = line}
	if folder == "" and command.is_absolute_path():
		return {program = command, arguments = arguments, line = ""}
	var steps := "cd \"$0\" && exec \"$@\""
	if system == "macOS":
		steps = "PATH=\"$PATH:%s\" && %s" % [MAC_PATH, steps]
	var all := PackedStringArray(["-c", steps, folder if folder != "" else ".", command]) + arguments
	return {program = "/bin/sh", arguments = all, line = ""}


static func _for_cmd(word: String) -> String:
	for letter: String in CMD_SPECIAL:
		if word.contains(letter):
			return "\"%s\"" % word
	return word if word != "" else "\"\""
