"""The archive: what was taken in, kept as evidence, with the records read from it. The only room that knows the archive's SQL."""
