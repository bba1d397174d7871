"""Part load: copies while many readers wait for events of the HTTP API, against the same alone; and a scrape."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles

import measuring
import rest
from cloud import PREFIX, CloudError
from contest import Contender, compared, hold
from figures import Row
from program import Program
from worlds import EmbeddedCloud

SLOWER = 1.05
MORE_MB = 64
SCRAPE_MS = 50

REGIONS = 20
READERS = 200
# A limited region takes so many seconds for an eighth of the image.
LIMITED_SECONDS = 20
LIMITED_PART = 8

SCRAPED_REGIONS = 100
SCRAPED_IMAGES = 100
SCRAPES = 200

PATIENCE_SECONDS = 600
LOOK_SECONDS = 0.05
_NEVER = {"GLANCESYNC_SCHEDULE_HOURLY_CRON": "0 0 0 1 1 ? 2098"}


def measure(bench):
    _copies(bench, "limited to %d s" % LIMITED_SECONDS, bench.size // LIMITED_PART, LIMITED_SECONDS)
    _copies(bench, "unlimited", bench.size, None)
    _scrapes(bench)


class ApiService:
    """A service with its HTTP API, within `with`. Its runs are those that are asked for here."""

    def __init__(self, cloud, folder):
        self.program = Program(cloud, folder)
        self.port, self.management = _free_port(), _free_port()
        self._cloud = cloud
        self._environment = self.program.environment | _NEVER | {
            "GLANCESYNC_HTTP_PORT": str(self.port),
            "GLANCESYNC_MANAGEMENT_PORT": str(self.management),
        }

    def __enter__(self):
        with self.program.log.open("ab") as said:
            self._process = measuring.started(
                self.program.command("serve"), self._environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        _await(self._answers, self._process, self.program.log)
        return self

    def __exit__(self, *_):
        measuring.end(self._process)

    def _answers(self):
        try:
            return rest.request("GET", f"http://127.0.0.1:{self.port}/")
        except (rest.HttpError, OSError):
            return None

    def run(self):
        """One run to all regions at once; its time is that of its report."""
        reports = self.program.data / "runs"
        known, before = set(reports.glob("*.json")), self._cpu()
        body = {"regions": [it.word for it in self._cloud.regions], "parallel": len(self._cloud.regions)}
        token = self._cloud.master.keystone.token
        rest.request("POST", f"http://127.0.0.1:{self.port}/v2/runs", body, token=token)
        fresh = _await(lambda: set(reports.glob("*.json")) - known, self._process, self.program.log)
        report = json.loads(fresh.pop().read_text())
        began, ended = (datetime.fromisoformat(report[it].replace("Z", "+00:00")) for it in ("started", "finished"))
        exit_code = 0 if report["outcome"] in ("changed", "in_sync") else 1
        cpu = self._cpu() - before
        return measuring.Usage(began.timestamp(), (ended - began).total_seconds(), cpu, self.peak_mb(), exit_code)

    def _cpu(self):
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mb(self):
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6

    def heap_mb(self):
        """What is in use after a collection."""
        pid = str(self._process.pid)
        subprocess.run(["jcmd", pid, "GC.run"], stdout=subprocess.DEVNULL, check=True)
        said = subprocess.run(["jcmd", pid, "GC.heap_info"], stdout=subprocess.PIPE, check=True, text=True).stdout
        used = [line.partition("used ")[2] for line in said.splitlines() if "generation" in line]
        return sum(int(it.partition("K")[0]) for it in used) * 1024 / 1e6


class Readers:
    """A process that reads a service's events, within `with`; `got` is what it got in all."""

    def __init__(self, service, token, addresses):
        self._command = [sys.executable, "-B", Path(__file__).with_name("pollers.py"), service.port, READERS, addresses]
        self._token = token

    def __enter__(self):
        self._process = measuring.started(
            self._command, {"TOKEN": self._token}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        return self

    def __exit__(self, *_):
        self.got = json.loads(self._process.communicate()[0])
        measuring.end(self._process)


def _copies(bench, kind, size, seconds):
    with contextlib.ExitStack() as stack:
        embedded = stack.enter_context(EmbeddedCloud(REGIONS, bench.folder / "embedded.log"))
        cloud = embedded.cloud
        image_id = embedded.order("image", PREFIX + "load", size, "hashed")["id"]
        if seconds:
            for region in cloud.regions:
                embedded.order("slow", region.name, size // seconds)
        # two, so that what each keeps is told apart; only one is at work
        lone = stack.enter_context(ApiService(cloud, bench.folder))
        read = stack.enter_context(ApiService(cloud, bench.folder))
        got, heaps = [], {}

        def alone(number):
            # see part a: a copy's id serves once
            cloud.master.rename(image_id, f"{PREFIX}lone_{kind[0]}_{number}")
            return lone.run()

        def watched(number):
            cloud.master.rename(image_id, f"{PREFIX}read_{kind[0]}_{number}")
            with Readers(read, cloud.master.keystone.token, READERS) as readers:
                usage = read.run()
                heaps[read] = read.heap_mb()
            got.append(readers.got)
            return usage

        def contender(name, run, service):
            return Contender(name, run, service.program.log, cloud.check_copies, cloud.clear_copies)

        ours = contender(f"{READERS} readers", watched, read)
        bare = contender("alone", alone, lone)
        # the first runs compile what the others use
        hold(1, [bare, ours], bench.say)
        for it in (bare, ours):
            it.usages.clear()
        got.clear()
        hold(bench.rounds, [bare, ours], bench.say)
        heaps[lone] = lone.heap_mb()
        more = read.peak_mb() - lone.peak_mb()
    for it in got:
        bench.say(f"  readers: {it}")
    what = f"{REGIONS} copies, {kind}, with {READERS} readers"
    wrong = [sum(count for status, count in it["answers"].items() if status != "200") for it in got]
    trouble = ours.trouble or bare.trouble
    bench.add(
        compared("load", f"{what} / without", "s", ours, bare, SLOWER),
        compared("load", f"processor time, {what} / without", "s", ours, bare, None, lambda it: it.cpu),
        Row("load", f"peak memory more, {what}", "MB", [more], None, MORE_MB, trouble),
        Row("load", f"heap in use more, {what}", "MB", [heaps.get(read, 0) - heaps[lone]], None, MORE_MB, trouble),
        Row("load", f"readers' errors, {what}", "", wrong, None, 0, trouble),
        Row("load", f"readers' own processor time, {what}", "s", [it["cpu"] for it in got]),
    )


def _scrapes(bench):
    regions = bench.count(SCRAPED_REGIONS)
    with EmbeddedCloud(regions, bench.folder / "embedded.log") as embedded:
        embedded.order("fill", bench.count(SCRAPED_IMAGES))
        with ApiService(embedded.cloud, bench.folder) as service:
            service.run()
            # its classes are loaded then
            first, _ = _scrape(service.management)
            each, size = zip(*(_scrape(service.management) for _ in range(SCRAPES)))
    bench.say(f"  {SCRAPES} scrapes of {size[-1]} bytes: median {median(each):.1f} ms, longest {max(each):.1f} ms")
    what = f"scrape with {regions} regions"
    bench.add(
        Row("load", f"{what}, the first", "ms", [first]),
        Row("load", f"{what}, median", "ms", list(each), None, SCRAPE_MS),
        Row("load", f"{what}, 99 of 100", "ms", [quantiles(each, n=100)[-1]], None, SCRAPE_MS),
    )


def _scrape(port):
    """Milliseconds and bytes, each with a connection of its own."""
    start = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/observe/metrics")
    size = len(connection.getresponse().read())
    connection.close()
    return (time.monotonic() - start) * 1000, size


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(what, process, log):
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := what()):
        if time.monotonic() > end or process.poll() is not None:
            raise CloudError("The service did not do it:\n" + log.read_text()[-2000:])
        time.sleep(LOOK_SECONDS)
    return found
