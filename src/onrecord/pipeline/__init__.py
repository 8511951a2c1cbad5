"""The stages side by side, and how they are run."""
