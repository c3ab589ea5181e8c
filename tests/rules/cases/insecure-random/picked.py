import random
import string

TOKEN_LETTERS = string.ascii_letters


def pick_key(api_keys: list[str]) -> str:
    api_key = random.choice(api_keys)
    return api_key


def pick_token(settings) -> str:
    token = random.choice(settings.ACCESS_TOKENS.split(","))
    return token


def make_token() -> str:
    return "".join(random.choice(TOKEN_LETTERS) for _ in range(20))  # expect: insecure-random
