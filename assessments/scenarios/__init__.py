"""Branching scenarios, pure: the graph, how it is played, what refuses it and how a run is marked.

No database, no clock, no request. Explained in docs/rules/scenarios.md.
"""
