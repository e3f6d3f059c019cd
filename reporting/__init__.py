"""Who is trained in what, by court, city, region, resort and profession.

Owns an append-only ledger of deltas and the balances summed from it; changes nobody else's tables.
Fed by `enrolments.signals.changed` and `accounts.signals.person_changed` inside their transactions.
"""
