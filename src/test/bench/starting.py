"""Part f: how long it takes until something happens."""

import json
import subprocess
import time

import measuring
import rivals
from contest import Contender, alone, hold
from figures import Row
from program import Program

VERSION_SECONDS = 0.35
STATUS_SECONDS = 1.5

# far enough away that no run begins
_NEVER = {"GLANCESYNC_SCHEDULE_HOURLY_CRON": "0 0 0 1 1 ? 2098"}
_SCHEDULED = b"schedule hourly:"


def measure(bench):
    cloud = bench.testbed
    program = Program(cloud, bench.folder)
    log = bench.folder / "rivals.log"
    words = [it.word for it in cloud.regions]
    version = Contender("--version", lambda number: program.run("--version"), program.log)
    status = Contender("status", lambda number: program.run("status", *words), program.log)
    requests = Contender("its requests", lambda number: measuring.measured(_requests(cloud, bench.folder), log), log)
    serve = Contender("serve", lambda number: _until_scheduled(program), program.log)
    hold(bench.rounds, [version, status, requests, serve], bench.say)
    beyond = [ours.seconds - bare.seconds for ours, bare in zip(status.usages, requests.usages)]
    bench.add(
        alone("f", "--version", "s", version, VERSION_SECONDS),
        Row("f", "status of the real regions, beyond its requests", "s", beyond, None, STATUS_SECONDS, status.trouble),
        alone("f", "serve, until its schedule is made", "s", serve),
    )


def _requests(cloud, folder):
    """The same sign-ins and pages, one region after the other."""
    keystones = {it.keystone.url: it.keystone for it in [cloud.master, *cloud.regions]}
    lines = []
    for number, keystone in enumerate(keystones.values()):
        body = folder / f"sign-in-{number}"
        body.touch(0o600)
        body.write_text(json.dumps(keystone.sign_in))
        lines.append(rivals.curl_sign_in(keystone, body))
    return rivals.script(
        lines + [rivals.curl_pages(it, folder, it.pages()) for it in [cloud.master, *cloud.regions]]
    )


def _until_scheduled(program):
    began, start = time.time(), time.monotonic()
    service = measuring.started(
        program.command("serve"),
        program.environment | _NEVER,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        said = next((line for line in service.stderr if _SCHEDULED in line), b"")
        seconds = time.monotonic() - start
        service.terminate()
        service.stderr.read()
        # told to end, it is to end well; without its schedule it has not even begun
        exit_code = service.wait() if said else -1
    finally:
        measuring.end(service)
    return measuring.Usage(began, seconds, 0, 0, exit_code)
