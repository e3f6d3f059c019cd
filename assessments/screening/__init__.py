"""The screening exercise after the method of the ILO (2009), pure: dimensions, their reading, agreement.

A screening and not a legal qualification. Explained with the table of all combinations in docs/rules/screening.md.
"""
