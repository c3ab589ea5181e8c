"""Placeholders that the code refuses to start with, and others that it only speaks of."""

import logging
import sys

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

PLACEHOLDERS = frozenset({"insecure", "to-be-set"})


class Settings(BaseSettings):
    jwt_secret_key: SecretStr = Field(default=SecretStr("__REPLACE_ME__run_init"))
    session_secret: str = "insecure"
    cookie_secret: str = "dev-only"
    webhook_secret: str = "hook-dev"  # expect: weak-default-secret
    csrf_secret: str = "csrf-dev"  # expect: weak-default-secret

    @model_validator(mode="after")
    def refuse_placeholders(self) -> "Settings":
        if self.jwt_secret_key.get_secret_value().startswith("__REPLACE_ME__"):
            raise ValueError("set JWT_SECRET_KEY")
        if self.session_secret in PLACEHOLDERS or self.cookie_secret in ("dev-only", "dev"):
            logging.error("set SESSION_SECRET")
            sys.exit(1)
        if self.webhook_secret.startswith("hook-"):
            logging.warning("set WEBHOOK_SECRET")
        if not self.csrf_secret.startswith("csrf-"):
            raise ValueError("CSRF_SECRET begins with csrf-")
        return self
