@tool
extends RefCounted
## What a session node is notified of → what becomes of its session.

const Run := preload("run.gd")


static func follow(session: WorldportSession, run: Run, what: int) -> void:
	match what:
		Node.NOTIFICATION_APPLICATION_FOCUS_OUT, Node.NOTIFICATION_WM_WINDOW_FOCUS_OUT:
			run.release()
		Node.NOTIFICATION_PAUSED, Node.NOTIFICATION_DISABLED:
			run.release()
			_keep_up_while(true, session, run)
		Node.NOTIFICATION_UNPAUSED, Node.NOTIFICATION_ENABLED:
			_keep_up_while(false, session, run)
		Node.NOTIFICATION_ENTER_TREE:
			run.enter_tree()
		Node.NOTIFICATION_EXIT_TREE:
			run.exit_tree()
		Object.NOTIFICATION_PREDELETE:
			run.close()


## The link and a launched server go on while the game is paused and the node is not processed.
static func _keep_up_while(is_still: bool, session: WorldportSession, run: Run) -> void:
	if not session.is_inside_tree():
		return
	var each_frame := session.get_tree().process_frame
	if is_still and not each_frame.is_connected(run.keep_up):
		each_frame.connect(run.keep_up)
	elif not is_still and each_frame.is_connected(run.keep_up):
		each_frame.disconnect(run.keep_up)
