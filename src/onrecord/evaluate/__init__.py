"""Results against gold: strict reading of gold, measures with intervals, faults with their quotes, agreement of coders."""
