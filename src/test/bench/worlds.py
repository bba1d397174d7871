"""Brings up the two worlds that are measured: the real testbed, and embedded clouds in another process."""

import base64
import contextlib
import json
import socket
import subprocess
from pathlib import Path

import measuring
from cloud import Cloud, CloudError, Keystone, Region

ROOT = Path(__file__).resolve().parents[3]
TESTBED = ROOT / "src/test/openstack/testbed"

# The testbed's ports are its base port + 0 to 13.
_TESTBED_PORTS = range(16)


@contextlib.contextmanager
def testbed(state, folder):
    """The cloud of a testbed that is up, or, without one, of one that is started for it."""
    if state:
        yield _testbed_cloud(Path(state).resolve())
        return
    state = folder / "testbed"
    environment = {"TESTBED_DIR": str(state), "TESTBED_PORT": str(_free_ports())}
    log = folder / "testbed.log"
    try:
        if _testbed_ends(["up"], log, environment):
            raise CloudError("The testbed did not start:\n" + log.read_text()[-2000:])
        yield _testbed_cloud(state)
    finally:
        _testbed_ends(["down", "--purge"], log, environment)


def _testbed_ends(words, log, environment):
    return measuring.measured([TESTBED, *words], log, environment).exit_code


def _free_ports():
    for base in range(20000, 30000, 100):
        try:
            for offset in _TESTBED_PORTS:
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", base + offset))
            return base
        except OSError:
            continue
    raise CloudError("There are no free ports for the testbed")


def _testbed_cloud(state):
    known = dict(
        line.split("=", 1) for line in (state / "testbed.properties").read_text().splitlines() if "=" in line
    )
    # the file is for java.util.Properties, which wants backslashes doubled
    keystones = {
        name: Keystone(
            known[f"{name}.url"],
            "sync",
            known[f"{name}.user.sync.password"].replace("\\\\", "\\"),
            known[f"{name}.user.sync.project"],
        )
        for name in ("keystone-a", "keystone-b")
    }

    def region(glance):
        name, keystone = known[f"{glance}.region"], known[f"{glance}.keystone"]
        word = name if keystone == "keystone-a" else f"other:{name}"
        return Region(name, word, known[f"{glance}.url"], keystones[keystone])

    master, *others = [region(f"glance-{name}") for name in ("valladolid", "burgos", "caceres", "madrid")]
    conf = _target("master", keystones["keystone-a"]) + _target("other", keystones["keystone-b"])
    return Cloud(master, others, conf, Path(known["glance-valladolid.store"]))


def _target(name, keystone):
    password = base64.b64encode(keystone.password.encode()).decode()
    return f"[{name}]\ncredential = {keystone.user},{password},{keystone.url},{keystone.project}\n"


class EmbeddedCloud:
    """A process with a Keystone, a master region, and other regions that keep nothing. See CloudProcess.java."""

    def __init__(self, regions, log):
        path = ":".join(str(ROOT / "target" / it) for it in ("test-classes", "dist/lib/*"))
        with log.open("ab") as said:
            self._process = measuring.started(
                # a million images are what it holds at most
                ["java", "-XX:MaxRAMPercentage=50", "-cp", path, "io.glancesync.bench.CloudProcess", regions],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        self._log = log
        there = self._answer()
        keystone = Keystone(*(there[it] for it in ("keystone", "user", "password", "project")))
        master, *others = [Region(name, name, url, keystone) for name, url in there["regions"].items()]
        self.cloud = Cloud(master, others, _target("master", keystone))

    def order(self, *words):
        self._process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        self._process.stdin.flush()
        return self._answer()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            raise CloudError("The embedded cloud ended:\n" + self._log.read_text()[-2000:])
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        measuring.end(self._process)
