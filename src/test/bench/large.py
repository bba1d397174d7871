"""Parts a, b and e: one large image to some regions."""

import os
from dataclasses import replace

import measuring
import rivals
from cloud import PREFIX
from contest import Contender, alone, compared, hold
from figures import Row
from program import Program
from worlds import EmbeddedCloud

GIB = 1024**3

# the requirements
A_CURL, A_LOOP = 1.00, 0.40
B_CURL, B_SERVED = 0.90, 1.00
PEAK_MB = 256
CPU_OF_CURL = 1.5

EMBEDDED_REGIONS = 8
HUGE = 64


def on_testbed(bench):
    cloud = bench.testbed
    cloud.clear()
    image_id = cloud.master.create(PREFIX + "large")
    upload_random(cloud.master, image_id, bench)
    try:
        contest = _Contest(bench, cloud, image_id)
        ours, curl, hashing = contest.ours(), contest.curl(), contest.hashing()
        loop, at_once = contest.openstack("openstack loop", False), contest.openstack("openstack with &", True)
        hold(bench.rounds, [ours, curl, hashing, loop, at_once], bench.say)
    finally:
        cloud.clear()
    what = f"{bench.size / GIB:g} GiB to {len(cloud.regions)} real regions"
    bench.add(
        compared("a", f"{what} / curl, then curls at once", "s", ours, curl, A_CURL),
        compared("a", f"{what} / openstack save, create loop", "s", ours, loop, A_LOOP),
        compared("a", f"{what} / openstack save, creates with &", "s", ours, at_once),
        *contest.footprint(what, bench.size, ours, curl, hashing),
    )


def on_embedded(bench):
    with EmbeddedCloud(EMBEDDED_REGIONS, bench.folder / "embedded.log") as embedded:
        image_id = embedded.order("image", PREFIX + "large", bench.size, "hashed")["id"]
        contest = _Contest(bench, embedded.cloud, image_id)
        ours, curl, hashing = contest.ours(), contest.curl(), contest.hashing()
        served = []

        def counted(number, run=ours.run):
            before = embedded.order("downloaded")["bytes"]
            usage = run(number)
            served.append((embedded.order("downloaded")["bytes"] - before) / bench.size)
            return usage

        ours.run = counted
        hold(bench.rounds, [ours, curl, hashing], bench.say)
    what = f"{bench.size / GIB:g} GiB to {EMBEDDED_REGIONS} embedded regions"
    bench.add(
        compared("b", f"{what} / curl, then curls at once", "s", ours, curl, B_CURL),
        Row("b", "bytes that the master served / image", "", served, None, B_SERVED, ours.trouble),
        *contest.footprint(what, bench.size, ours, curl, hashing),
    )


def huge(bench):
    size = HUGE * bench.size
    with EmbeddedCloud(1, bench.folder / "embedded.log") as embedded:
        image_id = embedded.order("image", PREFIX + "huge", size, "hashed")["id"]
        contest = _Contest(bench, embedded.cloud, image_id)
        ours, curl, hashing = contest.ours(), contest.piped(), contest.hashing()
        _write_random(contest.file, bench.size)
        hold(1, [ours, curl, hashing], bench.say)
    # a part of it stands for the whole, which may have no room
    hashing.usages = [replace(it, cpu=it.cpu * HUGE) for it in hashing.usages]
    bench.add(*contest.footprint(f"{size / GIB:g} GiB to 1 embedded region, once", size, ours, curl, hashing))


def upload_random(region, image_id, bench, size=None):
    """Content that nothing can compress or share."""
    content = bench.folder / "random"
    _write_random(content, size or bench.size)
    try:
        with content.open("rb") as stream:
            region.upload(image_id, stream, content.stat().st_size)
    finally:
        content.unlink()


def _write_random(file, size):
    with file.open("wb") as out:
        while size:
            out.write(block := os.urandom(min(size, 1024**2)))
            size -= len(block)


class _Contest:
    """One image that all contenders copy to the same regions."""

    def __init__(self, bench, cloud, image_id):
        self._bench = bench
        self._cloud = cloud
        self._image_id = image_id
        self._program = Program(cloud, bench.folder)
        self.file = bench.folder / "content"
        self._log = bench.folder / "rivals.log"

    def ours(self):
        def run(number):
            # Of the master's name and id the copy's id is made, and Glance never takes an id twice: under the same
            # name each round would try one more that is spent.
            self._cloud.master.rename(self._image_id, f"{PREFIX}large_{number}")
            return self._program.sync()

        return self._contender("ours", run, self._program.log)

    def curl(self):
        def run(number):
            # made before, as it is the content that is compared
            copies = [(region, region.create(self._name())) for region in self._cloud.regions]
            folder = self._bench.folder
            lines = [rivals.curl_download(self._cloud.master, self._image_id, self.file, folder)]
            lines += rivals.at_once(rivals.curl_upload(*copy, self.file, folder) for copy in copies)
            return measuring.measured(rivals.script(lines), self._log)

        return self._contender("curl", run, self._log)

    def piped(self):
        """To the one region, without a file."""

        def run(number):
            region, folder = self._cloud.regions[0], self._bench.folder
            copy_id = region.create(self._name())
            download = rivals.curl_download(self._cloud.master, self._image_id, "-", folder)
            upload = rivals.curl_upload(region, copy_id, "-", folder)
            return measuring.measured(rivals.script(["set -o pipefail", f"{download} | {upload}"]), self._log)

        return self._contender("curl", run, self._log)

    def openstack(self, name, is_at_once):
        if not rivals.HAS_OPENSTACK:
            return Contender(name, None, None, trouble=rivals.NO_OPENSTACK)
        environment = rivals.openstack_environment(self._cloud, self._bench.folder)

        def run(number):
            creates = [rivals.openstack_create(it, self._name(), self.file) for it in self._cloud.regions]
            lines = [rivals.openstack_save(self._cloud.master, self._image_id, self.file)]
            lines += rivals.at_once(creates) if is_at_once else creates
            return measuring.measured(rivals.script(lines), self._log, environment)

        return self._contender(name, run, self._log)

    def hashing(self):
        """Of the file, which curl leaves."""
        log = self._log
        return Contender("sha512sum", lambda number: measuring.measured(["sha512sum", self.file], log), log)

    def footprint(self, what, size, ours, curl, hashing):
        """The rows of part e. The processor time is that of each GiB that a region got."""
        delivered = size / GIB * len(self._cloud.regions)
        allowed = [
            (CPU_OF_CURL * one.cpu + other.cpu) / delivered for one, other in zip(curl.usages, hashing.usages)
        ]
        spent = ours.figures(lambda it: it.cpu / delivered)
        per_gib = "processor time per GiB"
        trouble = "; ".join(it.trouble for it in (ours, curl, hashing) if it.trouble)
        return [
            alone("e", f"peak memory, {what}", "MB", ours, PEAK_MB, lambda it: it.peak_mb),
            Row("e", f"{per_gib}, {what} / 1.5 curl + one hashing", "s/GiB", spent, allowed, 1.00, trouble),
        ]

    def _name(self):
        return self._cloud.master.images()[0]["name"]

    def _contender(self, name, run, log):
        return Contender(name, run, log, self._cloud.check_copies, self._cloud.clear_copies)
