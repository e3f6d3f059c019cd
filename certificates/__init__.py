"""Certificates: a snapshot of printed facts, issued once when a course completes, that anyone can verify.

Never edited: a correction supersedes, a revocation is recorded. The document is rendered by a task from
the snapshot. Who completes is told by `enrolments.signals.changed`.
"""
