"""What changes certificates: issue, attest, preserve the document, announce, correct, revoke, bundle."""
