"""Search over lessons, library and news: one entry for each thing and language, folded, found on both databases."""
