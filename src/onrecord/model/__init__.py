"""The values that everything else is made of; frozen, standard library only."""
