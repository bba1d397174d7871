"""Regions, as far as the benchmark has to look into them and to clear them up."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import rest

# All images of the benchmark are called so, and it touches no others.
PREFIX = "bench_"

PATCH_TYPE = "application/openstack-images-v2.1-json-patch"
TOKEN_SECONDS = 600


class CloudError(Exception):
    """A cloud is not as a measurement needs it, or as it should be afterwards."""


@dataclass
class Keystone:
    url: str
    user: str
    password: str
    project: str
    _token: str = ""
    _since: float = 0

    @property
    def token(self):
        """One that is good for a while yet."""
        if not self._token or time.monotonic() - self._since > TOKEN_SECONDS:
            self._token = rest.request("POST", self.url + "/auth/tokens", self.sign_in).headers["X-Subject-Token"]
            self._since = time.monotonic()
        return self._token

    @property
    def sign_in(self):
        domain = {"name": "Default"}
        user = {"name": self.user, "password": self.password, "domain": domain}
        return {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": user}},
                "scope": {"project": {"name": self.project, "domain": domain}},
            }
        }


@dataclass
class Region:
    """
    name: as its Keystone knows it
    word: as glancesync's users write it
    """

    name: str
    word: str
    url: str
    keystone: Keystone

    @property
    def images_url(self):
        return self.url + "/v2/images"

    def file_url(self, image_id):
        return f"{self.images_url}/{image_id}/file"

    def images(self):
        """The benchmark's own, hidden ones too."""
        found = []
        for url in self.pages():
            found += [it for it in self._request("GET", url).json["images"] if it["name"].startswith(PREFIX)]
        return found

    def pages(self):
        """The addresses of all pages that glancesync asks for, too, to list the region."""
        urls = []
        for hidden in ("false", "true"):
            following = "/v2/images?" + urlencode({"limit": 1000, "os_hidden": hidden})
            while following:
                urls.append(self.url + following)
                following = self._request("GET", urls[-1]).json.get("next")
        return urls

    def create(self, name, visibility="public"):
        fields = {"name": name, "disk_format": "raw", "container_format": "bare", "visibility": visibility}
        return self._request("POST", self.images_url, fields).json["id"]

    def upload(self, image_id, content, size):
        """The content is bytes or an open file."""
        self._request(
            "PUT",
            self.file_url(image_id),
            content,
            content_type="application/octet-stream",
            headers={"Content-Length": str(size)},
            timeout=3600,
        )

    def rename(self, image_id, name):
        change = [{"op": "replace", "path": "/name", "value": name}]
        self._request("PATCH", f"{self.images_url}/{image_id}", change, content_type=PATCH_TYPE)

    def delete(self, image_id):
        self._request("DELETE", f"{self.images_url}/{image_id}")

    def _request(self, method, url, body=None, **more):
        return rest.request(method, url, body, token=self.keystone.token, **more)


@dataclass
class Cloud:
    """
    conf: the sections of the targets in glancesync.conf
    master_store: the folder where the master region's Glance keeps content, in files named by the images' ids
    """

    master: Region
    regions: list
    conf: str
    master_store: Path | None = None

    def clear_copies(self):
        in_parallel(_clear, self.regions)

    def clear(self):
        in_parallel(_clear, [self.master, *self.regions])

    def check_copies(self):
        """Raises CloudError unless each region has the master's images, visible, with the same size and hash."""
        wanted = {it["name"]: it for it in self.master.images()}
        for region in self.regions:
            copies = region.images()
            if sorted(it["name"] for it in copies) != sorted(wanted):
                raise CloudError(f"{region.name} has {len(copies)} copies of {len(wanted)} images")
            for copy in copies:
                _check(region, copy, wanted[copy["name"]])


def _check(region, copy, image):
    is_same = copy["size"] == image["size"] and all(
        copy[hash] == image[hash] for hash in ("checksum", "os_hash_value") if copy[hash] and image[hash]
    )
    if copy["status"] != "active" or copy["os_hidden"] or not is_same:
        raise CloudError(f"{region.name} has {copy['name']} as {copy['status']}, or with another content")


def _clear(region):
    in_parallel(region.delete, [it["id"] for it in region.images()])


def in_parallel(action, items, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(action, items))
