"""The share picture of an exchange: its words, who speaks, where they were printed."""

from archive.pictures.drawing import HEIGHT, WIDTH, Card, draw

__all__ = ["HEIGHT", "WIDTH", "Card", "draw"]
