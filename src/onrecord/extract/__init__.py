"""Doc in, mentions and event mentions out; one folder a phenomenon."""
