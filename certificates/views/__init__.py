"""The holder's pages, and the public check."""
