"""What changes certificates: issue, preserve the printed document, revoke."""
