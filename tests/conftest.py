"""Machinery that every test may ask for."""
