"""A process does not outlive the one that started it, whatever it is doing when that one is killed."""

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent() -> None:
    """From now on this process ends, without a word, as soon as its parent is gone."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent.sentinel,), name="otp-parent", daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # not sys.exit, which ends a thread alone
