"""Words that tell of a happening."""
