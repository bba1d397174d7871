"""What goes wrong: connections that break, a slow region, a flipped byte."""

import json
import threading
from dataclasses import replace

from cloud import PREFIX
from contest import Contender, compared, hold
from figures import Row
from large import upload_random
from program import Program
from worlds import EmbeddedCloud

FAST_AS_ALONE = 1.15
SERVED = 1.10

REGIONS = 4
# A fast region takes so many seconds for the image, the slow one ten times as many.
FAST_SECONDS = 10
SLOWER = 10
CUTS = 21.5  # in 1 GiB: every 50 MB

LOOK_SECONDS = 0.1


def measure(bench):
    _slow_region(bench)
    with EmbeddedCloud(2, bench.folder / "embedded.log") as embedded:
        embedded.order("flip", bench.size // 2)
        embedded.order("image", PREFIX + "flipped", bench.size, "hashed")
        _flipped(bench, embedded.cloud, "embedded")
    cloud = bench.testbed
    cloud.clear()
    try:
        image_id = cloud.master.create(PREFIX + "flipped")
        upload_random(cloud.master, image_id, bench)
        _flip(cloud.master_store / image_id, bench.size // 2)
        _flipped(bench, cloud, "real")
    finally:
        cloud.clear()


def _slow_region(bench):
    with EmbeddedCloud(REGIONS, bench.folder / "embedded.log") as embedded:
        image_id = embedded.order("image", PREFIX + "cut", bench.size, "hashed")["id"]
        everywhere = embedded.cloud
        slow, *fast = everywhere.regions
        fast_only = replace(everywhere, regions=fast)
        program = Program(everywhere, bench.folder)
        served = []

        def until_fast_are_done(name, cloud, is_cut):
            def run(number):
                # see part a: a copy's id serves once
                cloud.master.rename(image_id, f"{PREFIX}{name.replace(' ', '_')}_{number}")
                embedded.order("calm")
                rate = bench.size // FAST_SECONDS
                for region in cloud.regions:
                    embedded.order("slow", region.name, rate // SLOWER if region is slow else rate)
                if is_cut:
                    embedded.order("cut", int(bench.size / CUTS))
                before = embedded.order("downloaded")["bytes"]
                usage = program.sync(cloud.regions)
                if cloud is everywhere:
                    served.append((embedded.order("downloaded")["bytes"] - before) / bench.size)
                published = embedded.order("published")
                # a failed run may have published nothing
                ended = max(published.get(it.name, 0) for it in fast) / 1000
                return replace(usage, seconds=ended - usage.began)

            return Contender(name, run, program.log, cloud.check_copies, cloud.clear_copies)

        together = until_fast_are_done("beside a slow one", everywhere, True)
        alone = until_fast_are_done("alone", fast_only, True)
        calm = until_fast_are_done("alone and uncut", fast_only, False)
        hold(bench.rounds, [together, alone, calm], bench.say)
    what = "fast regions beside one 10 times slower, master cut every 1/21 of the image"
    bench.add(
        compared("faults", f"{what} / alone", "s", together, alone, FAST_AS_ALONE),
        compared("faults", f"{what} / alone, uncut", "s", together, calm),
        Row("faults", "bytes that the master served / image, cut", "", served, None, SERVED, together.trouble),
    )


def _flip(file, position):
    with file.open("r+b") as content:
        content.seek(position)
        byte = content.read(1)[0]
        content.seek(position)
        content.write(bytes([byte ^ 1]))


def _flipped(bench, cloud, kind):
    """The run must fail, show nothing, and leave a letter for each region that tells of the hash."""
    program = Program(cloud, bench.folder)
    shown, over = set(), threading.Event()

    def look():
        while not over.is_set():
            shown.update(region.name for region in cloud.regions if _shows(region))
            over.wait(LOOK_SECONDS)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        usage = program.sync()
    finally:
        over.set()
        watch.join()
    shown.update(region.name for region in cloud.regions if _shows(region))
    letters = [json.loads(it.read_text()) for it in (program.data / "dead-letter").glob("*.json")]
    told = {it["region"] for it in letters if "sha512" in it["error"]}
    silent = {it.word for it in cloud.regions} - told
    bench.say(f"  flipped byte, {kind}: exit {usage.exit_code}; " + "; ".join(sorted({it["error"] for it in letters})))
    trouble = "" if usage.exit_code == 1 else f"exit {usage.exit_code} instead of 1"

    def row(what, regions):
        return Row("faults", f"{kind} regions {what}", "", [len(regions)], None, 0, trouble)

    bench.add(
        row("that ever show an image with a flipped byte", shown),
        row("without a dead letter that names the hash", silent),
    )


def _shows(region):
    return any(it["status"] == "active" and not it["os_hidden"] for it in region.images())
