"""How sure the words are of a happening: certain or not, so or not so, done, tried, planned or imagined."""
