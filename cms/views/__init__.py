"""The public side of the pages and of the library."""
