"""Turns an empty folder into a server that can be started: configuration files, database, keys."""

import grp
import os
import pwd
import shutil
import sqlite3
import subprocess

from layout import HOST, Keystone, TestbedError, account_of

GIB = 1024**3

# Nothing of the caller's environment reaches a server: a proxy variable, for one, would send Glance's questions to
# Keystone elsewhere.
CLEAN_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


def prepare(server, testbed):
    """Makes the server's folder unless it is there, complete."""
    complete = server.folder / "prepared"
    if complete.exists():
        return
    shutil.rmtree(server.folder, ignore_errors=True)
    server.folder.mkdir(parents=True)
    if isinstance(server, Keystone):
        _prepare_keystone(server, testbed.token_seconds)
    else:
        _prepare_glance(server)
    complete.touch()


def write_keystone_configuration(keystone, token_seconds):
    _write(
        keystone.config_file,
        f"""\
        [DEFAULT]
        debug = false

        [database]
        {_database(keystone)}

        [token]
        expiration = {token_seconds}

        [fernet_tokens]
        key_repository = {keystone.folder}/fernet-keys

        [credential]
        key_repository = {keystone.folder}/credential-keys

        [identity]
        # The cheapest: 12 rounds, the default, are a quarter of a second for each sign-in.
        password_hash_rounds = 4
        # What bcrypt can use; more makes it warn at each sign-in.
        max_password_length = 72

        [cache]
        # In the process. Without it Glance, which asks about each request's token, takes 0.1 s for a request instead
        # of 0.02 s. Tokens still end on time, and what is changed through Keystone counts at once; what is changed in
        # its database by hand may not.
        enabled = true
        backend = dogpile.cache.memory_pickle
        """,
    )


def run_tool(server, command, **environment):
    """Runs a tool of OpenStack's packages; what it prints goes to the server's setup.log."""
    environment = {**CLEAN_ENVIRONMENT, "HOME": str(server.folder), **environment}
    with server.setup_log.open("ab") as log:
        done = subprocess.run(
            command, cwd=server.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    if done.returncode != 0:
        raise TestbedError(f"{' '.join(command)} failed ({done.returncode}).\n{tail(server.setup_log)}")


def tail(file, lines=25):
    text = file.read_text(errors="replace").splitlines() if file.exists() else []
    return f"The end of {file}:\n" + "\n".join("  " + line for line in text[-lines:])


def _prepare_keystone(keystone, token_seconds):
    write_keystone_configuration(keystone, token_seconds)
    _write(
        keystone.folder / "gunicorn.conf.py",
        f"""\
        bind = "{HOST}:{keystone.port}"
        wsgi_app = "keystone.server.wsgi:initialize_public_application()"
        worker_class = "gthread"
        workers = 1
        threads = 4
        timeout = 120
        graceful_timeout = 3


        def post_worker_init(worker):
            # Keystone makes its policy in the first request that needs it, and requests in other threads would
            # meanwhile find it without rules and be answered 403.
            from keystone.common.rbac_enforcer.enforcer import RBACEnforcer

            RBACEnforcer.suppress_deprecation_warnings = True
            RBACEnforcer()._enforcer.load_rules()
        """,
    )
    manage = ["/usr/bin/keystone-manage", "--config-file", str(keystone.config_file)]
    run_tool(keystone, manage + ["db_sync"])
    _use_write_ahead_log(keystone.database)
    user, group = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
    owner = ["--keystone-user", user, "--keystone-group", group]
    run_tool(keystone, manage + ["fernet_setup"] + owner)
    run_tool(keystone, manage + ["credential_setup"] + owner)
    urls = [word for kind in ("admin", "public", "internal") for word in (f"--bootstrap-{kind}-url", keystone.url)]
    run_tool(
        keystone,
        manage + ["bootstrap", "--bootstrap-region-id", keystone.first_region] + urls,
        OS_BOOTSTRAP_PASSWORD=account_of(keystone, "admin").password,
    )


def _prepare_glance(glance):
    service = account_of(glance.keystone, "glance")
    _write(
        glance.config_file,
        f"""\
        [DEFAULT]
        debug = False
        bind_host = {HOST}
        bind_port = {glance.port}
        workers = 1
        enabled_backends = fs:file
        image_size_cap = {64 * GIB}
        use_keystone_limits = false

        [database]
        {_database(glance)}

        [glance_store]
        default_backend = fs

        [fs]
        filesystem_store_datadir = {glance.store}

        [os_glance_staging_store]
        filesystem_store_datadir = {glance.folder}/staging

        [os_glance_tasks_store]
        filesystem_store_datadir = {glance.folder}/tasks

        [oslo_concurrency]
        lock_path = {glance.folder}/locks

        [paste_deploy]
        flavor = keystone
        config_file = /usr/share/glance-common/glance-api-paste.ini

        [keystone_authtoken]
        www_authenticate_uri = {glance.keystone.url}
        auth_url = {glance.keystone.url}
        auth_type = password
        username = {service.user}
        password = {service.password}
        user_domain_name = {service.domain}
        project_name = {service.project}
        project_domain_name = {service.domain}
        service_token_roles_required = true
        # Each request asks Keystone, so that a token is refused as soon as it has expired or was revoked.
        token_cache_time = -1
        """,
    )
    for folder in ("store", "staging", "tasks", "locks"):
        (glance.folder / folder).mkdir()
    run_tool(glance, ["/usr/bin/glance-manage", "--config-file", str(glance.config_file), "db_sync"])
    _use_write_ahead_log(glance.database)


def _database(server):
    # Relative to the folder that the server starts in: Keystone's migrations stumble over a "%" in the path.
    # timeout: how long a write waits for another one's lock. check_same_thread: Keystone now and then closes a
    # connection in another thread than the one that opened it, which fails with a page of log. Without synchronous
    # writes a crash of the machine could lose data, a crash of a server cannot.
    connection = f"sqlite:///{server.database.name}?timeout=30&check_same_thread=false"
    return f"connection = {connection}\n        sqlite_synchronous = false"


def _use_write_ahead_log(database):
    """Lets readers and a writer work at the same time; otherwise writes fail with "database is locked"."""
    connection = sqlite3.connect(database)
    try:
        connection.execute("pragma journal_mode=wal")
    finally:
        connection.close()


def _write(file, indented_text):
    """Replaces the file as a whole, readable for its owner only: there are passwords in most of them."""
    text = "\n".join(line.removeprefix(" " * 8) for line in indented_text.splitlines()) + "\n"
    write_privately(file, text)


def write_privately(file, text):
    new = file.with_name(file.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    new.rename(file)
