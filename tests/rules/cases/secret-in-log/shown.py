from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    admin_api_key: str


settings = Settings()


def print_address() -> None:
    print(f"Open http://localhost:8000?key={settings.admin_api_key}")  # expect: secret-in-log


def start() -> None:
    print(f"Starting with {settings.admin_api_key}")  # expect: secret-in-log
