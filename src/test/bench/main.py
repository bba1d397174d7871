"""The benchmark: its options, its parts in turn, and what is left of it. See `bench --help`."""

import argparse
import contextlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import before
import faults
import large
import load
import many
import nothing
import rest
import starting
import worlds
from cloud import CloudError
from figures import Row, Table
from program import LAUNCHER
from worlds import ROOT

PARTS = {
    "a": large.on_testbed,
    "b": large.on_embedded,
    "c": many.measure,
    "d": nothing.measure,
    "e": large.huge,
    "f": starting.measure,
    "faults": faults.measure,
    "load": load.measure,
    "before": before.measure,
}

TROUBLES = (CloudError, rest.HttpError, OSError, subprocess.CalledProcessError)


class Bench:
    """What the parts share."""

    def __init__(self, options, folder, cleanup):
        self.rounds = options.rounds
        self.size = options.size * 1024**2
        self.folder = folder
        self.before = options.before
        self.table = Table()
        self._percent = options.images
        self._testbed_state = options.testbed
        self._cleanup = cleanup
        self._testbed = None

    @property
    def testbed(self):
        """Started when it is first needed."""
        if not self._testbed:
            self._testbed = self._cleanup.enter_context(worlds.testbed(self._testbed_state, self.folder))
        return self._testbed

    def count(self, full):
        return max(1, full * self._percent // 100)

    def add(self, *rows):
        self.table.rows += rows

    @staticmethod
    def say(text):
        print(text, file=sys.stderr, flush=True)


def options_of(words):
    parser = argparse.ArgumentParser(prog="bench", add_help=False)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--rounds", type=_positive, default=5)
    parser.add_argument("--size", type=_positive, default=1024)
    parser.add_argument("--images", type=_positive, default=100)
    parser.add_argument("--testbed")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--folder")
    parser.add_argument("--to", type=Path, default=ROOT / "target/bench" / time.strftime("%Y%m%d-%H%M%S"))
    options = parser.parse_args(words)
    unknown = sorted(set(options.only) - set(PARTS))
    if unknown:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    return options


def _positive(text):
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def build():
    """The packaged program, and the classes of the embedded clouds."""
    sources = ROOT / "src/test/java/io/glancesync/bench"
    classes = ROOT / "target/test-classes/io/glancesync/bench"
    if _newest(classes) < _newest(sources):
        Bench.say("Building")
        subprocess.run(["mvn", "-B", "-q", "test-compile"], cwd=ROOT, check=True)
    # builds what has changed, which is not to be measured
    subprocess.run([LAUNCHER, "--version"], stdout=subprocess.DEVNULL, check=True)


def _newest(folder):
    return max((it.stat().st_mtime for it in folder.glob("*")), default=0)


def machine():
    processor = next((it for it in Path("/proc/cpuinfo").read_text().splitlines() if it.startswith("model name")), ":")
    memory = next(it for it in Path("/proc/meminfo").read_text().splitlines() if it.startswith("MemTotal"))
    return {
        "system": platform.platform(),
        "processor": processor.split(":", 1)[1].strip(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": int(memory.split()[1]) * 1024 // 10**6,
        "load_at_start": os.getloadavg(),
        "commit": _said("git", "-C", str(ROOT), "rev-parse", "HEAD"),
        "java": _said("java", "-version"),
        "curl": _said("curl", "--version"),
        "openstack": _said("openstack", "--version"),
    }


def _said(*command):
    """A command's first line; empty where there is no such command."""
    if not shutil.which(command[0]):
        return ""
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return said.stdout.partition("\n")[0]


def write_figures(bench, options, there):
    options.to.mkdir(parents=True, exist_ok=True)
    figures = {
        "machine": there,
        "options": {"only": options.only, "rounds": options.rounds, "size": options.size, "images": options.images},
        "rows": [row.as_json() for row in bench.table.rows],
    }
    (options.to / "figures.json").write_text(json.dumps(figures, indent=2) + "\n")
    (options.to / "table.txt").write_text(bench.table.text())


def main(words):
    options = options_of(words)
    # ended from outside, it clears up as after Ctrl-C
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    build()
    there = machine()
    with contextlib.ExitStack() as cleanup:
        temporary = tempfile.TemporaryDirectory(prefix="glancesync-bench-", dir=options.folder)
        folder = Path(cleanup.enter_context(temporary))
        bench = Bench(options, folder, cleanup)
        for part in options.only:
            Bench.say(f"Part {part}")
            try:
                PARTS[part](bench)
            except TROUBLES as error:
                # the other parts may take an hour yet, and need not be measured again
                bench.add(Row(part, "could not be measured", "s", [], trouble=str(error)))
            write_figures(bench, options, there)
    print(bench.table.text(), end="")
    Bench.say(f"The raw figures are in {options.to}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except TROUBLES as error:
        print(f"bench: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
