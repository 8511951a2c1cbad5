"""People named or singled out as harmed."""
