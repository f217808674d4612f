"""A process that ends when the one that started it is gone: a parent killed outright tells its children nothing."""

import os
import threading
from collections.abc import Callable

_LOOK_EVERY_SECONDS = 0.5


def when_orphaned(parent: int, end: Callable[[], None]) -> None:
    """Call `end`, in a thread of its own, once this process's parent is gone.

    `parent` is its process id as it knows it itself: who asks only now may find that it has been adopted already.
    """
    threading.Thread(target=_watch, args=(parent, end), daemon=True).start()


def _watch(parent: int, end: Callable[[], None]) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(_LOOK_EVERY_SECONDS)
    end()
