"""Names of fields and parameters that tell something nobody else may learn.

Sources: OWASP's API Security Top 10 (2023) on broken object property level authorization; OWASP's cheat sheets on
REST security and on session management; the secure types of Pydantic 2; FastAPI's tutorial on response models.
"""

import re
from functools import lru_cache

PASSWORD = re.compile(
    r"(^|_)((hashed|encrypted|plain|raw|old|new|current|user|admin|db|database|smtp|temp|temporary)_)?"
    r"(password|passwd|passphrase|passcode|pwd)s?(_?(hash|hashed|digest|salt|encrypted))?$|^(hash|salt)ed_?pass|^pass_?hash$"
)
"""Passwords and what is computed from them."""

PASSWORD_FLAG = re.compile(
    r"^(change|reset|forgot|has|is|needs?|must|can|requires?|allow|enable|disable|show|hide|no|use)_(\w+_)?(password|passwd|pwd)s?$"
)
"""What is to be done with a password, or whether there is one."""

SECRET = re.compile(
    r"(^|_)(secret|(client|app|api|webhook|totp|otp|mfa|2fa|two_factor|jwt|shared|signing|secret)_secret"
    r"|(private|secret|signing|encryption|secret_access|ssh)_key|(recovery|backup)_codes|security_answer)(_hash|_enc(rypted)?)?$"
)
"""Keys and secrets that are kept for later use."""

API_KEY = re.compile(r"(^|_)(api_?key|access_key|auth_key|api_token|token_hash)(_hash)?$")
TOKEN = re.compile(
    r"(^|_)((access|refresh|reset|verification|confirmation|session|auth|oauth|bot|bearer|remember|activation|jwt|id)_token"
    r"|reset_password_token|password_reset_token|session_id|session_key)(_hash)?$"
)
"""Tokens that stand for somebody."""

PERSONAL = re.compile(r"(^|_)(ssn|social_security_number|credit_card(_number)?|card_number|cvv|cvc)$")

TOKEN_PARAMETER = re.compile(r"(^|_)(token|jwt|bearer|session_id|session_key)$")
HARMLESS_TOKEN = re.compile(
    r"csrf|xsrf|page|cursor|continuation|sync|next|state|nonce|device|push|fcm|captcha|id_token_hint|share|public|invite|unsubscribe|session_id"
)
"""Tokens that a link may carry, and ids of conversations and check-outs."""

ONE_TIME = re.compile(r"(^|_)(temp(orary)?|new|initial|generated|one_time|default)_(password|passwd|passcode|pwd)$")
"""Passwords that were made for somebody, who has to be told."""

LINKS = re.compile(
    r"verif|confirm|reset|activat|invit|unsubscribe|magic|callback|download|export|share|accept|recover|validate|check|oauth|auth0|saml|sso"
    r"|preview|embed|public|webhook|feed|calendar|\bics\b|introspect|revoke",
    re.IGNORECASE,
)
"""In the path of a route that people reach by a link with a one-time token."""

ISSUING = re.compile(
    r"token|login|log_in|signin|sign_in|signup|register|oauth|auth|session|credential|secret|api_?key|generat|rotat|regenerat|refresh"
    r"|callback|sso|enroll|setup|totp|2fa|mfa|webhook",
    re.IGNORECASE,
)
"""In the path or the handler's name of a route whose purpose is to hand out tokens or keys."""

PLACES = re.compile(r"(^|_)(links?|urls?|endpoints?|hrefs?|paths|routes)$")
"""Fields that hold addresses: what lies below them is where to go for a key, and no key."""

ISSUED = re.compile(r"Token|Login|Auth|Session|Credential|Secret|Key|Created|JWT|Jwt|Generated")
"""In the name of a schema whose purpose is the same."""

HARMLESS_TYPES = frozenset({
    "builtins.bool", "builtins.int", "builtins.float", "datetime.datetime", "datetime.date", "datetime.timedelta", "uuid.UUID",
    "pydantic.SecretStr", "pydantic.SecretBytes", "pydantic.types.SecretStr", "typing.Literal", "fastapi.UploadFile", "decimal.Decimal",
})  # fmt: skip
"""Types whose values tell nothing, or are masked when they are shown."""


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """A name in lower case with its words apart."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", "_", name).lower()


MASKING = re.compile(r"mask|redact|censor|obfuscate|hide_|without_secrets", re.IGNORECASE)
"""Names of methods of schemas that hide what nobody may see."""
