"""What a project may say in `[tool.fastlint]` of its pyproject.toml, or in fastlint.toml.

The nearest of these files wins, from the first path that is checked upward; what it `extend`s lies below it, the
environment and the command line above. Whatever is not known there ends the run with its place and a suggestion: a
misspelt `ignore` must not pass in silence. Nothing in the configuration of a project makes fastlint import code.
"""

from fastlint.config.files import FILES, find, nearest, read, user
from fastlint.config.layers import assigned, override, relocated, without_rules
from fastlint.config.places import ConfigError, Origin, suggestion
from fastlint.config.settings import Config, ProjectSettings, UserSettings

__all__ = [
    "FILES",
    "Config",
    "ConfigError",
    "Origin",
    "ProjectSettings",
    "UserSettings",
    "assigned",
    "find",
    "nearest",
    "override",
    "read",
    "relocated",
    "suggestion",
    "user",
    "without_rules",
]
