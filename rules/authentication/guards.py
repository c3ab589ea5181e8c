"""What the protected routes of an application have in common."""

from collections import Counter

from fastlint.insight.auth import AuthCoverage
from fastlint.rule import App, Dependency, Project, Route, Step

_OR = ", or list what is public on purpose under `public-paths`"
ANY_ADVICE = f"Add a dependency that refuses callers without credentials{_OR}"


def neighbours(app: App, project: Project) -> list[Route]:
    """The routes of `app` and of those it is mounted in or mounts."""
    return [route for other in project.apps if _outermost(other) is _outermost(app) for route in other.routes]


def is_open(route: Route, auth: AuthCoverage) -> bool:
    """Whether a caller without any credentials gets through, whatever the ones he could make up are worth."""
    coverage = auth.of(route)
    is_asked = any(d.scheme is not None and d.scheme.auto_error for d in route.effective())
    return (coverage.is_public or coverage.is_fragment) and not coverage.is_unverified and not is_asked


def way_in(route: Route) -> tuple[Step, ...]:
    """How an open route comes into the application, at each place where a guard could stand."""
    included = (Step(span, "comes into the application here, without a guard") for span in route.included_at)
    handler = route.handler
    served = (Step(handler.span, f"`{handler.ir.name}` serves whoever asks"),) if handler is not None else ()
    return (*included, *served)


def guards_of(route: Route, auth: AuthCoverage) -> list[Dependency]:
    """The dependencies that refuse: the evidence begins where they are attached."""
    attached = [step.span for step in auth.of(route).evidence[:1]]
    return [each for each in route.dependencies if each.span in attached]


def _called(guard: Dependency) -> str:
    """A function by its name; of instances, closures and what a library makes, what they are made by."""
    module, _, name = guard.name.rpartition(":")
    made_by, is_made, _ = name.partition(".<locals>")
    if not module:
        return f"what `{name}` gives"
    is_instance = guard.function is not None and guard.function.ir.name == "__call__"
    return f"an instance of `{name}`" if is_instance and not is_made else f"`{made_by}{'(...)' if is_made else ''}`"


class Advice:
    """How to protect an open route: as the other routes of its file are, else as most of those nearby."""

    def __init__(self, nearby: list[Route], auth: AuthCoverage) -> None:
        self._auth = auth
        self._by_file: dict[str, list[Route]] = {}
        for route in nearby:
            self._by_file.setdefault(route.module.path, []).append(route)
        self._of_most = self._most_used(nearby)
        self._told: dict[str, str] = {}

    def on(self, route: Route) -> str:
        """What to say to the author of `route`."""
        file = route.module.path
        if file not in self._told:
            guard = self._most_used(self._by_file.get(file, [])) or self._of_most
            self._told[file] = f"{guard}{_OR}" if guard else ANY_ADVICE
        return self._told[file]

    def _most_used(self, routes: list[Route]) -> str:
        """Advice that names the dependency which guards most of `routes`; "" for none."""
        protected = [route for route in routes if self._auth.of(route).is_protected]
        names = Counter(
            name for route in protected for name in dict.fromkeys(map(_called, guards_of(route, self._auth)))
        )
        if not names:
            return ""
        name, count = names.most_common(1)[0]
        others = "as another route does" if count == 1 else f"as {count} other routes do"
        return f"Depend on {name} {others}"


def _outermost(app: App) -> App:
    while app.mounted_in is not None:
        app = app.mounted_in
    return app
