"""People: who they are, what they do, where they serve, what they may see, and the letters sent to them.

`User` signs in by e-mail. `Posting` is dated, so a transfer moves the person and leaves history
alone. `Reach` gives a coordinator a nation, region, resort or court. `Headcount` is the
denominator of coverage. `Letter` is the outbox. What people learn is left to other apps.
"""
