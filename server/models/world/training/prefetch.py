"""Run a generator one item ahead in a thread of its own; order is kept."""
import queue
import threading


def prefetched(items, depth=2):
    waiting = queue.Queue(depth)

    def fill():
        for item in items:
            waiting.put(item)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield waiting.get()
