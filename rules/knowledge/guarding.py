"""Words by which code that checks callers is known, and what it checks.

Sources: names in the documentation of FastAPI, PyJWT, python-jose, Authlib, itsdangerous, fastapi-users; RFC 6455 and
the registry of websocket close codes.
"""

import re

CREDENTIAL = re.compile(
    r"token|auth(?!or(?!i))|api_?key|x-api-key|jwt|bearer|cookie|ticket|secret|credential|session_?(?:id|key|cookie)|signature|passw",
    re.IGNORECASE,
)
"""Names of what callers show."""

CHECK = re.compile(
    r"verif|authenticat|authoriz(?!ation$)|validate_?\w*(?:token|key|user|session|auth)|(?:check|require|ensure|get)_\w*(?:token|key|user|auth|session|principal)"
    r"|current_?user|decode|compare_digest|introspect|userinfo|unsign|(?:user|session|principal)_from|from_(?:token|session|cookie)"
    r"|^read_\w*token|^check_?(?:auth|perm)|has_permission|is_(?:valid|authenticated|authorized)",
    re.IGNORECASE,
)
"""Names of functions that say whether what callers show is right."""

DECODING = frozenset({"decode", "b64decode", "urlsafe_b64decode"})
"""What tells whether a token is right, and of other bytes nothing."""

TOKEN = re.compile(r"jwt|jws|jwk|jose|token|claims", re.IGNORECASE)
"""Names of what is signed."""

REFUSAL = re.compile(
    r"^1008$|^(?:4?40[13])$|WS_1008|POLICY_VIOLATION|40[13]_|UNAUTHORIZED|FORBIDDEN|Unauthori[sz]ed|^400[0-9]$"
)
"""Codes with which callers are turned away."""

UNAUTHORIZED = re.compile(r"^401$|401_|UNAUTHORIZED|Unauthori[sz]ed")
"""Codes that say that credentials are missing or wrong, and nothing else."""

GUARD = re.compile(
    r"^_?(?:verify|check|require|ensure|validate|assert|enforce|authenticate|authorize|protect|guard|must_be|restrict)(?:_|$)"
    r"|^_?get_(?:current|active|logged_in|authenticated|verified)_\w+|_(?:required|only|guard|auth)$|^_?(?:is|has)_(?:admin|auth\w*|permission\w*)$|^_?auth$",
    re.IGNORECASE,
)
"""Names of dependencies that promise to turn callers away."""

ABOUT_CALLERS = re.compile(
    r"auth(?!or(?!i))|token|user|admin|key|permission|role|credential|login|logged|session|jwt|secret|access|principal|member|caller"
    r"|account|bearer|scope|superuser|staff|owner",
    re.IGNORECASE,
)
"""Words that say that a guard is about who calls."""

OPTIONAL = re.compile(
    r"optional|maybe|or_none|if_any|anonymous|guest|soft|try_|_try|nullable|possible|lenient|public", re.IGNORECASE
)
"""Words that say that a dependency lets strangers through on purpose."""

DEVELOPMENT = re.compile(
    r"debug|dev(?:elopment|_|$)|test|local|disable|enable|skip|bypass|allow_(?:anon|unauth|public)|no_?auth|insecure|mode|demo|single_?user|is_?prod"
    r"|environment|use_auth|auth_(?:on|required|type|method)|require|public|open_access",
    re.IGNORECASE,
)
"""Words in the names of settings that switch a guard off on purpose."""

ROLE = re.compile(
    r"admin|role|permi|scope|superuser|super_user|staff|privileg|(?:^|_)acl|rbac|polic(?:y|ies)|grant|owner|manager|operator|(?<!un)authorized|authorize_"
    r"|can_|capabilit|moderator|is_root|access_level|entitle|clearance|master|internal|service_?key",
    re.IGNORECASE,
)
"""Words by which code decides what a caller may do, beyond who it is."""

ADMINISTRATIVE = re.compile(
    r"^(?:admin(?:s|istration|istrator|istrators)?|superuser|sudo|backoffice|back-office|staff-only|management)$",
    re.IGNORECASE,
)
"""Segments of paths that are for administrators."""

ADMIN_HANDLER = re.compile(
    r"^admin_|_(?:as|by)_admin$|^(?:promote|demote|ban|unban|impersonate|set_role|change_role|grant_|revoke_role)",
    re.IGNORECASE,
)
"""Names of handlers that are for administrators."""

PERSONAL = re.compile(
    r"^(?:e?_?mail(?:_address)?|phone(?:_number)?|mobile|telephone|address|street|postal_code|zip_code|birth_?da(?:te|y)|date_of_birth"
    r"|dob|born_on|ssn|social_security\w*|iban|account_number|card_number|passport\w*|salary|income|hashed_password|password_hash|password"
    r"|tax_id|national_id|diagnosis|medical\w*)$",
    re.IGNORECASE,
)
"""Fields of answers that are nobody else's business."""

PUBLIC = re.compile(
    r"public|health|(?<![a-z])(?:ready|alive)(?![a-z])|readiness|readyz|liveness|livez|heartbeat|status|ping|version|metrics|docs|openapi|config|about|info$|robots|sitemap|favicon|manifest|well-known|static|assets"
    r"|languages?|locales?|countr(?:y|ies)|currenc(?:y|ies)|categor(?:y|ies)|tags?$|feed|rss|share|embed|invit|unsubscribe|webhook|callback"
    r"|login|log_in|sign|auth|oauth|sso|oidc|verify|confirm|reset|token|password|register|setup|theme|features?|settings?$|branding",
    re.IGNORECASE,
)
"""Words in paths and handlers of what everybody may read."""

READS = re.compile(
    r"^(?:query|select|scalars?|scalar_one_or_none|execute|fetch_?(?:all|one|val|row|many)?|find(?:_one|_many|_all)?|aggregate|objects"
    r"|first|one_or_none|get_multi|get_all|list_all|read_all|paginate|filter_by|select_related|to_list)$"
)
"""Methods that read what is stored."""
