"""Part c: many images of common sizes."""

import measuring
import rivals
from cloud import PREFIX, in_parallel
from contest import Contender, compared, hold
from large import upload_random
from program import Program

LOOP = 0.35

IMAGES = 200
# The largest is this part of part a's: 64 MiB.
PART_OF_LARGE = 16


def sizes(count, largest):
    """From 1/64 of the largest on, in even steps."""
    least = max(1, largest // 64)
    return [least + (largest - least) * i // max(1, count - 1) for i in range(count)]


def measure(bench):
    cloud = bench.testbed
    cloud.clear()
    ids = []
    for number, size in enumerate(sizes(bench.count(IMAGES), bench.size // PART_OF_LARGE)):
        ids.append(cloud.master.create(_name(number, 0)))
        upload_random(cloud.master, ids[-1], bench, size)
    program = Program(cloud, bench.folder)
    file, log = bench.folder / "content", bench.folder / "rivals.log"
    environment = rivals.openstack_environment(cloud, bench.folder)

    def ours(number):
        # see part a: a copy's id serves once
        in_parallel(lambda it: cloud.master.rename(it[1], _name(it[0], number)), enumerate(ids))
        return program.sync()

    def loop(number):
        lines = []
        for image in sorted(cloud.master.images(), key=lambda it: it["size"]):
            lines.append(rivals.openstack_save(cloud.master, image["id"], file))
            lines += [rivals.openstack_create(region, image["name"], file) for region in cloud.regions]
        return measuring.measured(rivals.script(lines), log, environment)

    contenders = [
        Contender("ours", ours, program.log, cloud.check_copies, cloud.clear_copies),
        Contender("openstack loop", loop, log, cloud.check_copies, cloud.clear_copies)
        if rivals.HAS_OPENSTACK
        else Contender("openstack loop", None, None, trouble=rivals.NO_OPENSTACK),
    ]
    try:
        hold(bench.rounds, contenders, bench.say)
    finally:
        cloud.clear()
    largest = bench.size // PART_OF_LARGE // 1024**2
    what = f"{len(ids)} images of up to {largest} MiB to {len(cloud.regions)} real regions"
    bench.add(compared("c", f"{what} / openstack loop", "s", *contenders, LOOP))


def _name(number, round_number):
    return f"{PREFIX}{number:03}_{round_number}"
