"""Weapons, vehicles and instruments."""
