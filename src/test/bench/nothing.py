"""Part d: a run with nothing to do, against the bare listing, and how it grows."""

import measuring
import rivals
from cloud import PREFIX, in_parallel
from contest import Contender, alone, compared, hold
from figures import Row
from program import Program
from service import Service
from worlds import EmbeddedCloud

REAL_LISTING = 1.3
PEAK_MB = 512
GROWTH = 1.00

REAL_IMAGES = 1000
# images and regions; the first is compared with the others
EMBEDDED = [(10_000, 100), (5_000, 100), (10_000, 50)]
AT_ONCE = 8


def measure(bench):
    _real(bench)
    _embedded(bench)


def _real(bench):
    cloud, count = bench.testbed, bench.count(REAL_IMAGES)
    at_once = len(cloud.regions)
    cloud.clear()

    def add(number):
        name = f"{PREFIX}{number:05}"
        content = name.encode()
        cloud.master.upload(cloud.master.create(name), content, len(content))

    try:
        in_parallel(add, range(count))
        ours, listing = _ours(bench, cloud, at_once), _listing(bench, cloud, at_once)
        # what there is to do is done before, and not measured
        ours.run(0)
        cloud.check_copies()
        hold(bench.rounds, [ours, listing], bench.say)
        served, bare = _served(bench, cloud, at_once)
    finally:
        cloud.clear()
    what = f"nothing to do, {count} x {len(cloud.regions)} real"
    bench.add(
        compared("d", f"a service's run, {what} / bare listing", "s", served, bare, REAL_LISTING),
        compared("d", f"sync, {what} / bare listing", "s", ours, listing, REAL_LISTING),
        alone("d", f"peak memory, {what}", "MB", ours, None, lambda it: it.peak_mb),
    )


def _served(bench, cloud, at_once):
    """The same in a service that is running, without the start of a program."""
    program, bare = Program(cloud, bench.folder), _listing(bench, cloud, at_once)
    with Service(program, cloud.regions, at_once) as service:
        served = Contender("a service's run", lambda number: service.next_run(), program.log)
        hold(bench.rounds, [served, bare], bench.say)
    return served, bare


def _embedded(bench):
    shapes = [(bench.count(images), bench.count(regions)) for images, regions in EMBEDDED]
    worlds = [_nothing_to_do(bench, *shape) for shape in shapes]
    (images, regions), (ours, listing) = shapes[0], worlds[0]
    what = f"nothing to do, {images} x {regions} embedded"
    bench.add(
        compared("d", f"{what} / bare listing", "s", ours, listing),
        alone("d", f"peak memory, {what}", "MB", ours, PEAK_MB, lambda it: it.peak_mb),
    )
    for shape, (smaller, _) in zip(shapes[1:], worlds[1:]):
        against = f"{what} / {shape[0]} x {shape[1]}"
        trouble = ours.trouble or smaller.trouble
        for kind, unit, of in (
            ("time", "s", lambda it: it.seconds),
            ("memory", "MB", lambda it: it.peak_mb),
        ):
            # what the smaller would take if it grew with the listed images
            grown = [it * _listed(shapes[0]) / _listed(shape) for it in smaller.figures(of)]
            bench.add(Row("d", f"growth of {kind}, {against}, grown", unit, ours.figures(of), grown, GROWTH, trouble))


def _listed(shape):
    images, regions = shape
    return images * (regions + 1)


def _nothing_to_do(bench, images, regions):
    bench.say(f"  {images} images in {regions} embedded regions")
    with EmbeddedCloud(regions, bench.folder / "embedded.log") as embedded:
        embedded.order("fill", images)
        contenders = _ours(bench, embedded.cloud, AT_ONCE), _listing(bench, embedded.cloud, AT_ONCE)
        hold(bench.rounds, contenders, bench.say)
        return contenders


def _ours(bench, cloud, at_once):
    program = Program(cloud, bench.folder)
    return Contender("ours", lambda number: program.sync(parallel=at_once), program.log)


def _listing(bench, cloud, at_once):
    log = bench.folder / "rivals.log"
    pages = {it.name: it.pages() for it in [cloud.master, *cloud.regions]}

    def listing(number):
        def command(region):
            return rivals.curl_pages(region, bench.folder, pages[region.name])

        others = [command(it) for it in cloud.regions]
        lines = [command(cloud.master), *rivals.some_at_once(others, at_once, bench.folder)]
        return measuring.measured(rivals.script(lines), log)

    return Contender("listing", listing, log)
