"""Who signs certificates and badges. Keys stay in files: they never enter the database or the logs."""

from lms.settings.environment import DEBUG, VAR, env

# A trial installation signs with a demonstration authority that `prepare` makes, and says so on each document.
DEMO_AUTHORITY = VAR / "authority" / "demo.p12"
SIGNING_PKCS12 = env.str("SIGNING_PKCS12", default=str(DEMO_AUTHORITY) if DEBUG else "")
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="")
# Further roots to trust, such as those of earlier keys: a PEM file.
SIGNING_ROOTS = env.str("SIGNING_ROOTS", default="")
# A timestamp authority (RFC 3161). It is the one address that signing calls.
SIGNING_TIMESTAMP_URL = env.str("SIGNING_TIMESTAMP_URL", default="")

# Who signs badges: a private key as PEM, RSA or P-256.
DEMO_BADGE_KEY = VAR / "authority" / "badge.pem"
BADGE_KEY = env.str("BADGE_KEY", default=str(DEMO_BADGE_KEY) if DEBUG else "")
BADGE_PASSPHRASE = env.str("BADGE_PASSPHRASE", default="")
# Public keys that are published beside it, those of earlier keys and of the next: a PEM file.
BADGE_PUBLIC_KEYS = env.str("BADGE_PUBLIC_KEYS", default="")
