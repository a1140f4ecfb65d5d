"""One page as it is kept: its headers and its bytes, packed in each way asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from django.utils.http import parse_etags

from archive.stored import packing

Environ = Mapping[str, Any]
Header = tuple[str, str]

KEPT_BY_304 = {"cache-control", "etag", "vary"}
"""What RFC 9110, section 15.4.5, wants of a 304; who asks has the other headers."""


class Answer(NamedTuple):
    status: int
    headers: list[Header]
    content: bytes


class Page:
    """A public answer of status 200. Its headers have an ETag, and no length."""

    def __init__(self, headers: Iterable[Header], content: bytes) -> None:
        self.headers = list(headers)
        told = {name.lower(): value for name, value in self.headers}
        self.etag = told["etag"]
        is_words = packing.is_of_words(told.get("content-type", ""))
        self.is_packable = is_words and len(content) >= packing.SMALLEST
        self.is_tight = not self.is_packable
        self.name = blake2b(repr(self.headers).encode() + content).digest()
        self._packed = {"": content}
        self._answers: dict[tuple[str, bool], Answer] = {}

    @property
    def size(self) -> int:
        """Bytes of memory, the coding that was not asked for yet counted too."""
        return 2 * len(self._packed[""]) + 2048

    def answer(self, asked: Environ) -> Answer:
        """Return what these headers ask for: all of it, its headers alone, or a 304."""
        accepted = asked.get("HTTP_ACCEPT_ENCODING", "")
        coding = packing.choose(accepted) if self.is_packable else ""
        is_known = self._is_known(asked.get("HTTP_IF_NONE_MATCH", ""))
        found = self._answers.get((coding, is_known)) or self._make(coding, is_known)
        if asked["REQUEST_METHOD"] == "HEAD":
            return found._replace(content=b"")
        return found

    def tighten(self) -> None:
        """Pack anew with the patience that no single reader has."""
        self._packed["br"] = packing.pack(self._packed[""], "br", packing.IN_TIME)
        self.is_tight = True
        self._answers.pop(("br", False), None)

    def _is_known(self, etags: str) -> bool:
        # As a GET compares them: weak or not, RFC 9110, section 13.1.2.
        return bool(etags) and not {"*", self.etag, f"W/{self.etag}"}.isdisjoint(
            parse_etags(etags)
        )

    def _make(self, coding: str, is_known: bool) -> Answer:  # noqa: FBT001 a key
        headers = self._headers(coding)
        if is_known:
            short = [each for each in headers if each[0].lower() in KEPT_BY_304]
            made = Answer(304, short, b"")
        else:
            content = self._packed.get(coding) or packing.pack(self._packed[""], coding)
            self._packed[coding] = content
            headers.append(("Content-Length", str(len(content))))
            made = Answer(200, headers, content)
        self._answers[coding, is_known] = made
        return made

    def _headers(self, coding: str) -> list[Header]:
        """Those of one coding, whose bytes are no others' bytes: a weak ETag."""
        if not coding:
            return list(self.headers)
        is_strong = self.etag.startswith('"')
        weak = f"W/{self.etag}" if is_strong else self.etag
        others = [each for each in self.headers if each[0].lower() != "etag"]
        return [*others, ("ETag", weak), ("Content-Encoding", coding)]
