"""The pages of a quiz: its entry, an attempt, and another attempt for somebody."""
