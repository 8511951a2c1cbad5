"""Words that make a telling a total: over an area, a series, a period, or a habit."""
