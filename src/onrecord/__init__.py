"""onrecord puts on record what reports of violence and politics say happened, and according to whom."""

__version__ = "0.1.0"
