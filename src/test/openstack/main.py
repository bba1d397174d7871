"""The commands of `testbed`; its --help explains them."""

import contextlib
import fcntl
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import exports
import identity
import images
import processes
import rest
from configuration import prepare, write_keystone_configuration
from layout import TestbedError, load_testbed, wanted_token_seconds, whole_number


def up(testbed):
    started = time.monotonic()
    lifetime = wanted_token_seconds()
    if testbed.was_made and lifetime not in (None, testbed.token_seconds):
        testbed = _set_token_seconds(testbed, lifetime)
    testbed.save_settings()
    _in_parallel(lambda server: _prepare_and_start(server, testbed), testbed.servers)
    processes.wait_until_up(testbed.servers, lambda server: print(f"{server.name} answers at {server.url}", flush=True))
    _in_parallel(lambda keystone: identity.provision(keystone, _glances_of(testbed, keystone)), testbed.keystones)
    exports.write_files(testbed, *identity.application_credential(testbed.keystones[0]))
    # The first request of each Glance that needs Keystone's word: whoever comes next finds everything warmed up.
    _in_parallel(lambda glance: images.GlanceClient(glance).named("any"), testbed.glances)
    print(f"The testbed is up ({time.monotonic() - started:.0f} s); its files are in {testbed.state}")


def down(testbed, *options):
    if options not in ((), ("--purge",)):
        raise TestbedError(f"'down' knows only the option --purge, not {' '.join(options)}")
    processes.stop(testbed.servers)
    if options:
        shutil.rmtree(testbed.state, ignore_errors=True)
    print("The testbed is down" + (f", and {testbed.state} is removed" if options else ""))


def status(testbed):
    all_up = True
    for server in testbed.servers:
        pid = processes.main_process(server)
        is_up = pid is not None and processes.answers(server)
        all_up = all_up and is_up
        print(f"{server.name:<18}{server.url:<27}{pid or '-':<9}{'up' if is_up else 'down'}")
    return 0 if all_up else 1


def seed(testbed):
    _require_state(testbed)
    seeded = images.seed(testbed.glances[0], testbed.state / "seed")
    print(f"{'name':<23}{'id':<38}{'size':>9}  {'checksum':<34}visibility")
    for image in seeded:
        print(f"{image['name']:<23}{image['id']:<38}{image['size']:>9}  {image['checksum']:<34}{image['visibility']}")


def env(testbed, *options):
    if options not in ((), ("--conf",)):
        raise TestbedError(f"'env' knows only the option --conf, not {' '.join(options)}")
    print(exports.glancesync_conf_text(testbed) if options else exports.shell_exports(testbed), end="")


def start(testbed, name):
    _require_state(testbed)
    server = testbed.server(name)
    processes.start(server)
    processes.wait_until_up([server])


def stop(testbed, name):
    processes.stop([testbed.server(name)])


def kill(testbed, name):
    processes.kill(testbed.server(name))


def tokens(testbed, seconds):
    _require_state(testbed)
    _set_token_seconds(testbed, whole_number("SECONDS", seconds, 1, 10**8))


# Those that change something exclude each other: two at once would start a server twice.
CHANGING = {"up": up, "down": down, "seed": seed, "start": start, "stop": stop, "kill": kill, "tokens": tokens}
READING = {"status": status, "env": env}
ARGUMENTS = {"start": "NAME", "stop": "NAME", "kill": "NAME", "tokens": "SECONDS"}


def _prepare_and_start(server, testbed):
    prepare(server, testbed)
    processes.start(server)


def _set_token_seconds(testbed, seconds):
    testbed = replace(testbed, token_seconds=seconds)
    testbed.save_settings()
    running = []
    for keystone in testbed.keystones:
        if keystone.config_file.exists():
            write_keystone_configuration(keystone, seconds)
        if processes.main_process(keystone):
            running.append(keystone)
    processes.stop(running)
    for keystone in running:
        processes.start(keystone)
    processes.wait_until_up(running)
    return testbed


def _glances_of(testbed, keystone):
    return [glance for glance in testbed.glances if glance.keystone == keystone]


def _require_state(testbed):
    if not testbed.properties_file.exists():
        raise TestbedError(f"there is no testbed in {testbed.state} yet; run: testbed up")


def _in_parallel(action, items):
    with ThreadPoolExecutor() as pool:
        list(pool.map(action, items))


@contextlib.contextmanager
def _exclusively(testbed):
    testbed.state.mkdir(parents=True, exist_ok=True)
    with (testbed.state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another testbed command to finish", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(command, *arguments):
    if command not in CHANGING | READING:
        raise TestbedError(f"there is no command {command!r}; see: testbed --help")
    if command in ARGUMENTS and len(arguments) != 1 or command in ("up", "status", "seed") and arguments:
        raise TestbedError(f"use: testbed {command} {ARGUMENTS.get(command, '')}".rstrip())
    if command in READING:
        return READING[command](load_testbed(), *arguments)
    with _exclusively(load_testbed()):
        # Read again: the command that this one waited for may have changed the settings.
        return CHANGING[command](load_testbed(), *arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except (TestbedError, rest.HttpError, OSError) as error:
        print(f"testbed: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
