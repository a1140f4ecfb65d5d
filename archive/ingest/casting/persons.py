"""Somebody named in or around a conversation, and the words that name them."""

from dataclasses import dataclass

from archive.transcript import Basis, Role


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Role
    basis: Basis
    evidence: str
    aliases: tuple[str, ...] = ()
