"""Earlier titles and awards: streaks, intervals, orders, merits, what excludes what."""
