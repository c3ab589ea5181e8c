"""Routes that are public because they must be, by the words of their paths and handlers."""

import re

REGISTER = (
    r"register(?![-_](?:worker|node|agent|model|hook|webhook|plugin|service|tool|runner|server|peer|instance|component"
    r"|schema|adapter|handler|endpoint|function|task|job|cluster)s?(?:$|[-_]))"
)
"""People register themselves; machines are registered by whoever runs them."""

_ACCOUNT = (
    rf"log[-_]?(?:in|out)|sign[-_]?(?:in|up|out|on)|{REGISTER}|registration|authenticate|authentication|authorize"
    r"|(?:forgot(?:ten)?|reset|recover|restore|lost|request)[-_](?:my[-_])?password"
    r"|password[-_](?:reset|recovery|forgot(?:ten)?|request)"
    r"|(?:verify|confirm|resend|activate|validate)[-_](?:e?mail|account|user|otp|code|verification|confirmation|activation)"
    r"|(?:request|(?:re)?send|get)[-_](?:e?mail[-_])?(?:verification|confirmation|activation)[-_](?:e?mail|link|code|token)"
    r"|request[-_]verify[-_]token|e?mail[-_](?:verification|confirmation)|magic[-_]?link|one[-_]time[-_](?:code|password)"
)

_ENTRY = r"log[-_]?(?:in|out)|sign[-_]?(?:in|up)"

ANYWHERE = re.compile(rf"^(?:{_ACCOUNT})(?:$|[-_.])|^[\w-]+[-_](?:{_ENTRY})$", re.IGNORECASE)
"""Segments that make any path public in which they stand: `/login/{provider}`, `/google-login`."""

ABOVE = "public"
"""A segment that makes public what is below it, `/public/votes`; at the end it tells what is done to a thing."""

AT_THE_END = re.compile(
    r"^(?:(?:(?:new|get|obtain|request|refresh|renew|exchange|verify)[-_])?(?:access|refresh|auth|oauth2?|jwt)?[-_]?token"
    r"(?:[-_]refresh)?|forgot|otp|totp|2fa|mfa|acs|sls|slo|saml|sso|oidc|oauth2?"
    r"|auth|authn|callback|accept[-_]invite|invite[-_]accept|health[-_]?z?(?:check)?|live(?:ness|z)|readiness|readyz|ping|metrics"
    r"|(?:usage[-_])?telemetry|csp[-_]?report\w*|contact(?:[-_]?(?:us|form|messages?|requests?))?|newsletter(?:[-_](?:subscri\w+|sign[-_]?up))?|(?:un)?subscribe"
    r"|wait[-_]?list(?:[-_]\w+)?|(?:\w+[-_])?(?:inquir|enquir)(?:y|ies)|feedback|openapi\.json|docs|redoc)$",
    re.IGNORECASE,
)
"""Last segments of public POST paths without parameters: `/api/token`."""

PROBES = re.compile(r"^(?:health[-_]?z?(?:check)?|live(?:ness|z)|readiness|readyz|ping|metrics)$", re.IGNORECASE)
"""Those of them that ask whether the application is well, and so are sent nothing."""

READING_BODY = frozenset({"json", "form", "body", "stream"})
"""Methods of a request that read what was sent."""

IN_AUTH = re.compile(
    r"^(?:verify|confirm|activate|refresh|sessions?|setup|revoke|introspect|userinfo|tokens?"
    r"|discover|lookup|providers?|methods?|exists|check|begin|complete|finish|challenge|header|anonymous|guest"
    r"|google|facebook|github|gitlab|apple|microsoft|azure|twitter|linkedin|discord|telegram|wechat|slack|okta|auth0)$",
    re.IGNORECASE,
)
"""Last segments that are public where another segment is about authentication: `/auth/refresh`, `/auth/google`."""

ENTERING = re.compile(
    r"^(?:\w+_)?(?:log_?in|sign_?in)_(?!as_|history|attempts?|logs?|events?|settings?|config)\w+$", re.IGNORECASE
)
"""Handlers that let people in where a segment is about authentication: `login_by_invitation` of `/auth/invitation`."""

AUTH = re.compile(
    r"^(?:auth|oauth2?|oidc|sso|saml|jwt|token|identity|accounts?|authn|[2m]fa|fido2?|webauthn|passkeys?)$",
    re.IGNORECASE,
)
"""Segments that are about authentication."""

HANDLERS = re.compile(
    rf"^(?!(?:update|delete|remove|set|edit|create|add|save|clear|list|get)_)(?:\w+_)?(?:{_ENTRY})$"
    r"|^(?:create_|make_)?(?:first|initial)_(?:admin|user|superuser|account)\w*$|^bootstrap(?:_\w+)?$|^(?:initial|first)_(?:setup|install)$"
    rf"|^(?:(?:handle|post|do|user|auth|api|perform|process)_)?(?:{_ACCOUNT}|token_refresh|refresh(?:_access)?_token|(?:get|create|issue|generate|renew|rotate)_(?:access|refresh)_token)"
    r"(?:$|_(?:user|for_access_token|access_token|token|new_user|account|password|with_\w+|via_\w+|by_\w+|\w*callback|email|post))$",
    re.IGNORECASE,
)
"""Names of handlers that let people in."""

CODE = re.compile(r"(?:^|[-_])code$", re.IGNORECASE)
"""Names of paths and handlers that may mean what somebody got by mail, or a program."""

HOOKS = re.compile(
    r"web[-_]?hooks?|(?:^|[-_])hooks?(?:$|[-_])|(?:^|[-_])(?:callback|ipn|notify|notifications?|events?)(?:$|[-_])",
    re.IGNORECASE,
)
"""Segments of paths that other systems call."""

SIGNATURE = re.compile(
    r"signature|signed|compare_digest|construct_event|hmac|verify_webhook|validate_webhook|webhook_secret",
    re.IGNORECASE,
)
"""Names of calls that check who sent a message."""

READING = re.compile(
    r"^(?:get|is|has|fetch|search|query|filter|list|preview|validate|calculate|estimate|lookup|check|count|graphql|diff"
    r"|render|compare|conversion|decode|tokenize)(?:$|[-_])"
    r"|[-_](?:search|query|list|preview|count)$",
    re.IGNORECASE,
)
"""Last segments of POST paths that ask and change nothing."""

_HANDED_OUT = (
    r"(?:refresh|invite|invitation|claim|verification|verify|reset|magic|activation|confirmation|one_time|id|challenge|login|mfa"
    r"|two_factor|pre_?auth|enrollment)_?(?:token|code|key)"
)
IN_PATH = re.compile(rf"(?:^|_)(?:token|secret|signature)$|^{_HANDED_OUT}$", re.IGNORECASE)
"""Parameters of paths that only those know who were given the link."""

IN_BODY = re.compile(rf"^(?:token|otp|client_secret|license_key|{_HANDED_OUT})$", re.IGNORECASE)
"""Fields of bodies that say who sends them, where no account or no session is there yet."""

ACCOUNTS = re.compile(r"/(?:users?|accounts?|members?|customers?)/?(?:create)?/?$", re.IGNORECASE)
"""Paths by which people make an account for themselves, when they choose a password there."""

CHOSEN = re.compile(r"^(?:plain_)?(?:password|passwd|pwd)\d?$", re.IGNORECASE)
"""Fields that hold it."""
