"""The event mentions of one document to records."""
