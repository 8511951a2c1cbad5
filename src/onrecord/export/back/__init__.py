"""What people coded, read back: tables with the columns of ACLED, of UCDP GED or of our own csv, a row an event."""
