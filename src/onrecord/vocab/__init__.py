"""Rules and lists as data, with strict loaders."""
