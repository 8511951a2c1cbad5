"""Anything that holds a report to a Document; one reader a module."""
