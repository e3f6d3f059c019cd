"""The demo: the earlier programme's 253 magistrates and 135 social workers, with obviously fictional names.

Deterministic: the same people, dates and marks each time. It only ever creates.
"""
