"""What the environment says of the installation itself."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]


def env(name: str, default: str = "") -> str:
    """The environment variable `name`, or `default` where it is absent or empty."""
    return os.environ.get(name) or default


def flag(value: str) -> bool:
    """True for 1, true, yes."""
    return value.lower() in {"1", "true", "yes"}


DEBUG = flag(env("DEBUG", "0"))
DEMO = flag(env("DEMO", "0"))  # a demo runs as of a day inside its stage; PRODUCTION refuses it
PRODUCTION = flag(env("PRODUCTION", "0"))
STATE = Path(env("THIDUA_STATE", str(BASE_DIR / ".local")))
