"""Where: names of places as reports write them, and what the words say of how they lie to each other."""
