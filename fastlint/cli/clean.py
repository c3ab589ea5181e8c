"""`fastlint clean`."""

from __future__ import annotations

import os

import click

from fastlint.problem import Problem


@click.command()
@click.option(
    "--cache-dir",
    metavar="DIR",
    envvar="FASTLINT_CACHE_DIR",
    help="The cache to empty. [default: that in the user's cache directory]",
)
def clean(cache_dir: str | None) -> None:
    """Remove the cache. Only what fastlint itself wrote there is removed."""
    from fastlint.cache import place

    folder = os.path.abspath(cache_dir) if cache_dir else place.directory()
    try:
        freed = place.clean(folder) if folder else 0
    except OSError as error:
        raise Problem(f"{error.filename}: cannot be removed: {error.strerror}") from error
    click.echo(f"removed {freed / 1_000_000:.1f} MB from {folder}" if freed else "the cache is empty")
