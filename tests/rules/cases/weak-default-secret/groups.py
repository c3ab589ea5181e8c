"""Constants that say what kinds of something are called, and salts, which are no secrets."""

import os

RESOURCE_TYPE_GATEWAY_SECRET = "gateway_secret"
RESOURCE_TYPE_PROMPT = "prompt"
PASSWORD_SALT = os.getenv("PASSWORD_SALT", "salty")
PASSWORD_PEPPER = os.getenv("PASSWORD_PEPPER", "peppery")  # expect: weak-default-secret
WEB_JWT_SECRET = "secret"  # expect: weak-default-secret
WEB_JWT_SECRET_KEY = "secret_key"  # expect: weak-default-secret
HOOK_SECRET = "hook"  # expect: weak-default-secret
HOOK_NAME = "name"
