"""The share picture of an exchange: its words, who speaks, where they were printed."""

from archive.pictures.drawing import HEIGHT, WIDTH, Card, can_draw, draw

__all__ = ["HEIGHT", "WIDTH", "Card", "can_draw", "draw"]
