"""What the testbed consists of: servers with their ports and paths, accounts, settings. Nothing here acts."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
DEFAULT_PORT = 15000
DEFAULT_TOKEN_SECONDS = 3600
PROJECT_ROOT = Path(__file__).resolve().parents[3]


class TestbedError(Exception):
    """Something the user has to know; the message is the whole story."""


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    folder: Path

    @property
    def root_url(self):
        return f"http://{HOST}:{self.port}"

    @property
    def pid_file(self):
        return self.folder / "server.pid"

    @property
    def log_file(self):
        return self.folder / "server.log"

    @property
    def setup_log(self):
        return self.folder / "setup.log"


@dataclass(frozen=True)
class Keystone(Server):
    letter: str
    first_region: str  # the region of Keystone's own endpoint
    program = "/usr/bin/gunicorn"

    @property
    def url(self):
        return self.root_url + "/v3"

    @property
    def config_file(self):
        return self.folder / "keystone.conf"

    @property
    def database(self):
        return self.folder / "keystone.db"

    @property
    def command(self):
        # No arguments: Keystone would take gunicorn's for its own. They are in gunicorn.conf.py, where it starts.
        return [self.program]

    @property
    def environment(self):
        return {"OS_KEYSTONE_CONFIG_FILES": str(self.config_file)}


@dataclass(frozen=True)
class Glance(Server):
    region: str
    keystone: Keystone
    program = "/usr/bin/glance-api"
    environment = {}

    @property
    def url(self):
        return self.root_url

    @property
    def config_file(self):
        return self.folder / "glance-api.conf"

    @property
    def database(self):
        return self.folder / "glance.db"

    @property
    def store(self):
        return self.folder / "store"

    @property
    def command(self):
        return [self.program, "--config-file", str(self.config_file)]


@dataclass(frozen=True)
class Account:
    user: str
    password: str
    project: str
    role: str
    domain: str = "Default"


# The older tool read its passwords out of an INI file; these characters are the ones that such files, shells, URLs,
# properties files and lists separated by commas each treat in a way of their own.
NASTY_PASSWORD = r"""sync %41$b,"#;'\ secret"""


def accounts_of(keystone):
    """Accounts of one Keystone; the first one is the administrator that `bootstrap` makes."""
    letter = keystone.letter

    def account(user, project, role, **more):
        return Account(user, f"{user}-secret-{letter}", project, role, **more)

    accounts = [
        account("admin", "admin", "admin"),
        account("glance", "service", "admin"),
        account("sync", "images", "admin"),
        account("member", "images", "member"),
        account("other", "other", "member"),
    ]
    if letter == "a":
        accounts.append(account("partner", "partner-images", "admin", domain="Partners"))
    else:
        accounts[2] = Account("sync", NASTY_PASSWORD, "images", "admin")
    return accounts


def account_of(keystone, user):
    return next(account for account in accounts_of(keystone) if account.user == user)


@dataclass(frozen=True)
class Testbed:
    state: Path
    base_port: int
    token_seconds: int

    @property
    def keystones(self):
        return [
            Keystone("keystone-a", self.base_port, self.state / "keystone-a", "a", "Valladolid"),
            Keystone("keystone-b", self.base_port + 1, self.state / "keystone-b", "b", "Madrid"),
        ]

    @property
    def glances(self):
        a, b = self.keystones
        regions = [("Valladolid", a), ("Burgos", a), ("Caceres", a), ("Madrid", b)]
        return [self._glance(10 + n, region, keystone) for n, (region, keystone) in enumerate(regions)]

    def _glance(self, offset, region, keystone):
        name = "glance-" + region.lower()
        return Glance(name, self.base_port + offset, self.state / name, region, keystone)

    @property
    def servers(self):
        return self.keystones + self.glances

    def server(self, name):
        for server in self.servers:
            if server.name == name:
                return server
        raise TestbedError(f"there is no server {name!r}; there are {', '.join(s.name for s in self.servers)}")

    @property
    def settings_file(self):
        return self.state / "settings.json"

    @property
    def properties_file(self):
        return self.state / "testbed.properties"

    @property
    def glancesync_conf(self):
        return self.state / "glancesync.conf"

    @property
    def clouds_yaml(self):
        return self.state / "clouds.yaml"

    @property
    def was_made(self):
        return self.settings_file.exists()

    def save_settings(self):
        self.state.mkdir(parents=True, exist_ok=True)
        settings = {"base_port": self.base_port, "token_seconds": self.token_seconds}
        self.settings_file.write_text(json.dumps(settings) + "\n")


def load_testbed():
    """The testbed of TESTBED_DIR, with the settings that its state folder remembers or, for a new one, the wanted."""
    state = Path(os.environ.get("TESTBED_DIR") or PROJECT_ROOT / "target" / "testbed").resolve()
    if "$" in str(state):
        raise TestbedError(f"OpenStack's configuration cannot hold a path with a '$': {state}; set TESTBED_DIR")
    wanted_port = _number("TESTBED_PORT", 1024, 65000)
    settings_file = state / "settings.json"
    if not settings_file.exists():
        return Testbed(state, wanted_port or DEFAULT_PORT, wanted_token_seconds() or DEFAULT_TOKEN_SECONDS)

    settings = json.loads(settings_file.read_text())
    if wanted_port not in (None, settings["base_port"]):
        # The ports stand in Keystone's catalog and in every configuration file.
        raise TestbedError(
            f"{state} was made with base port {settings['base_port']}, and TESTBED_PORT is {wanted_port}; unset it,"
            " or set TESTBED_DIR to another folder, or remove this one: TESTBED_PORT= testbed down --purge"
        )
    return Testbed(state, settings["base_port"], settings["token_seconds"])


def wanted_token_seconds():
    return _number("TESTBED_TOKEN_SECONDS", 1, 10**8)


def _number(variable, lowest, highest):
    text = os.environ.get(variable, "")
    return whole_number(variable, text, lowest, highest) if text else None


def whole_number(what, text, lowest, highest):
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise TestbedError(f"{what} must be a number from {lowest} to {highest}, not {text!r}")
    return int(text)
