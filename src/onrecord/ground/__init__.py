"""Mentions to values: days, coordinates, actors."""
