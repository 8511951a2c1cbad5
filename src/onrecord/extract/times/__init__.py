"""Time expressions of news: days, spans, durations, habits and times of day, as the words give them."""
