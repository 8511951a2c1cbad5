"""Which noun phrases, times and places belong to which trigger, read from the dependency parse."""
