"""A service that is running: the runs that its schedule begins, without the start of a program."""

import contextlib
import json
import subprocess
import time
from datetime import datetime

import measuring
from cloud import CloudError

# The others' turns fit between two runs.
CRON = "0/10 * * * * ?"
PATIENCE_SECONDS = 300
LOOK_SECONDS = 0.05


class Service:
    """It runs within `with`; nothing to do is what its runs are expected to find."""

    def __init__(self, program, regions, at_once):
        self._program = program
        self._reports = program.data / "runs"
        self._count = len(regions)
        self._command = program.command("serve", "--config", f"main.max_children={at_once}")
        self._environment = program.environment | {
            "GLANCESYNC_SCHEDULE_HOURLY_CRON": CRON,
            "GLANCESYNC_SCHEDULE_HOURLY_REGIONS": ",".join(it.word for it in regions),
        }

    def __enter__(self):
        with contextlib.ExitStack() as cleanup:
            said = cleanup.enter_context(self._program.log.open("ab"))
            self._process = measuring.started(
                self._command, self._environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
            cleanup.callback(measuring.end, self._process)
            # the first run compiles what the others use
            self.next_run()
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(self, *_):
        self._cleanup.close()

    def next_run(self):
        """Waits for it to end; what it took is what its report says."""
        known = set(self._reports.glob("*.json"))
        end = time.monotonic() + PATIENCE_SECONDS
        while not (fresh := set(self._reports.glob("*.json")) - known):
            if time.monotonic() > end or self._process.poll() is not None:
                raise CloudError("The service did no run:\n" + self._program.log.read_text()[-2000:])
            time.sleep(LOOK_SECONDS)
        report = json.loads(fresh.pop().read_text())
        if report["transfers"] or report["outcome"] != "in_sync" or len(report["regions"]) != self._count:
            raise CloudError(f"The service's run was not one with nothing to do: {report}")
        began, ended = (datetime.fromisoformat(report[it].replace("Z", "+00:00")) for it in ("started", "finished"))
        return measuring.Usage(began.timestamp(), (ended - began).total_seconds(), 0, 0, 0)
