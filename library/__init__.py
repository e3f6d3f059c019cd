"""What courses, questions and scenarios cite: articles of law with their penalties, indicators, figures, terms.

Plain entries with a stable code, in both languages; `cms` shows them.
"""
