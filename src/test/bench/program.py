"""GlanceSync itself, as it is packaged, with a configuration and data of its own."""

import itertools

import measuring
from cloud import PREFIX
from worlds import ROOT

LAUNCHER = ROOT / "glancesync"

_numbers = itertools.count(1)


class Program:
    """Set up for one cloud; its log is `log`, its run-time data `data`. It may be that of another build."""

    def __init__(self, cloud, folder, launcher=LAUNCHER):
        self._launcher = launcher
        self._cloud = cloud
        self._folder = folder / f"glancesync-{next(_numbers)}"
        self.data = self._folder / "var"
        self.data.mkdir(parents=True)
        self.log = self._folder / "log"
        self.log.touch()
        self._conf = self._folder / "glancesync.conf"
        self._conf.touch(0o600)
        self._conf.write_text(
            f"[main]\nmaster_region = {cloud.master.name}\nimages_dir = {self._folder}/none\n"
            f"[DEFAULT]\nlist_images_timeout = 600\n"
            f"metadata_condition = image.name.startswith('{PREFIX}')\n{cloud.conf}"
        )

    @property
    def environment(self):
        return {"GLANCESYNC_VAR": str(self.data)}

    def command(self, *words):
        return [self._launcher, "--conf", self._conf, *words]

    def run(self, *words):
        return measuring.measured(self.command(*words), self.log, self.environment)

    def sync(self, regions=None, parallel=None):
        """One run to these regions, or to all, as many at once as there are unless it is said."""
        regions = regions or self._cloud.regions
        words = [it.word for it in regions]
        return self.run("sync", "--parallel", parallel or len(regions), *words)
