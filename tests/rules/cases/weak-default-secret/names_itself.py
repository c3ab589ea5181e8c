import os

from pydantic_settings import BaseSettings

SESSION_SECRET = os.getenv("SESSION_SECRET", "session-secret")  # expect: weak-default-secret


class Mail(BaseSettings):
    smtp_user: str = "smtp_user"
    smtp_password: str = "smtp_password"
    imap_password: str = "letmein"  # expect: weak-default-secret


ENV_SHOP_SECRET_KEY = "SHOP_SECRET_KEY"
