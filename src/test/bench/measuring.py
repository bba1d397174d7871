"""Runs a command and tells what it took. Whatever was started ends with the benchmark."""

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

# Nothing of the caller's reaches a contender: an OS_REGION_NAME, for one, would send it elsewhere.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME", "JAVA_OPTS", "GLANCESYNC_JAVA_OPTS")
CLEAN_ENVIRONMENT = {name: os.environ[name] for name in _KEPT if name in os.environ}

PATIENCE_SECONDS = 3600


@dataclass(frozen=True)
class Usage:
    """
    What a command took, with all processes that it waited for.

    began: in seconds since 1970
    cpu: processor seconds, of the kernel for it too
    peak_mb: the most that one of its processes had resident, as Linux counts it, in MB of 10**6 bytes
    """

    began: float
    seconds: float
    cpu: float
    peak_mb: float
    exit_code: int


def measured(command, log, environment=None):
    """Runs a command until it ends; what it says is added to the log."""
    with log.open("ab") as said:
        began, start = time.time(), time.monotonic()
        child = started(command, environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        overdue = threading.Timer(PATIENCE_SECONDS, _end, [child])
        overdue.start()
        try:
            _, status, used = os.wait4(child.pid, 0)
            seconds = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
        finally:
            overdue.cancel()
            end(child)
    return Usage(began, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6, child.returncode)


def started(command, environment=None, **streams):
    """In a group of its own, so that all of it can be ended."""
    return subprocess.Popen(
        [str(word) for word in command],
        env=CLEAN_ENVIRONMENT | (environment or {}),
        start_new_session=True,
        **streams,
    )


def end(child):
    """Ends what was started here: the process, unless it has ended, and what it has left running."""
    _end(child)
    if child.returncode is None:
        child.wait()


def _end(child):
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
