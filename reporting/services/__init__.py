"""Writes: what a change tells the ledger, and how deltas and balances are kept."""
