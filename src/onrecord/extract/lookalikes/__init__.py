"""Words that show that what looks like violence is none: accidents, nature, illness, figures of speech, plays and drills."""
