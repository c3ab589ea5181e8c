"""What the protected routes of an application have in common."""

from collections import Counter

from fastlint.insight.auth import AuthCoverage
from fastlint.rule import App, Project, Route

_OR = ", or list what is public on purpose under `public-paths`"
ANY_ADVICE = f"Add a dependency that refuses callers without credentials{_OR}"


def neighbours(app: App, project: Project) -> list[Route]:
    """The routes of `app` and of those it is mounted in or mounts."""
    return [route for other in project.apps if _outermost(other) is _outermost(app) for route in other.routes]


def advice_on(route: Route, nearby: list[Route], auth: AuthCoverage) -> str:
    """How to protect an open route: as the other routes of its file are, else as most of those nearby."""
    public = {d.name for other in nearby if auth.of(other).is_public for d in other.effective()}
    protected = [other for other in nearby if auth.of(other).is_protected]
    beside = [other for other in protected if other.module is route.module]
    guard = _most_used(beside, public) or _most_used(protected, public)
    return f"{guard}{_OR}" if guard else ANY_ADVICE


def _most_used(routes: list[Route], public: set[str]) -> str:
    """Advice that names the dependency which most of `routes` have and no public one; "" for none."""
    shared = Counter(d.name for route in routes for d in route.effective() if d.function and d.name not in public)
    if not shared:
        return ""
    name, count = shared.most_common(1)[0]
    others = "as another route does" if count == 1 else f"as {count} other routes do"
    return f"Depend on `{name.rpartition(':')[2]}` {others}"


def _outermost(app: App) -> App:
    while app.mounted_in is not None:
        app = app.mounted_in
    return app
