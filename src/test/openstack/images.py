"""Fills the master region with real images out of Debian's packages."""

import hashlib
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import rest
from identity import Session
from layout import TestbedError, account_of

IPXE_ISO = Path("/usr/lib/ipxe/ipxe.iso")
GRUB_ISO = Path("/usr/lib/grub-rescue/grub-rescue-cdrom.iso")
GRUB_USB = Path("/usr/lib/grub-rescue/grub-rescue-usb.img")
GRUB_FLOPPY = Path("/usr/lib/grub-rescue/grub-rescue-floppy.img")
INSTALLER = Path("/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64")

PATCH_TYPE = "application/openstack-images-v2.1-json-patch"


@dataclass(frozen=True)
class SeedImage:
    name: str
    source: Path
    disk_format: str
    container_format: str = "bare"
    visibility: str = "public"
    tags: tuple = ()
    min_disk: int = 0
    min_ram: int = 0
    properties: dict = field(default_factory=dict)
    kernel: str = ""  # the name of an image earlier in the list
    ramdisk: str = ""


def seed_images(folder):
    debian = {"os_distro": "debian", "os_version": "12"}
    return [
        SeedImage(
            "base_ipxe", IPXE_ISO, "iso", tags=("network", "rescue"), properties={"nid": "1001", "type": "baseimages"}
        ),
        SeedImage(
            "base_grub_rescue",
            _qcow2_of(GRUB_ISO, folder),
            "qcow2",
            min_disk=1,
            min_ram=128,
            tags=("rescue",),
            properties={**debian, "nid": "1002", "type": "baseimages", "hw_disk_bus": "virtio"},
        ),
        SeedImage(
            "base_debian_12_kernel", INSTALLER / "linux", "aki", "aki", properties={**debian, "type": "kernel"}
        ),
        SeedImage(
            "base_debian_12_initrd", INSTALLER / "initrd.gz", "ari", "ari", properties={**debian, "type": "ramdisk"}
        ),
        SeedImage(
            "base_debian_12",
            GRUB_USB,
            "ami",
            "ami",
            properties={**debian, "nid": "1003", "type": "baseimages"},
            kernel="base_debian_12_kernel",
            ramdisk="base_debian_12_initrd",
        ),
        SeedImage(
            "private_grub_floppy",
            _qcow2_of(GRUB_FLOPPY, folder),
            "qcow2",
            visibility="private",
            properties={"nid": "1004", "type": "internal"},
        ),
        SeedImage("plain_grub_floppy", GRUB_FLOPPY, "raw"),
    ]


def seed(glance, folder):
    """Makes the images that are missing or spoilt, and resets the others' metadata. Returns them as Glance has them."""
    folder.mkdir(exist_ok=True)
    client = GlanceClient(glance)
    ids = {}
    images = []
    for wanted in seed_images(folder):
        image = _ensure_image(client, wanted, _fields(wanted, ids))
        ids[wanted.name] = image["id"]
        images.append(image)
    return images


class GlanceClient:
    """A few requests to one Glance, as user sync."""

    def __init__(self, glance):
        session = Session(glance.keystone, account_of(glance.keystone, "sync"))
        self.project_id = session.project_id
        self._token = session.token
        self._url = glance.url + "/v2/images"

    def named(self, name):
        query = urlencode({"name": name, "owner": self.project_id, "limit": 1000})
        return self._request("GET", f"?{query}").json["images"]

    def create(self, fields):
        return self._request("POST", "", fields).json["id"]

    def upload(self, image_id, source):
        with source.open("rb") as content:
            self._request(
                "PUT",
                f"/{image_id}/file",
                content,
                content_type="application/octet-stream",
                headers={"Content-Length": str(source.stat().st_size)},
                timeout=600,
            )

    def set_fields(self, image_id, fields):
        changes = [{"op": "add", "path": f"/{name}", "value": value} for name, value in fields.items()]
        self._request("PATCH", f"/{image_id}", changes, content_type=PATCH_TYPE)

    def get(self, image_id):
        return self._request("GET", f"/{image_id}").json

    def delete(self, image_id):
        self._request("DELETE", f"/{image_id}")

    def _request(self, method, path, body=None, **more):
        return rest.request(method, self._url + path, body, token=self._token, **more)


def _fields(wanted, ids):
    fields = {
        "name": wanted.name,
        "visibility": wanted.visibility,
        "disk_format": wanted.disk_format,
        "container_format": wanted.container_format,
        "min_disk": wanted.min_disk,
        "min_ram": wanted.min_ram,
        "tags": sorted(wanted.tags),
        **wanted.properties,
    }
    if wanted.kernel:
        fields["kernel_id"] = ids[wanted.kernel]
    if wanted.ramdisk:
        fields["ramdisk_id"] = ids[wanted.ramdisk]
    return fields


def _ensure_image(client, wanted, fields):
    checksum = _md5(wanted.source)
    for image in client.named(wanted.name):
        if image["status"] == "active" and image["checksum"] == checksum:
            _reset_metadata(client, image, fields)
            return client.get(image["id"])
        # An upload that was broken off, or a test's leftover.
        client.delete(image["id"])
    image_id = client.create(fields)
    client.upload(image_id, wanted.source)
    image = client.get(image_id)
    if image["checksum"] != checksum:
        raise TestbedError(
            f"{wanted.source} has checksum {checksum}, but Glance says {image['checksum']} of {wanted.name}"
        )
    return image


def _reset_metadata(client, image, fields):
    # Glance gives tags in any order.
    there = {**image, "tags": sorted(image["tags"])}
    different = {name: value for name, value in fields.items() if there.get(name) != value}
    if different:
        client.set_fields(image["id"], different)


def _qcow2_of(source, folder):
    """A qcow2 image with the source's content on a disk of 1 GiB. The same bytes each time."""
    image = folder / (source.stem + ".qcow2")
    if not image.exists():
        new = image.with_suffix(".new")
        _run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", str(source), str(new))
        _run("qemu-img", "resize", "-q", "-f", "qcow2", str(new), "1G")
        new.rename(image)
    return image


def _run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise TestbedError(f"{' '.join(command)} failed: {done.stderr.strip()}")


def _md5(file):
    with file.open("rb") as content:
        return hashlib.file_digest(content, "md5").hexdigest()
