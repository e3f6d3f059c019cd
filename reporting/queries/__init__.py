"""Reads: the sources the ledger is told from, the figures asked of it, and the recount that compares them."""
