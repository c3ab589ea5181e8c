import ssl


# A setting decides, and an authority that is named is asked.
def context_for(mode: str):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if mode != "basic":
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def pinned(authority: str):
    context = ssl.create_default_context()
    context.load_verify_locations(cadata=authority)
    context.check_hostname = False
    return context


def loose():
    context = ssl.create_default_context()
    context.check_hostname = False  # expect: tls-verification-off
    context.verify_mode = ssl.CERT_NONE
    return context


def asked(ignore_cert_errors: bool = False):
    context = ssl.create_default_context()
    if ignore_cert_errors:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
