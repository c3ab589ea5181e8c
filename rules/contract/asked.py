"""What a route asks its caller for."""

from collections.abc import Iterable, Iterator

from fastlint.model import Parameter
from fastlint.rule import Dependency, Route


def asked_parameters(route: Route) -> Iterator[Parameter]:
    """The parameters of the handler and of all dependencies that come from the request."""
    yield from _own(route.parameters, route.dependencies)
    for dependency in route.effective():
        yield from _own(dependency.parameters, dependency.children)


def _own(parameters: Iterable[Parameter], dependencies: Iterable[Dependency]) -> Iterator[Parameter]:
    """Those that no dependency fills."""
    filled = {dependency.parameter for dependency in dependencies}
    return (parameter for parameter in parameters if parameter.name not in filled)
