"""Part before: how long commands take to start, against those of another build."""

import subprocess

import measuring
from contest import Contender, alone, compared, hold
from load import ApiService
from program import LAUNCHER, Program
from worlds import EmbeddedCloud

AS_BEFORE = 1.05

REGIONS = 3
IMAGES = 10
COMMANDS = ("--version", "help", "status", "sync")


def measure(bench):
    with EmbeddedCloud(REGIONS, bench.folder / "embedded.log") as embedded:
        embedded.order("fill", IMAGES)
        cloud = embedded.cloud
        now = Program(cloud, bench.folder)
        with ApiService(cloud, bench.folder) as service:
            pairs = [_pair(bench, cloud, now, command) for command in COMMANDS]
            # the other build may know no --url
            pairs += [(_of_service(service, now, cloud, command), None) for command in ("runs", "status")]
            hold(bench.rounds, [it for pair in pairs for it in pair if it], bench.say)
    for ours, other in pairs:
        if not other:
            bench.add(alone("before", ours.name, "s", ours))
            continue
        what = f"{ours.name} / before"
        bench.add(
            compared("before", what, "s", ours, other, AS_BEFORE),
            compared("before", f"processor time, {what}", "s", ours, other, AS_BEFORE, lambda it: it.cpu),
        )


def _pair(bench, cloud, now, command):
    ours = Contender(command, lambda number: now.run(command), now.log)
    if not bench.before:
        return ours, None
    launcher = bench.before.resolve() / LAUNCHER.name
    # builds what has changed, which is not to be measured
    subprocess.run([launcher, "--version"], stdout=subprocess.DEVNULL, check=True)
    program = Program(cloud, bench.folder, launcher)
    return ours, Contender(f"{command} before", lambda number: program.run(command), program.log)


def _of_service(service, program, cloud, command):
    url = f"http://127.0.0.1:{service.port}"
    environment = {"OS_TOKEN": cloud.master.keystone.token}

    def run(number):
        return measuring.measured([LAUNCHER, "--url", url, command], program.log, environment)

    return Contender(f"--url {command}", run, program.log)
