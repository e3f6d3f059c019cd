"""Item analysis: how the questions of a quiz behave, in sums that a million answers fit in.

`sums` gathers, `figures` computes, `readings` says it in plain words: all three pure. `stream` reads the answers.
The formulas, their sources and one computation by hand stand in docs/rules/item-analysis.md.
"""
