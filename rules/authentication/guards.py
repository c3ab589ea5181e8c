"""What the protected routes of an application have in common."""

from collections import Counter

from fastlint.insight.auth import AuthCoverage
from fastlint.rule import App, Project, Route


def neighbours(app: App, project: Project) -> list[Route]:
    """The routes of `app` and of those it is mounted in or mounts."""
    return [route for other in project.apps if _outermost(other) is _outermost(app) for route in other.routes]


def advice_from(own: list[Route], nearby: list[Route], auth: AuthCoverage) -> str:
    """What to do about an open route: use the guard of the same application's routes, else of those nearby."""
    guard = _usual_guard(own, auth) or _usual_guard(nearby, auth)
    return guard or "Add a dependency that refuses callers without credentials"


def _usual_guard(routes: list[Route], auth: AuthCoverage) -> str:
    """Advice that names the dependency which most protected routes share and no public one has; "" for none."""
    protected = [route for route in routes if auth.of(route).is_protected]
    public = {d.name for route in routes if auth.of(route).is_public for d in route.effective()}
    shared = Counter(d.name for route in protected for d in route.effective() if d.function and d.name not in public)
    if not shared:
        return ""
    name, count = shared.most_common(1)[0]
    others = "as another route does" if count == 1 else f"as {count} other routes do"
    return f"Depend on `{name.rpartition(':')[2]}` {others}"


def _outermost(app: App) -> App:
    while app.mounted_in is not None:
        app = app.mounted_in
    return app
