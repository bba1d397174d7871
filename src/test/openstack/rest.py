"""JSON over HTTP, without a proxy and without redirects."""

import json
import urllib.error
import urllib.request


class HttpError(Exception):
    def __init__(self, method, url, status, text):
        super().__init__(f"{method} {url} answered {status}: {text[:500]}")
        self.status = status


class Answer:
    def __init__(self, headers, content):
        self.headers = headers
        self.content = content

    @property
    def json(self):
        return json.loads(self.content)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def request(method, url, body=None, *, headers=None, token=None, content_type="application/json", timeout=60):
    """Sends one request; bytes and an open file go as they are, another body as JSON. Raises HttpError, OSError."""
    headers = dict(headers or {})
    if token:
        headers["X-Auth-Token"] = token
    if body is not None:
        headers["Content-Type"] = content_type
        if not isinstance(body, bytes) and not hasattr(body, "read"):
            body = json.dumps(body).encode()
    try:
        with _opener.open(urllib.request.Request(url, body, headers, method=method), timeout=timeout) as answer:
            return Answer(answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            raise HttpError(method, url, error.code, error.read().decode(errors="replace")) from None
    except urllib.error.URLError as error:
        raise ConnectionError(f"{method} {url}: {error.reason}") from None
