"""The environment, read once."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]

env = environ.Env()
DEBUG = env.bool("DEBUG", default=False)
VAR = Path(env.str("VAR_DIR", default=str(ROOT / "var")))
REDIS_URL = env.str("REDIS_URL", default="")

for _folder in ("", "queue/messages", "queue/control", "mail", "media", "static"):
    (VAR / _folder).mkdir(parents=True, exist_ok=True)
