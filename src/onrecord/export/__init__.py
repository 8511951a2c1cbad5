"""Incidents and totals -> the formats that the field uses: a writer a module, all of them in the tuple WRITERS of `writers.py`."""
