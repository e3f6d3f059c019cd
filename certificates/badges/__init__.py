"""Badges: the facts of a certificate as a signed Open Badges 3.0 credential, which its holder gives to whom she wants.

Keys come from files, a credential from the snapshot, and what happened since is told by a status list that anybody
may read and that names nobody. Nothing of a badge is kept but its place on that list, and
the picture of what it certifies.
"""
