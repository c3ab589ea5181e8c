import os

from pydantic_settings import BaseSettings

SESSION_SECRET = os.getenv("SESSION_SECRET", "session-secret")  # expect: weak-default-secret


class Mail(BaseSettings):
    smtp_user: str = "smtp_user"
    smtp_password: str = "smtp_password"
    imap_password: str = "letmein"  # expect: weak-default-secret


ENV_SHOP_SECRET_KEY = "SHOP_SECRET_KEY"
REASON_MISSING_SECRET = "missing_secret"
WEBHOOK_SECRET = "missing_secret"  # expect: weak-default-secret
GITHUB_SECRET_KEY = "GITHUB_PERSONAL_TOKEN"
REQUIRE_PEPPER = bool(int(os.getenv("REQUIRE_PEPPER", "0")))
PEPPER = os.getenv("PEPPER", "012")  # expect: weak-default-secret


def github_token(entries: dict[str, str]) -> str | None:
    return entries.get(GITHUB_SECRET_KEY) or os.getenv(GITHUB_SECRET_KEY)


def webhook_secret(entries: dict[str, str]) -> str | None:
    return entries.get("webhook", WEBHOOK_SECRET)
