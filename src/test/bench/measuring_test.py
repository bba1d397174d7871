import os
import tempfile
import time
import unittest
from pathlib import Path

import measuring


class MeasuredTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name) / "log"

    def bash(self, text, environment=None):
        return measuring.measured(["bash", "-c", text], self.log, environment)

    def test_it_counts_what_the_children_of_a_script_took(self):
        usage = self.bash("python3 -c 'block = bytes(1 << 28); sum(range(10**7))' & sleep 0.5; wait")
        self.assertGreaterEqual(usage.seconds, 0.5)
        self.assertGreater(usage.cpu, 0.1)
        self.assertGreater(usage.peak_mb, 0)
        self.assertEqual(usage.exit_code, 0)

    def test_it_tells_how_the_command_ended_and_keeps_what_it_said(self):
        self.assertEqual(self.bash("echo out; echo err >&2; exit 3").exit_code, 3)
        self.assertEqual(self.log.read_text(), "out\nerr\n")

    def test_what_the_command_left_running_ends_too(self):
        self.bash("(sleep 0.3; echo late) & exit 1")
        time.sleep(1)
        self.assertEqual(self.log.read_text(), "")

    def test_nothing_of_the_callers_environment_misleads_it(self):
        os.environ["OS_REGION_NAME"] = "Elsewhere"
        self.addCleanup(os.environ.pop, "OS_REGION_NAME")
        self.bash("echo ${OS_REGION_NAME:-nowhere} $MORE", {"MORE": "more"})
        self.assertEqual(self.log.read_text(), "nowhere more\n")
