"""Figures: how many were harmed, with the bounds that the words give."""
