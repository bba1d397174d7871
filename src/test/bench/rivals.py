"""What an operator would do by hand, as shell scripts."""

import json
import shlex
import shutil

HAS_OPENSTACK = shutil.which("openstack") is not None
NO_OPENSTACK = "there is no openstack client here (Debian: python3-openstackclient)"

_WAIT = 'for it in "${pids[@]}"; do wait "$it"; done'


def script(lines):
    """A command that ends with the first line that fails."""
    return ["bash", "-euc", "\n".join(lines)]


def at_once(commands):
    """Lines that run all of these at the same time, and fail when one of them does."""
    return ["pids=()", *(f"{command} & pids+=($!)" for command in commands), _WAIT]


def some_at_once(commands, count, folder):
    """Lines that run so many of these at any time."""
    todo = folder / "todo"
    todo.write_bytes(b"\0".join(command.encode() for command in commands))
    return [f"xargs -0 -P {count} -n 1 bash -euc < {_quoted(todo)}"]


def token_file(region, folder):
    """A file for curl's -H, as a token in an argument could be read by everybody."""
    file = folder / f"token-{region.name}"
    file.touch(0o600)
    file.write_text(f"X-Auth-Token: {region.keystone.token}\n")
    return file


def curl_download(region, image_id, file, folder):
    return f"curl -sS --fail -o {_quoted(file)} -H @{_quoted(token_file(region, folder))} {region.file_url(image_id)}"


def curl_upload(region, image_id, file, folder):
    return (
        f"curl -sS --fail -T {_quoted(file)} -H 'Content-Type: application/octet-stream'"
        f" -H @{_quoted(token_file(region, folder))} {region.file_url(image_id)}"
    )


def curl_pages(region, folder, pages):
    """One curl for all pages of a region's list, as one connection is used for them."""
    file = folder / f"pages-{region.name}"
    file.write_text("".join(f'url = "{page}"\noutput = /dev/null\n' for page in pages))
    return f"curl -sS --fail -K {_quoted(file)} -H @{_quoted(token_file(region, folder))}"


def curl_sign_in(keystone, file):
    """The file gets what Keystone wants to hear."""
    return (
        "curl -sS --fail -o /dev/null -H 'Content-Type: application/json'"
        f" -d @{_quoted(file)} {keystone.url}/auth/tokens"
    )


def openstack_save(region, image_id, file):
    return f"{_openstack(region)} image save --file {_quoted(file)} {image_id}"


def openstack_create(region, name, file):
    return (
        f"{_openstack(region)} image create --public --disk-format raw --container-format bare"
        f" --file {_quoted(file)} -f value -c id {_quoted(name)}"
    )


def openstack_environment(cloud, folder):
    """With a clouds.yaml that has each region as a cloud; JSON is YAML as well."""
    clouds = {region.name: _cloud(region) for region in [cloud.master, *cloud.regions]}
    file = folder / "clouds.yaml"
    file.touch(0o600)
    file.write_text(json.dumps({"clouds": clouds}))
    return {"OS_CLIENT_CONFIG_FILE": str(file)}


def _cloud(region):
    keystone = region.keystone
    return {
        "auth": {
            "auth_url": keystone.url,
            "username": keystone.user,
            "password": keystone.password,
            "project_name": keystone.project,
            "user_domain_name": "Default",
            "project_domain_name": "Default",
        },
        "region_name": region.name,
        "identity_api_version": "3",
    }


def _openstack(region):
    return f"openstack --os-cloud {region.name}"


def _quoted(path):
    return shlex.quote(str(path))
