"""How secrets look, how the names that hold them end, and what only looks like one."""

import re

SIGNED = "signed JWT"

TOKEN_SHAPES = {
    "AWS access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "GitHub token": re.compile(r"\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{60,})\b"),
    "GitLab token": re.compile(r"\bglpat-[0-9A-Za-z_-]{20,}\b"),
    "Slack token": re.compile(r"\bxox[abeoprs]-[0-9A-Za-z-]{20,}\b"),
    "Slack webhook": re.compile(r"https://hooks\.slack\.com/services/T\w{8,}/B\w{8,}/\w{20,}"),
    "Stripe key": re.compile(r"\b[rs]k_live_[0-9A-Za-z]{20,}\b"),
    "Google API key": re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "Google OAuth secret": re.compile(r"\bGOCSPX-[0-9A-Za-z_-]{28}\b"),
    "OpenAI key": re.compile(r"\bsk-(?:proj-|svcacct-)?[0-9A-Za-z_-]{20,200}T3BlbkFJ[0-9A-Za-z_-]{20,}\b"),
    "Anthropic key": re.compile(r"\bsk-ant-[0-9a-z]+-[0-9A-Za-z_-]{80,}\b"),
    "Hugging Face token": re.compile(r"\bhf_[0-9A-Za-z]{34}\b"),
    "SendGrid key": re.compile(r"\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}\b"),
    "npm token": re.compile(r"\bnpm_[0-9A-Za-z]{36}\b"),
    "PyPI token": re.compile(r"\bpypi-AgE[0-9A-Za-z_-]{50,}\b"),
    "Telegram bot token": re.compile(r"\b\d{8,10}:AA[0-9A-Za-z_-]{33}\b"),
    SIGNED: re.compile(r"\beyJ[0-9A-Za-z_-]{10,500}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{20,}\b"),
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+(?:[0-9A-Za-z+/=]{16,}\s+){2,}"),
}
"""What a token is -> its shape, for tokens that are known by their look alone."""

PUBLISHED = re.compile(r"pk_(?:live|test)_|phc_|pk\.eyJ")
"""How keys begin that vendors (Stripe and others, PostHog, Mapbox) mean to stand in pages."""

PUBLISHED_NAMES = re.compile(
    r"(?:^|_)(?:public|publishable|site|sitekey|anon|search|search_only|client_side)(?:_api)?(?:_key|_token)?$"
)
"""Names of such keys, in lower case: reCAPTCHA's site key, Algolia's search key, Supabase's anonymous key."""

CONNECTION_URL = re.compile(
    r"(?P<scheme>[a-z][\w+.-]{0,40})://(?P<user>[^\s:/@]*):(?P<password>[^\s/@]+)@(?P<host>[^\s/:?@]*)"
)

SECRET_NAMES = frozenset(
    {
        *("password", "passwd", "passphrase", "pwd", "passcode"),
        *("secret", "secret key", "client secret", "app secret", "shared secret", "webhook secret", "jwt secret"),
        *("api key", "apikey", "access key", "secret access key", "auth key", "license key", "master key"),
        *("signing key", "private key", "encryption key", "fernet key", "session key", "jwt key", "hmac key"),
        *("service key", "admin key", "account key", "subscription key", "storage key", "secretkey", "crypto key"),
        *("token", "auth token", "access token", "bot token", "api token", "refresh token", "bearer", "authtoken"),
        *("authorization", "credentials", "pepper"),
    }
)
"""How the name of a secret ends, in words. A salt is none: it only has to differ from others."""

PASSWORD_NAMES = frozenset({"password", "passwd", "passphrase", "pwd", "passcode"})
"""Endings of names whose values people choose, so that they may be short."""

NEUTRAL_ENDINGS = frozenset({
    "default", "value", "str", "string", "b64", "base64", "hex", "bytes", "prod", "production", "live", "dev",
    "development", "local", "old", "new", "current", "main",
})  # fmt: skip
"""Words after which a name still names the same thing: `secret_key_base64`."""

PLACEHOLDER = re.compile(
    r"change.?(me|this|it)|your|my.?(secret|api|key|token|pass)|example|sample|placeholder|dummy|fake|mock|replace|insert"
    r"|secret|password|passwd|\bpass\b|token|api.?key|todo|fixme|redacted|hidden|masked|none|null|undefined|empty|test|demo"
    r"|default|foo|bar|baz|lorem|qwerty|(abc|123)[^a-z0-9]*(abc|123|def|456)|0{6}|x{4}|\*{3}|\.{3}|…|[<>{}$%]",
    re.IGNORECASE,
)
"""What stands where a secret would be."""

KINDS_OF_NAMES = frozenset(
    {"reason", "error", "err", "code", "status", "event", "kind", "field", "message", "msg", "scope"}
)
"""First words of constants that give something its name."""

ORDINARY_PASSWORDS = frozenset({
    "postgres", "root", "admin", "user", "guest", "rabbitmq", "redis", "mysql", "mongo", "minio", "neo4j", "sa",
    "app",
})  # fmt: skip
"""Passwords of development databases; `weak-default-secret` speaks of them."""

ALGORITHMS = re.compile(
    r"(?:[HREP]S|ES|A)(?:128|192|256|384|512)(?:[A-Z-]\w*)?|sha\d+|md5|bcrypt|argon2\w*|pbkdf2\w*", re.IGNORECASE
)
"""Names of algorithms, which have the look of short keys."""

RATE = re.compile(r"\d+ ?(?:/|per) ?\d* ?(?:s|sec|m|min|h|d|second|minute|hour|day|week|month|year)s?", re.IGNORECASE)
"""How often something is allowed, as rate limiters write it: `5/15minutes` may be what protects a password."""

PRETENDED = frozenset({"test", "testing", "tests", "example", "sample", "dummy", "fake", "mock", "demo"})
"""Words in the names of what holds credentials that open nothing, such as those that vendors publish for tests."""

DOCUMENTING = frozenset({
    "example", "examples", "openapi_examples", "json_schema_extra", "schema_extra", "responses", "description",
    "summary", "title", "help", "doc",
})  # fmt: skip
"""Keywords, fields and keys whose texts are documentation."""

EXAMPLE_FOLDERS = frozenset({
    "test", "tests", "testing", "example", "examples", "sample", "samples", "docs", "docs_src", "demo", "demos",
    "tutorial", "tutorials",
})  # fmt: skip
"""Folders whose code nobody runs in production."""

UNSERVED = EXAMPLE_FOLDERS | {
    "scripts",
    "script",
    "dev",
    "bin",
    "benchmarks",
    "benchmark",
    "alembic",
    "migrations",
    "ci",
    ".github",
    "evals",
    "sample_apps",
    "example_apps",
    "notebooks",
    "playground",
}
"""Folders whose code serves no request: the above, and what people run by hand."""
