"""The printed document of a certificate."""
