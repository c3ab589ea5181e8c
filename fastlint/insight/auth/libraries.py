"""What libraries do with credentials, as data: each entry from the library's documentation or source."""

from __future__ import annotations

import re
from typing import Final

CREDENTIAL_NAME: Final = re.compile(
    r"auth|token|secret|session|signature|credential|passw|jwt|bearer|api[-_ ]?key|apikey|access[-_]?key|cookie"
    r"|(^|[-_])key($|[-_])|sid$|hmac",
    re.IGNORECASE,
)
"""Names under which a header, cookie or query parameter carries a credential."""

NOT_CREDENTIAL: Final = re.compile(
    r"csrf|xsrf|page[-_]?token|next[-_]?token|author(?!iz)|max[-_]tokens|content", re.IGNORECASE
)

PROXY_NAME: Final = re.compile(
    r"^(x[-_])?((forwarded|auth[-_]request|remote|webauth|authenticated|authentik|authelia|vouch|consumer)[-_]"
    r"(user([-_]?(name|id|email))?|uid|login|e?mail|preferred[-_]username|groups)"
    r"|goog[-_]authenticated[-_]user[-_]\w+|ms[-_]client[-_]principal([-_]\w+)?|amzn[-_]oidc[-_]identity|pomerium[-_]claim[-_]\w+)$"
    r"|^(tailscale[-_]user[-_]\w+|cf[-_]access[-_]authenticated[-_]user[-_]email)$",
    re.IGNORECASE,
)
"""Headers in which authenticating proxies name the caller: oauth2-proxy, Authelia, authentik, Kong and more."""

IDENTITY_NAME: Final = re.compile(
    r"^(?!.*(db|async|maker|factory|engine|pool))"
    r".*(user|principal|subject|identity|account|auth|token|claims|member|caller|api_key|session_id"
    r"|(^|_)(roles?|permissions?|scopes?)(_|$))",
    re.IGNORECASE,
)
"""Names under which middleware leaves the caller on `request.state`."""

CHECKING_NAME: Final = re.compile(
    r"auth|login|token|verify|validate|check|session|principal|identity|permission|scope|user|credential|jwt|require|current",
    re.IGNORECASE,
)
"""Names of functions that, given the request, are taken to look for the caller's credentials."""

APPLICATION_PATHS: Final = {
    "openapi_url": "/openapi.json", "docs_url": "/docs", "redoc_url": "/redoc",
    "swagger_ui_oauth2_redirect_url": "/docs/oauth2-redirect", "root_path": "", "api_root_path": "",
}  # fmt: skip
"""Where FastAPI has its own pages by default: wherever they are, no route of the project has their path."""

ASKED_INSIDE: Final[dict[str, str]] = {
    "strawberry.fastapi.GraphQLRouter.": "the permission classes of its GraphQL schema",
}
"""Endpoints of libraries that ask something themselves whether the caller may do what he wants."""

REFUSING: Final = frozenset({
    # PyJWT, python-jose, Authlib, joserfc: a token that does not verify raises.
    "jwt.decode", "jwt.api_jwt.decode", "jose.jwt.decode", "jose.jws.verify", "jose.jwt.get_unverified_header",
    "authlib.jose.jwt.decode", "joserfc.jwt.decode", "jwt.get_unverified_header", "jwt.decode_complete",
    "jwt.PyJWKClient.get_signing_key_from_jwt", "jwt.PyJWT.decode", "joserfc.jws.deserialize_compact", "pyseto.decode",
    # python-jose, joserfc: what was not encrypted with the key raises.
    "jose.jwe.decrypt", "joserfc.jwe.decrypt_compact",
    # Google and Firebase: ValueError or InvalidIdTokenError.
    "firebase_admin.auth.verify_id_token", "google.oauth2.id_token.verify_oauth2_token",
    "google.oauth2.id_token.verify_token", "google.oauth2.id_token.verify_firebase_token",
    # cryptography, itsdangerous, Stripe, Svix: signature errors.
    "cryptography.fernet.Fernet.decrypt", "cryptography.hazmat.primitives.ciphers.aead.AESGCM.decrypt",
    "nacl.secret.SecretBox.decrypt", "itsdangerous.URLSafeTimedSerializer.loads",
    "itsdangerous.URLSafeSerializer.loads",
    "itsdangerous.TimestampSigner.unsign", "stripe.Webhook.construct_event", "svix.webhooks.Webhook.verify",
})  # fmt: skip
"""Library calls that raise for a credential that does not verify."""

REFUSING_REQUESTS: Final[dict[str, str]] = {
    "supertokens_python.recipe.session.asyncio.get_session": "session_required",
    "supertokens_python.recipe.session.syncio.get_session": "session_required",
}
"""Library calls that raise for a request without a good session, unless the named argument is off."""

REFUSING_METHODS: Final = frozenset({
    "jwt_required", "jwt_refresh_token_required", "fresh_jwt_required",  # fastapi-jwt-auth, called in the handler
    "construct_event", "verify_id_token", "verify_oauth2_token", "get_signing_key_from_jwt", "unsign",
    "scalar_one", "scalars_one", "raise_for_status",
})  # fmt: skip
"""Methods that raise for bad credentials whatever their receiver is called."""

GUARDS: Final[dict[str, str]] = {
    "fastapi_users.FastAPIUsers.current_user": "optional",
    "fastapi_users.authentication.Authenticator.current_user": "optional",
    "fastapi_users.authentication.Authenticator.current_user_token": "optional",
    "fastapi_login.LoginManager": "",
    "fastapi_login.LoginManager.optional": "!",
    "fastapi_azure_auth.SingleTenantAzureAuthorizationCodeBearer": "",
    "fastapi_azure_auth.MultiTenantAzureAuthorizationCodeBearer": "",
    "fastapi_azure_auth.B2CMultiTenantAuthorizationCodeBearer": "",
    "fastapi_auth0.Auth0.get_user": "",
    "fastapi_plugin.fast_api_client.Auth0FastAPI.require_auth": "",
    "auth0_fastapi_api.Auth0FastAPI.require_auth": "",
    "fastapi_cloudauth.cognito.CognitoCurrentUser": "",
    "fastapi_cloudauth.auth0.Auth0CurrentUser": "",
    "fastapi_cloudauth.firebase.FirebaseCurrentUser": "",
    "fastapi_cloudauth.cognito.Cognito.scope": "",
    "fastapi_cloudauth.auth0.Auth0.scope": "",
    "fastapi_keycloak.FastAPIKeycloak.get_current_user": "",
    "fastapi_jwt.JwtAccessBearer": "",
    "fastapi_jwt.JwtAccessCookie": "",
    "fastapi_jwt.JwtRefreshBearer": "",
    "authx.AuthX.access_token_required": "",
    "authx.AuthX.token_required": "",
    "fastapi_clerk_auth.ClerkHTTPBearer": "",
    "fastapi_third_party_auth.Auth.required": "",
    "propelauth_fastapi.init_auth.require_user": "",
    "fief_client.integrations.fastapi.FiefAuth.authenticated": "optional",
    "fief_client.integrations.fastapi.FiefAuth.current_user": "optional",
}
"""Dependencies that libraries make and that refuse; the value names the argument that makes them optional."""

DECORATORS: Final = frozenset({"starlette.authentication.requires", "fastapi_auth_middleware.require_scopes"})
"""Decorators of handlers that refuse whoever the middleware did not recognise."""

PURE: Final = re.compile(
    r"^(builtins\.(str|bytes|repr|tuple|list|dict|set)|base64\.|binascii\.|hashlib\.|urllib\.parse\.|fastapi\.security\.utils\."
    r"|json\.loads|uuid\.|html\.|unicodedata\.|copy\.|typing\.cast|fastapi\.encoders\.|jose\.jwt\.get_unverified_claims"
    r"|fastapi\.security\.HTTPAuthorizationCredentials|fastapi\.security\.SecurityScopes)"
)
"""Library calls whose result is as made up as what they are given."""

PURE_METHODS: Final = frozenset(
    "strip lstrip rstrip lower upper split rsplit partition rpartition replace removeprefix removesuffix encode decode "
    "format title hexdigest digest copy items".split()
)
"""Methods of text and bytes whose result is as made up as their receiver."""

LENIENT_METHODS: Final = frozenset(
    "startswith endswith isalnum isdigit isascii count find index match fullmatch search".split()
)
"""Questions about the shape of a text, which a forger answers as he likes."""

ENVIRONMENT: Final = re.compile(r"(not )?(os\.)?(getenv\(|environ\b)")
"""Tests of what an installation sets in its environment, which is the same for all callers."""

FOREIGN_GUARD: Final = re.compile(
    r"auth(?!or)|log_?in|logged|verif|permission|current_|credential|jwt|require|principal|identity|(^|_)role|admin|api_?key"
    r"|guard|protect|check_(access|token|user|session|key)|(valid|active|get)_(user|token|session)s?$|_user$",
    re.IGNORECASE,
)
"""Names of dependencies of other packages that are taken to be guards, though nobody sees whether they refuse."""

NO_GUARDS: Final = (
    "fastapi.",
    "starlette.",
    "pydantic.",
    "fastapi_jwt_auth.",
    "fastapi_pagination.",
    "fastapi_limiter.",
)
"""Packages whose dependencies do not refuse by themselves, whatever they are called."""

FOREIGN_CHECK: Final = re.compile(
    r"^_?((check|verify|validate|assert|enforce)_?(?=.*(access|auth|token|perm|role|login|session|credential|api_?key|admin|right|scope))"
    r"|(require|ensure)_?(?=.*(access|auth|token|perm|role|login|session|credential|api_?key|admin|right|scope|user|owner))"
    r"|(authenticate|authorize)(_|$))",
    re.IGNORECASE,
)
"""Names of functions of other packages that are taken to turn callers away when a handler begins with them."""
