"""Writes down, for programs, how to reach the testbed: testbed.properties, glancesync.conf, clouds.yaml, OS_*."""

import base64
import json
import shlex

from configuration import write_privately
from identity import APPLICATION_CREDENTIAL
from layout import Glance, TestbedError, account_of, accounts_of

MASTER_REGION = "Valladolid"


def write_files(testbed, credential_id, credential_secret):
    write_privately(testbed.properties_file, _properties(testbed, credential_id, credential_secret))
    write_privately(testbed.glancesync_conf, _glancesync_conf(testbed))
    write_privately(testbed.clouds_yaml, _clouds_yaml(testbed, credential_id, credential_secret))


def shell_exports(testbed):
    """Lines for a shell's eval."""
    _require_files(testbed)
    keystone = testbed.keystones[0]
    sync = account_of(keystone, "sync")
    variables = {
        "OS_AUTH_URL": keystone.url,
        "OS_USERNAME": sync.user,
        "OS_PASSWORD": sync.password,
        "OS_PROJECT_NAME": sync.project,
        "OS_USER_DOMAIN_NAME": sync.domain,
        "OS_PROJECT_DOMAIN_NAME": sync.domain,
        "OS_REGION_NAME": MASTER_REGION,
        "OS_IDENTITY_API_VERSION": "3",
        "OS_INTERFACE": "public",
        "OS_CLIENT_CONFIG_FILE": testbed.clouds_yaml,
        "GLANCESYNC_CONFIG": testbed.glancesync_conf,
        "TESTBED_PROPERTIES": testbed.properties_file,
    }
    return "".join(f"export {name}={shlex.quote(str(value))}\n" for name, value in variables.items())


def glancesync_conf_text(testbed):
    _require_files(testbed)
    return testbed.glancesync_conf.read_text()


def _require_files(testbed):
    if not testbed.properties_file.exists():
        raise TestbedError(f"there is no testbed in {testbed.state} yet; run: testbed up")


def _glancesync_conf(testbed):
    a, b = (_credential(keystone) for keystone in testbed.keystones)
    return f"""\
[main]
master_region = {MASTER_REGION}
max_children = 2

[DEFAULT]
metadata_condition = image.is_public and ('nid' in image.user_properties or 'type' in image.user_properties)
metadata_set = nid, type, os_distro, os_version

# Keystone A: Valladolid, Burgos, Caceres
[master]
credential = {a}

# Keystone B: Madrid
[other]
credential = {b}
"""


def _credential(keystone):
    sync = account_of(keystone, "sync")
    password = base64.b64encode(sync.password.encode()).decode()
    return f"{sync.user},{password},{keystone.url},{sync.project}"


def _clouds_yaml(testbed, credential_id, credential_secret):
    a, b = testbed.keystones
    clouds = {
        "testbed-a": _cloud(testbed, a, _password_auth(a, "sync")),
        "testbed-a-appcred": {
            "auth_type": "v3applicationcredential",
            **_cloud(
                testbed,
                a,
                {"application_credential_id": credential_id, "application_credential_secret": credential_secret},
            ),
        },
        "testbed-a-partners": _cloud(testbed, a, _password_auth(a, "partner")),
        "testbed-b": _cloud(testbed, b, _password_auth(b, "sync")),
    }
    return "clouds:\n" + _yaml(clouds, "  ")


def _cloud(testbed, keystone, auth):
    return {
        "auth": {"auth_url": keystone.url, **auth},
        "region_name": next(glance.region for glance in testbed.glances if glance.keystone == keystone),
        "interface": "public",
        "identity_api_version": "3",
    }


def _password_auth(keystone, user):
    account = account_of(keystone, user)
    return {
        "username": account.user,
        "password": account.password,
        "project_name": account.project,
        "user_domain_name": account.domain,
        "project_domain_name": account.domain,
    }


def _yaml(mapping, indent):
    lines = ""
    for key, value in mapping.items():
        if isinstance(value, dict):
            lines += f"{indent}{key}:\n{_yaml(value, indent + '  ')}"
        else:
            # JSON's quoted strings are YAML's as well.
            lines += f"{indent}{key}: {json.dumps(value)}\n"
    return lines


def _properties(testbed, credential_id, credential_secret):
    entries = {"state": testbed.state, "master_region": MASTER_REGION}
    entries["glancesync_conf"] = testbed.glancesync_conf
    entries["clouds_yaml"] = testbed.clouds_yaml
    for server in testbed.servers:
        entries |= _server_entries(server)
    for keystone in testbed.keystones:
        for account in accounts_of(keystone):
            prefix = f"{keystone.name}.user.{account.user}"
            entries[f"{prefix}.password"] = account.password
            entries[f"{prefix}.project"] = account.project
            entries[f"{prefix}.domain"] = account.domain
            entries[f"{prefix}.role"] = account.role
    entries["keystone-a.application_credential.name"] = APPLICATION_CREDENTIAL
    entries["keystone-a.application_credential.id"] = credential_id
    entries["keystone-a.application_credential.secret"] = credential_secret
    return "".join(f"{key}={_escape(str(value))}\n" for key, value in entries.items())


def _server_entries(server):
    entries = {
        "url": server.url,
        "port": server.port,
        "pid_file": server.pid_file,
        "log_file": server.log_file,
        "config_file": server.config_file,
        "database": server.database,
    }
    if isinstance(server, Glance):
        entries |= {"region": server.region, "keystone": server.keystone.name, "store": server.store}
    return {f"{server.name}.{key}": value for key, value in entries.items()}


def _escape(text):
    """Escapes a value as java.util.Properties wants it, for a reader of either Latin-1 or UTF-8."""
    text = text.replace("\\", "\\\\")
    if text.startswith(" "):
        text = "\\" + text
    # json.dumps writes the same \\uXXXX, surrogates included; the rest of its escapes are not wanted here.
    return "".join(c if " " <= c <= "~" else json.dumps(c)[1:-1] for c in text)
