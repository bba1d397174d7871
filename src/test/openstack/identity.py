"""Fills a Keystone: domains, projects, users, roles, the image service with its regions and endpoints."""

from urllib.parse import urlencode

import rest
from layout import account_of, accounts_of

APPLICATION_CREDENTIAL = "glancesync"
APPLICATION_CREDENTIAL_SECRET = "glancesync-application-secret-a"


class Session:
    """An account that is signed in to a Keystone."""

    def __init__(self, keystone, account):
        self.keystone = keystone
        domain = {"name": account.domain}
        user = {"name": account.user, "password": account.password, "domain": domain}
        answer = rest.request(
            "POST",
            keystone.url + "/auth/tokens",
            {
                "auth": {
                    "identity": {"methods": ["password"], "password": {"user": user}},
                    "scope": {"project": {"name": account.project, "domain": domain}},
                }
            },
        )
        self.token = answer.headers["X-Subject-Token"]
        self.user_id = answer.json["token"]["user"]["id"]
        self.project_id = answer.json["token"]["project"]["id"]

    def find(self, path, kind, key):
        """The first object that has these fields, or None."""
        # Looked at here as well: Keystone ignores a filter that it does not know.
        found = self._request("GET", f"{path}?{urlencode(key)}").json[kind + "s"]
        return next((it for it in found if all(it[field] == value for field, value in key.items())), None)

    def ensure(self, path, kind, key, **more):
        """The id of the object that has these key fields; made, with the further fields, if there is none."""
        there = self.find(path, kind, key) or self._request("POST", path, {kind: {**key, **more}}).json[kind]
        return there["id"]

    def put(self, path):
        self._request("PUT", path)

    def _request(self, method, path, body=None):
        return rest.request(method, self.keystone.url + path, body, token=self.token)


def provision(keystone, glances):
    """Makes what is missing on this Keystone. Harmless when repeated."""
    admin = Session(keystone, account_of(keystone, "admin"))
    for account in accounts_of(keystone):
        _ensure_account(admin, account)
    _ensure_image_service(admin, glances)


def application_credential(keystone):
    """The id and the secret of user sync's application credential; made if it is missing."""
    # Only the user may make it, and it gets the roles that the user's token has.
    sync = Session(keystone, account_of(keystone, "sync"))
    path = f"/users/{sync.user_id}/application_credentials"
    secret = APPLICATION_CREDENTIAL_SECRET
    return sync.ensure(path, "application_credential", {"name": APPLICATION_CREDENTIAL}, secret=secret), secret


def _ensure_account(admin, account):
    domain = admin.ensure("/domains", "domain", {"name": account.domain})
    project = admin.ensure("/projects", "project", {"name": account.project, "domain_id": domain})
    user = admin.ensure("/users", "user", {"name": account.user, "domain_id": domain}, password=account.password)
    role = admin.ensure("/roles", "role", {"name": account.role})
    admin.put(f"/projects/{project}/users/{user}/roles/{role}")


def _ensure_image_service(admin, glances):
    service = admin.ensure("/services", "service", {"type": "image"}, name="glance")
    for glance in glances:
        admin.ensure("/regions", "region", {"id": glance.region})
        for interface in ("public", "internal", "admin"):
            key = {"service_id": service, "region_id": glance.region, "interface": interface}
            admin.ensure("/endpoints", "endpoint", key, url=glance.url)
