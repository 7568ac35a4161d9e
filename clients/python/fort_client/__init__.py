"""A thin client of Fort's own API: secrets, with the standard library only.

    client = fort_client.Client()                       # FORT_ADDR, FORT_TOKEN, FORT_ENVIRONMENT, FORT_CACERT
    secret = client.get("app/db")
    connect(secret.value["user"], secret.value["password"])
    client.acknowledge("app/db", secret.version)
    for change in client.watch(["app/db"]):             # now, and each time it changes
        ...

A failed call raises a FortError; its class and `code` say what it was.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any, Optional

__all__ = [
    "Client", "Secret", "Change", "FortError", "InvalidRequest", "Unauthenticated", "Forbidden", "NotFound", "Conflict",
    "Unavailable",
]

ANSWER_BYTES_MAX = 64 * 1024 * 1024
TRIES_MAX = 3
WATCH_PAUSE_MAX_SECONDS = 30.0
POLL_SECONDS = 25


class FortError(Exception):
    """A call that failed. `code` is a stable word of Fort's, or `unreachable`; `request_id` finds it in the record."""

    def __init__(self, code: str, status: int, message: str, request_id: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.request_id = request_id


class InvalidRequest(FortError):
    """400, 413, 422: asking again changes nothing."""


class Unauthenticated(FortError):
    """401: the token is missing, expired or revoked."""


class Forbidden(FortError):
    """403."""


class NotFound(FortError):
    """404."""


class Conflict(FortError):
    """409: another version is current than the one expected, or the name is taken."""


class Unavailable(FortError):
    """429, 5xx or no answer: asking again later may help."""


def _error(status: int) -> type[FortError]:
    known = {401: Unauthenticated, 403: Forbidden, 404: NotFound, 409: Conflict}
    if status in known:
        return known[status]
    return Unavailable if status == 429 or status >= 500 else InvalidRequest


@dataclasses.dataclass(frozen=True)
class Secret:
    """A version of a secret. The value is not in its text form."""

    path: str
    version: int
    state: str
    value: dict[str, Any] = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True)
class Change:
    """What is true now of a secret that changed. `gone`: it is no more."""

    path: str
    current_version: int
    acceptable: tuple[int, ...]
    gone: bool


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token never follows a redirect."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Client:
    """Calls one Fort as one principal. Safe to share between threads: it keeps no connection."""

    def __init__(
        self,
        address: Optional[str] = None,
        token: Optional[str] = None,
        environment: Optional[str] = None,
        ca_file: Optional[str] = None,
        service: str = "fort-python",
        timeout_seconds: float = 30.0,
    ) -> None:
        self._address = (address or os.environ.get("FORT_ADDR", "https://127.0.0.1:8200")).rstrip("/")
        if not self._address.startswith(("https://", "http://")):
            raise ValueError("an address looks like https://host:port")
        self._token = token or os.environ.get("FORT_TOKEN", "")
        self._environment = environment or os.environ.get("FORT_ENVIRONMENT", "")
        self._service = service
        self._timeout = timeout_seconds
        authorities = ca_file or os.environ.get("FORT_CACERT") or None
        context = ssl.create_default_context(cafile=authorities)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # An empty ProxyHandler: secrets go to Fort and to nobody on the way.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context), _NoRedirect())

    def get(self, path: str, version: Optional[int] = None, mount: Optional[str] = None) -> Secret:
        """The current version, or the one of a number."""
        answer = self._call("GET", "/secrets/" + _path(path), {"mount": mount, "version": version})
        return Secret(answer["path"], answer["version"], answer["state"], answer["value"])

    def put(
        self,
        path: str,
        value: dict[str, Any],
        expected_version: Optional[int] = None,
        mount: Optional[str] = None,
        type: Optional[str] = None,
    ) -> int:
        """Writes a new version and returns its number. `expected_version` 0: only when there is none yet."""
        body = {"value": value, "expected_version": expected_version, "type": type}
        return int(self._call("PUT", "/secrets/" + _path(path), {"mount": mount}, body)["version"])

    def list(self, prefix: str = "", recursive: bool = False, mount: Optional[str] = None) -> Iterator[str]:
        """Names below a prefix, all pages of them."""
        after: Optional[str] = None
        while True:
            query = {"prefix": prefix or None, "recursive": "true" if recursive else None, "mount": mount, "after": after}
            page = self._call("GET", "/secrets", query)
            yield from page["names"]
            after = page.get("next")
            if not after:
                return

    def acknowledge(self, path: str, version: int, consumer: Optional[str] = None, mount: Optional[str] = None) -> None:
        """Says that this version is in use: the one before may be retired when every consumer said so."""
        body = {"version": version, "consumer": consumer}
        self._call("POST", "/consumers/" + _path(path) + ":acknowledge", {"mount": mount}, body)

    def declare(self, path: str, consumer: Optional[str] = None, mount: Optional[str] = None) -> None:
        """Says that this principal, or a service of it, reads a secret."""
        self._call("POST", "/consumers/" + _path(path) + ":declare", {"mount": mount}, {"consumer": consumer})

    def acceptable(self, path: str, mount: Optional[str] = None) -> tuple[int, ...]:
        """The versions that may be presented now: the current one and those in grace."""
        answer = self._call("GET", "/acceptable/" + _path(path), {"mount": mount})
        return tuple(item["version"] for item in answer["items"])

    def watch(self, paths: Iterable[str], mount: Optional[str] = None) -> Iterator[Change]:
        """What is true now of these secrets, then each change, for ever. A path with a slash at the end is all below it.

        Comes back by itself when Fort cannot be reached. Raises when the token or the right is gone.
        """
        watched = "\n".join(paths)
        after: Optional[int] = None
        pause = 0.5
        while True:
            query = {"paths": watched, "mount": mount, "after": after, "wait": POLL_SECONDS}
            try:
                answer = self._call("GET", "/events", query, timeout=POLL_SECONDS + self._timeout)
            except Unavailable:
                time.sleep(pause * random.uniform(0.5, 1.0))
                pause = min(pause * 2, WATCH_PAUSE_MAX_SECONDS)
                continue
            pause = 0.5
            after = answer["next"]
            for item in answer["items"]:
                yield Change(item["path"], item["current_version"], tuple(item["acceptable"]), item["gone"])

    def _call(
        self,
        method: str,
        path: str,
        query: dict[str, Any],
        body: Optional[dict[str, Any]] = None,
        timeout: Optional[float] = None,
    ) -> dict[str, Any]:
        named = {name: value for name, value in query.items() if value is not None}
        address = self._address + "/api/v1" + path + ("?" + urllib.parse.urlencode(named) if named else "")
        headers = {"Fort-Service": self._service, "Accept": "application/json"}
        if self._token:
            headers["Fort-Token"] = self._token
        if self._environment:
            headers["Fort-Environment"] = self._environment
        data = None
        if body is not None:
            data = json.dumps({name: value for name, value in body.items() if value is not None}).encode()
            headers["Content-Type"] = "application/json"
        for attempt in range(1, TRIES_MAX + 1):
            try:
                return self._once(urllib.request.Request(address, data, headers, method=method), timeout)
            except Unavailable as error:
                # Fort says that it did nothing; anything else is not sent a second time.
                if attempt == TRIES_MAX or error.status not in (429, 503):
                    raise
                time.sleep(attempt * 0.5)
        raise AssertionError("not reached")

    def _once(self, request: urllib.request.Request, timeout: Optional[float]) -> dict[str, Any]:
        try:
            with self._opener.open(request, timeout=timeout or self._timeout) as answer:
                text = answer.read(ANSWER_BYTES_MAX)
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as failed:
            raise self._failure(failed) from None
        except (urllib.error.URLError, TimeoutError, ConnectionError, ssl.SSLError) as failed:
            raise Unavailable("unreachable", 0, f"{self._address} cannot be reached: {failed}") from None

    @staticmethod
    def _failure(failed: urllib.error.HTTPError) -> FortError:
        try:
            problem = json.loads(failed.read(ANSWER_BYTES_MAX))
        except (ValueError, OSError):
            problem = {}
        if not isinstance(problem, dict):
            problem = {}
        message = str(problem.get("detail") or problem.get("title") or failed.reason)
        return _error(failed.code)(
            str(problem.get("code", "unknown")), failed.code, message, str(problem.get("request_id", "")))


def _path(path: str) -> str:
    return urllib.parse.quote(path, safe="/")
