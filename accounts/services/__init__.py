"""What changes people, their postings and their letters."""
