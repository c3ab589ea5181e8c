"""What code that cannot be followed to its end costs: itself, and not the application around it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import pytest

from fastlint.analyse import analyse
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.model import Project

ENDLESS = "def endless(n=0):\n    endless(n + 1)\n    endless(n + 2)\n    return n\n"
HEAVY = "def heavy(n=0):\n" + "    n = n + 1\n" * 900 + "    return n\n"
APP = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/there')\ndef there(): ...\n"


def linked(files: Mapping[str, str]) -> Project:
    forms = {path: analyse(text.encode()) for path, text in files.items()}
    return link({path: form for path, form in forms.items() if isinstance(form, ModuleIR)})


def paths(files: Mapping[str, str]) -> list[str]:
    return [route.path for route in linked(files).routes]


def test_modules_that_take_all_steps_leave_some_for_others() -> None:
    hungry = {f"a{number}.py": f"{ENDLESS}x = endless()\n" for number in range(40)}
    assert paths({**hungry, "zz.py": APP}) == ["/there"]


def test_many_calls_of_one_function_are_not_all_followed() -> None:
    files = {f"a{number}.py": HEAVY + "x = heavy()\n" * 200 for number in range(5)}
    assert paths({**files, "zz.py": APP}) == ["/there"]


@pytest.mark.parametrize("call", ["endless()", "len(str(endless()))", "[endless(n) for n in range(3)]"])
def test_a_helper_without_end_does_not_end_the_function_that_makes_the_app(call: str) -> None:
    text = f"""\
from fastapi import APIRouter, FastAPI
{ENDLESS}
router = APIRouter()
@router.get('/x')
def x(): ...
def create_app():
    app = FastAPI()
    limit = {call}
    app.include_router(router, prefix='/api')
    return app
app = create_app()
"""
    assert paths({"main.py": text}) == ["/api/x"]


def test_an_app_that_another_function_makes_and_mounts_is_listed_there_alone() -> None:
    text = """\
from fastapi import FastAPI
MADE = {}
def create_api(key):
    if key in MADE:
        return MADE[key]
    api = FastAPI()
    @api.get('/health')
    def health(): ...
    MADE[key] = api
    return api
def create_app():
    app = FastAPI()
    app.mount('/api', app=create_api(app.title), name='api')
    return app
"""
    assert paths({"main.py": text}) == ["/api/health"]


def test_a_package_takes_the_name_of_the_module_beside_it() -> None:
    package = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/new')\ndef new(): ...\n"
    main = "from app import views\nfrom fastapi import FastAPI\napp = FastAPI()\napp.include_router(views.router)\n"
    files = {"main.py": main, "__init__.py": "", "views.py": "", "views/__init__.py": package}
    project = linked({f"src/app/{path}": text for path, text in files.items()})
    assert [route.path for route in project.routes] == ["/new"]
    assert project.modules["app.views"].path == "src/app/views/__init__.py"
    assert len(project.modules) == 4


def test_packages_of_one_repository_import_each_other_from_their_src_folders() -> None:
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/two')\ndef two(): ...\n"
    main = "from two.api import router\nfrom fastapi import FastAPI\napp = FastAPI()\napp.include_router(router)\n"
    one = {f"packages/one/src/one/{path}": text for path, text in {"__init__.py": "", "main.py": main}.items()}
    two = {f"packages/two/src/two/{path}": text for path, text in {"__init__.py": "", "api.py": router}.items()}
    project = linked(one | two)
    assert [route.path for route in project.routes] == ["/two"]
    assert set(project.modules) == {"one", "one.main", "two", "two.api"}


def test_a_folder_without_init_is_a_package_where_modules_are_imported_from_it() -> None:
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/a')\ndef a(): ...\n"
    main = "from two.api import router\nfrom fastapi import FastAPI\napp = FastAPI()\napp.include_router(router)\n"
    project = linked({"packages/two/api.py": router, "packages/main.py": main})
    assert [route.path for route in project.routes] == ["/a"]
    assert set(project.modules) == {"two.api", "main"}


def test_paths_without_an_end_end() -> None:
    code = """
        import glob, os
        from pathlib import Path
        from fastapi import FastAPI
        app = FastAPI()
        ROOT = Path("/")
        DEEP = Path("a/" * 5000)
        HERE = Path(__file__).parent.parent.parent
        for each in (ROOT / "srv", ROOT.parent, DEEP.parent, HERE, Path(), *HERE.glob("[*" * 400), *glob.glob("**")):
            print(each.parents, os.path.join(each, ".."))
        @app.get("/x")
        def x(): ...
        """
    project = linked({"main.py": textwrap.dedent(code)})
    assert [route.path for route in project.routes] == ["/x"]


def test_a_script_imports_what_lies_beside_it_also_in_a_package() -> None:
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/a')\ndef a(): ...\n"
    main = "from api.routes import router\nfrom fastapi import FastAPI\napp = FastAPI()\napp.include_router(router)\n"
    files = {"service/__init__.py": "", "service/main.py": main, "service/api/routes.py": router}
    project = linked({**files, "other/__init__.py": "", "other/main.py": "from service import main\n"})
    assert [route.path for route in project.routes] == ["/a"]
