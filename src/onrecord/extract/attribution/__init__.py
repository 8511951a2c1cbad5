"""Who says so, and how surely: sources, cues and contents of attributed words."""
