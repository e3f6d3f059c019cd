"""Wagtail pages that show the domain, and are not the domain.

French and Arabic pages of one lesson point at the same `courses.Lesson`. A page is reached by the address
of what it shows. The content pack is read here and written into pages and entries.
"""
