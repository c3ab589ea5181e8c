"""FastAPI's version, from what projects write down."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastlint.versions import find, project_root, stated

UV = '[[package]]\nname = "anyio"\nversion = "4.1"\n\n[[package]]\nname = "fastapi"\nversion = "0.115.3"\nsource = 1\n'
PROJECT = '[project]\nname = "shop"\ndependencies = ["uvicorn", "{}"]\n'


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("uv.lock", UV, 7),
        ("poetry.lock", UV, 7),
        ("pdm.lock", UV, 7),
        ("pylock.toml", UV.replace("package", "packages"), 7),
        ("Pipfile.lock", '{"default": {"fastapi": {"hashes": [], "version": "==0.115.3"}}}', 1),
        ("requirements.txt", "uvicorn\nfastapi[standard]==0.115.3 ; python_version > '3' # web\n", 2),
        ("requirements-prod.txt", "FastAPI == 0.115.3 --hash=sha256:1 \\\n", 1),
        ("requirements/base.txt", "fastapi==0.115.3", 1),
        ("pyproject.toml", PROJECT.format("fastapi[all]==0.115.3"), 3),
        ("pyproject.toml", '[tool.poetry.dependencies]\nfastapi = {version = "0.115.3", extras = ["all"]}\n', 2),
        ("pyproject.toml", '[dependency-groups]\nweb = ["fastapi==0.115.3"]\n', 2),
        ("setup.cfg", "[options]\ninstall_requires =\n    uvicorn\n    fastapi==0.115.3 ; python_version > '3'\n", 4),
        ("setup.cfg", "[options.extras_require]\nweb = fastapi[all]==0.115.3\n", 2),
        ("shop-1.0.dist-info/METADATA", "Name: shop\nRequires-Dist: fastapi[all]==0.115.3 ; extra\n", 2),
    ],
)
def test_an_exact_version_with_its_place(repository: Path, name: str, text: str, line: int) -> None:
    write(repository, **{name: text})
    found = find([str(repository)])
    assert (found.numbers, found.is_exact) == ((0, 115, 3), True)
    assert (found.file, found.line) == (str(repository / name), line)
    assert "0.115.3" in found.text


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("fastapi>=0.100,<0.116", (0, 115)),
        ("fastapi<0.116.0", (0, 115)),
        ("fastapi>=0.100,<0.115.4", (0, 115, 3)),
        ("fastapi<=0.115.2", (0, 115, 2)),
        ("fastapi~=0.115.2", (0, 115)),
        ("fastapi==0.115.*", (0, 115)),
        ("fastapi<0.120,<0.116", (0, 115)),
        ("fastapi>=0.100", ()),
        ("fastapi>=0.100,<1.0.0", ()),
        ("fastapi~=0.115", ()),
        ("fastapi", ()),
        ("fastapi-users==0.1", ()),
    ],
)
def test_a_range_means_the_newest_release_that_it_allows(
    repository: Path, wanted: str, expected: tuple[int, ...]
) -> None:
    write(repository, **{"pyproject.toml": PROJECT.format(wanted)})
    assert find([str(repository)]).numbers == expected
    write(repository, **{"pyproject.toml": "", "requirements.txt": wanted})
    assert find([str(repository)]).numbers == expected


@pytest.mark.parametrize(("wanted", "expected"), [("^0.115.2", (0, 115)), ("~0.115.2", (0, 115)), ("*", ())])
def test_ranges_as_poetry_writes_them(repository: Path, wanted: str, expected: tuple[int, ...]) -> None:
    write(repository, **{"pyproject.toml": f'[tool.poetry.dependencies]\nfastapi = "{wanted}"\n'})
    assert find([str(repository)]).numbers == expected


def test_a_lock_above_counts_more_than_a_range_beside_the_code(repository: Path) -> None:
    write(
        repository, **{"uv.lock": UV, "server/pyproject.toml": PROJECT.format("fastapi<0.100"), "server/app/a.py": ""}
    )
    assert find([str(repository / "server" / "app" / "a.py")]).numbers == (0, 115, 3)


def test_a_pin_beside_the_code_counts_more_than_a_lock_above(repository: Path) -> None:
    write(repository, **{"uv.lock": UV, "server/requirements.txt": "fastapi==0.99.1"})
    assert find([str(repository / "server")]).numbers == (0, 99, 1)


def test_nothing_above_the_repository_is_read(tmp_path: Path) -> None:
    write(tmp_path, **{"requirements.txt": "fastapi==0.99.1", "mine/.git/config": "", "mine/app/a.py": ""})
    assert find([str(tmp_path / "mine" / "app")]).numbers == ()


def test_directories_below_are_asked_when_nothing_else_speaks(repository: Path) -> None:
    write(repository, **{"backend/requirements.txt": "fastapi==0.99.1", ".venv/requirements.txt": "fastapi==0.1.0"})
    assert find([str(repository)]).numbers == (0, 99, 1)
    write(repository, **{"other/requirements.txt": "fastapi==0.110.0"})
    assert find([str(repository)]).numbers == (0, 99, 1)
    write(repository, **{"pyproject.toml": PROJECT.format("fastapi")})
    assert find([str(repository)]).text == "fastapi"


def test_of_several_locked_versions_the_newest_counts(repository: Path) -> None:
    write(repository, **{"uv.lock": UV + '\n[[package]]\nname = "fastapi"\nversion = "0.120.0"\n'})
    assert find([str(repository)]).numbers == (0, 120, 0)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[[package\nname =", b"[" * 5000, b"{", b"project = 3"])
def test_broken_files_say_nothing(repository: Path, data: bytes) -> None:
    for name in ("pyproject.toml", "uv.lock", "requirements.txt", "Pipfile.lock"):
        (repository / name).write_bytes(data)
    (repository / "poetry.lock").mkdir()
    assert find([str(repository)]).numbers == ()


def test_the_project_of_a_file_is_the_nearest_above_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, **{"a/pyproject.toml": "", "a/b/c.py": "", "d/e.py": ""})
    assert project_root(str(repository / "a" / "b" / "c.py")) == str(repository / "a")
    assert project_root(str(repository / "d" / "e.py")) == str(repository)
    (repository / ".git").rmdir()
    monkeypatch.chdir(repository)
    if not any((above / "pyproject.toml").exists() for above in repository.parents):
        assert project_root(str(repository / "d" / "e.py")) == str(repository)


def test_every_library_is_looked_up_by_itself(repository: Path) -> None:
    lock = UV + '\n[[package]]\nname = "pydantic"\nversion = "1.10.2"\n'
    write(repository, **{"uv.lock": lock, "setup.cfg": "[options]\ninstall_requires = starlette>=0.30,<0.41\n"})
    found = stated([str(repository)])
    assert {name: release.numbers for name, release in found.items()} == {
        "fastapi": (0, 115, 3),
        "starlette": (0, 40),
        "pydantic": (1, 10, 2),
    }


@pytest.mark.parametrize(
    ("wanted", "top"), [("<2", (1,)), ("~=1.10", (1,)), (">=1,<2.0", (1,)), ("<3", (2,)), ("", ())]
)
def test_a_bound_at_a_major_version_leaves_the_series_below(
    repository: Path, wanted: str, top: tuple[int, ...]
) -> None:
    write(repository, **{"requirements.txt": f"pydantic{wanted}\n"})
    assert find([str(repository)], "pydantic").numbers == top


def test_a_broken_setup_says_nothing(repository: Path) -> None:
    write(repository, **{"setup.cfg": "[options\ninstall_requires = fastapi==0.99.1"})
    assert find([str(repository)]).numbers == ()
