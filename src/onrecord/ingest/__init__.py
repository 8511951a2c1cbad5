"""Files, URLs and streams to documents; one reader a module, listed in `readers.READERS`."""
