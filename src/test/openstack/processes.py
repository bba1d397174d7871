"""Starts, stops and kills servers, and tells which are up."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import rest
from configuration import CLEAN_ENVIRONMENT, tail
from layout import HOST, TestbedError

START_SECONDS = 90
STOP_SECONDS = 8


def start(server):
    """Starts the server unless it runs. It answers some seconds later: see wait_until_up."""
    if main_process(server):
        return
    # What is left of an earlier run, a worker whose parent died, would hold the port.
    kill(server)
    _require_free_port(server)
    with server.log_file.open("ab") as log:
        process = subprocess.Popen(
            server.command,
            cwd=server.folder,
            env={**CLEAN_ENVIRONMENT, "HOME": str(server.folder), **server.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    # The new process shows its command line a moment later.
    while process.poll() is None and not _belongs_to(process.pid, server):
        time.sleep(0.01)
    server.pid_file.write_text(f"{process.pid}\n")


def wait_until_up(servers, on_up=lambda server: None):
    waiting = list(servers)
    deadline = time.monotonic() + START_SECONDS
    while waiting:
        for server in list(waiting):
            if answers(server):
                waiting.remove(server)
                on_up(server)
            elif not main_process(server):
                raise TestbedError(f"{server.name} did not start: its process has ended.\n{tail(server.log_file)}")
            elif time.monotonic() > deadline:
                raise TestbedError(f"{server.name} gave no answer in {START_SECONDS} s.\n{tail(server.log_file)}")
        time.sleep(0.1)


def stop(servers):
    """Ends the servers in an orderly way, all at the same time, or by force those that take too long."""
    ending = [pid for server in servers for pid in processes_of(server)]
    for server in servers:
        main = main_process(server)
        for pid in [main] if main else processes_of(server):
            _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while not all(map(_is_gone, ending)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for server in servers:
        kill(server)


def kill(server):
    """Ends the server's processes as a crash would: none gets the time to clear up."""
    deadline = time.monotonic() + STOP_SECONDS
    ending = set()
    while True:
        # The main process first, or it would replace the workers.
        pids = sorted(processes_of(server), key=lambda pid: pid != main_process(server))
        for pid in pids:
            _signal(pid, signal.SIGKILL)
        ending.update(pids)
        if not pids and all(map(_is_gone, ending)):
            break
        if time.monotonic() > deadline:
            raise TestbedError(f"{server.name} does not end; its processes are {sorted(ending)}")
        time.sleep(0.02)
    server.pid_file.unlink(missing_ok=True)


def main_process(server):
    """The pid in the server's pid file, if it is a live process of this server; else None."""
    try:
        pid = int(server.pid_file.read_text())
    except (OSError, ValueError):
        return None
    return pid if _belongs_to(pid, server) else None


def processes_of(server):
    """All live processes of the server, workers included, even when its pid file or its folder is gone."""
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _belongs_to(pid, server)]


def answers(server):
    try:
        rest.request("GET", server.url + "/", timeout=2)
        return True
    except rest.HttpError as error:
        # Glance lists its API versions with status 300.
        return error.status == 300
    except OSError:
        return False


def _belongs_to(pid, server):
    """Whether it runs the server's program in the server's folder; pids get reused, so a number proves nothing."""
    process = Path("/proc") / str(pid)
    try:
        program = server.program.encode() in (process / "cmdline").read_bytes().split(b"\0")
        return program and os.readlink(process / "cwd").removesuffix(" (deleted)") == str(server.folder)
    except OSError:
        return False


def _is_gone(pid):
    """Whether it has ended, down to its last thread; before that it may still hold its port."""
    process = Path("/proc") / str(pid)
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        return state in "ZX" and len(os.listdir(process / "task")) <= 1
    except OSError:
        return True


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _require_free_port(server):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, server.port))
        except OSError as error:
            raise TestbedError(
                f"{server.name} cannot have port {server.port}: {error.strerror}."
                " Another program has it; set TESTBED_PORT to another base port."
            ) from None
