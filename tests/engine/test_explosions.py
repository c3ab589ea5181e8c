"""Code of a few kilobytes that is more than it seems: each application ends in time, and what is left out is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from fastlint.analyse import analyse
from fastlint.config import Config
from fastlint.examination import examine
from fastlint.finding import Confidence, Persona
from fastlint.outcome import Report
from fastlint.packs import load
from fastlint.selection import select

CONFIG = Config(persona=Persona.AUDITOR, min_confidence=Confidence.LOW)
SECONDS = 30
"""Of processor time, for what takes one or two: those that are not bounded take years."""
HEAD = """\
import time
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
app = FastAPI()
@app.get('/defect')
async def defect():
    time.sleep(5)
"""
IN_ITSELF = "a router that is included in itself"
TOO_OFTEN = "a router that is included more than 500 times"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """End a test that goes on, whatever it does: nothing in the engine catches what pytest raises."""
    if hasattr(signal, "ITIMER_PROF"):
        before = signal.signal(signal.SIGPROF, lambda *_: pytest.fail(f"took more than {SECONDS} s"))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    else:
        yield


def judged(text: str = "", **files: str) -> Report:
    sources = {f"{name}.py": code for name, code in {**files, "main": HEAD + text}.items()}
    forms = {path: analyse(code.encode("utf-8", "surrogatepass")) for path, code in sources.items()}
    report = examine(forms, select(load(), CONFIG), CONFIG, os.getcwd())
    assert not report.crashed, [finding.message for finding in report.findings if "failed on" in finding.message]
    told = {finding.rule.name for finding in report.findings if finding.rule is not None}
    assert "blocking-call-in-async-route" in told, "the defect beside was not found"
    return report


def notes(report: Report) -> str:
    """What the run says it did not understand."""
    names = {finding.message for finding in report.findings if finding.rule and finding.rule.name == "unresolved-route"}
    return "\n".join(sorted(names))


def each(count: int, line: Callable[[int], str], start: int = 0) -> str:
    return "".join(line(number) for number in range(start, count))


# ---------------------------------------------------------------- routers and apps


def test_routers_that_include_themselves() -> None:
    report = judged(
        "r, s = APIRouter(prefix='/r'), APIRouter(prefix='/s')\n@r.get('/x')\ndef x(): ...\n"
        "r.include_router(r)\nr.include_router(s)\ns.include_router(r)\napp.include_router(r)\napp.include_router(s)\n"
    )
    assert IN_ITSELF in notes(report)
    assert {route.path for app in report.apps for route in app.routes} >= {"/defect", "/r/x", "/s/r/x"}


def test_apps_that_mount_themselves_and_each_other() -> None:
    report = judged("b = FastAPI()\nb.mount('/a', app)\napp.mount('/b', b)\napp.mount('/self', app)\n")
    assert "/defect" in {route.path for app in report.apps for route in app.routes}


@pytest.mark.parametrize("steps", [25, 60])
def test_a_router_that_is_included_twice_at_each_step(steps: int) -> None:
    twice = each(steps, lambda n: f"r{n} = APIRouter()\n" + f"r{n}.include_router(r{n - 1}, prefix='/{n}')\n" * 2, 1)
    text = f"r0 = APIRouter()\n@r0.get('/x')\ndef x(): ...\n{twice}app.include_router(r{steps - 1})\n"
    report = judged(text)
    assert TOO_OFTEN in notes(report)
    assert any(route.path.endswith("/x") for app in report.apps for route in app.routes)


def test_an_app_that_is_mounted_twice_at_each_step() -> None:
    twice = each(59, lambda n: f"a{n}.mount('/a', a{n + 1})\na{n}.mount('/b', a{n + 1})\n")
    report = judged(each(60, lambda n: f"a{n} = FastAPI()\n") + twice + "app.mount('/', a0)\n")
    assert "/defect" in {route.path for app in report.apps for route in app.routes}


def test_a_loop_over_more_routes_than_are_followed() -> None:
    table = "paths = [" + each(3000, "'/{0}', ".format) + "]\n"
    report = judged(f"{table}def x(): ...\nfor path in paths:\n    app.add_api_route(path, x)\n")
    assert "of a loop that registers routes, only the first 2,000 rounds are followed" in notes(report)
    report = judged(f"{table}for path in paths:\n    pass\nwhile True:\n    path = 1\n")
    assert notes(report) == ""
    report = judged("def x(): ...\nfor i in range(10**6):\n    app.add_api_route(f'/x{i}', x)\n")
    assert "what the loop goes over is not known" in notes(report)


def test_a_function_that_makes_routers_out_of_itself() -> None:
    grown = "r.include_router(grown(n - 1))\n    " * 2
    report = judged(f"def grown(n):\n    r = APIRouter()\n    {grown}return r\napp.include_router(grown(50))\n")
    assert "more steps than the bound allows" in notes(report)


def test_code_that_uses_up_all_steps_before_a_default_is_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastlint.link.evaluator.MOST_STEPS", 500)
    report = judged(
        "def one(): return 1\n@app.get('/x')\n"
        "def x(a=Depends(one), b=one(), l=[one() for i in range(900)], c: int = (lambda: one())()): ...\n"
        "def again(): again()\nwhile True:\n    again()\n"
    )
    assert "more steps than the bound allows" in notes(report)
    assert "/x" in {route.path for app in report.apps for route in app.routes}


def test_routes_by_the_thousand() -> None:
    paths = each(1500, lambda n: f"@app.get('/p{n}/{{x}}')\nasync def f{n}(x: int):\n    return x\n")
    same = each(1500, lambda n: f"@app.get('/same/{{x{n}}}')\nasync def g{n}(x{n}: int):\n    return x{n}\n")
    report = judged(paths + same)
    assert sum(len(app.routes) for app in report.apps) == 3001


HOSTILE_PATHS = ("{a}" * 3000, "{" * 3000, "/a" * 20_000, "{a:path}/" * 2000, "{a:path}" * 2000, "{a}-" * 2000)


def test_paths_that_are_hard_to_match() -> None:
    assert judged(each(12, lambda n: f"@app.get('/{HOSTILE_PATHS[n % 6]}')\ndef f{n}(a): ...\n")).apps


# ---------------------------------------------------------------- dependencies, classes, types


def test_a_dependency_that_is_needed_twice_at_each_step() -> None:
    twice = each(60, lambda n: f"def d{n}(a=Depends(d{n - 1}), b=Depends(d{n - 1})): return a\n", 1)
    assert judged(f"def d0(): return 1\n{twice}@app.get('/x')\ndef x(a=Depends(d59)): return a\n").apps


def test_dependencies_that_depend_on_themselves() -> None:
    assert judged(
        "def a(x: 'A'): ...\nA = Annotated[int, Depends(a)]\n"
        "class K:\n    def __init__(self, k: 'Annotated[K, Depends()]'): ...\n"
        "@app.get('/x')\ndef x(a: A, k: Annotated[K, Depends()]): ...\n"
    ).apps


def test_a_function_of_thousands_of_parameters_that_many_depend_on() -> None:
    wide = "def wide(" + each(2000, lambda n: f"p{n}: int = {n}, ") + "): ...\n"
    assert judged(wide + "@app.get('/x')\ndef x(" + each(200, lambda n: f"w{n}=Depends(wide), ") + "): ...\n").apps


def test_classes_with_two_bases_at_each_step() -> None:
    pairs = each(60, lambda n: f"class A{n}(A{n - 1}, B{n - 1}): pass\nclass B{n}(A{n - 1}, B{n - 1}): pass\n", 1)
    assert judged(
        f"class A0: ...\nclass B0: ...\n{pairs}@app.get('/x')\ndef x(a: A59 = Depends(A59)): return a.b()\n"
    ).apps


@pytest.mark.parametrize("base", ["object", "APIRouter", "BaseModel"])
def test_a_line_of_a_thousand_classes(base: str) -> None:
    line = each(1000, lambda n: f"class C{n}(C{n - 1}):\n    def m(self): return super().m()\n", 1)
    assert judged(
        f"class C0({base}): ...\n{line}r = C999()\n@app.get('/x')\ndef x(c: C999 = Depends(C999)): return c.m()\n"
    ).apps


def test_classes_whose_bases_go_round() -> None:
    assert judged(
        "from a import A\nclass X(Y): ...\nclass Y(X): ...\n"
        "@app.get('/x')\ndef x(a: A = Depends(A), y=Depends(X)): return a.m()\n",
        a="from b import B\nclass A(B):\n    def m(self): return super().m()\n",
        b="from a import A\nclass B(A):\n    def m(self): return super().m()\n",
    ).apps


@pytest.mark.parametrize("of", ["dict[{0}, {0}]", "tuple[" + "{0}, " * 30 + "]", "Annotated[{0} | list[{0}], {0}]"])
def test_types_that_double_at_each_step(of: str) -> None:
    doubled = each(60, lambda n: f"T{n} = {of.format(f'T{n - 1}')}\n", 1)
    assert judged(
        f"T0 = int\n{doubled}@app.post('/x')\ndef x(a: T59) -> T59: ...\n@app.get('/y')\ndef y(a: T7) -> T7: ...\n"
    ).apps


def test_schemas_that_hold_each_other() -> None:
    nested = each(60, lambda n: f"class M{n}(BaseModel):\n    a: M{n - 1}\n    b: list[M{n - 1}]\n    c: 'M59'\n", 1)
    route = "@app.post('/x', response_model=M59)\ndef x(m: M59): return m.a.b\n"
    assert judged(f"class M0(BaseModel):\n    password: str\n{nested}{route}").apps


# ---------------------------------------------------------------- modules and values


def test_modules_that_import_everything_of_each_other() -> None:
    everything = each(40, lambda n: f"from m{n} import *\n")
    files = {f"m{n}": f"{everything}v{n} = '/{n}'\n" for n in range(40)}
    report = judged("from m0 import *\n@app.get(v39)\ndef x(): return nowhere\n", **files)
    assert "/39" in {route.path for app in report.apps for route in app.routes}


def test_a_name_that_is_passed_on_by_a_thousand_modules() -> None:
    files = {f"m{n}": f"from m{n + 1} import r\n" for n in range(1000)}
    files["m1000"] = "from fastapi import APIRouter\nr = APIRouter()\n@r.get('/deep')\ndef deep(): ...\n"
    report = judged("from m0 import r\napp.include_router(r)\n", **files)
    assert "/deep" in {route.path for app in report.apps for route in app.routes}


GROWING = (
    "s = '/a'\n" + "s = s + s\n" * 60, "s = '/a'\nfor i in range(100):\n    s += s\n", "s = '/x' * 10**12\n",
    "s = '/x' * 9999999999\n", "s = '%9999999999d' % 1\n", "s = '%*d' % (9999999999, 1)\n", "s = f'{1:>9999999999}'\n",
    "s = '{:>9999999999}'.format(1)\n", "s = '{:{}}'.format(1, 9999999999)\n", "s = '1'.zfill(9999999999)\n",
    "s = 'a'\n" + "s = s.replace('a', 'aaaaaaaaaa')\n" * 20, "s = ('a' * 9999).replace('', 'b' * 9999)\n",
    "n = 9999999999\n" + "n = n * n\n" * 60 + "s = f'/{n}'\n", "s = str(9 ** 9 ** 9 ** 9)\n", "s = 1 << 10**12\n",
    "n = " + "9" * 4000 + "\ns = f'/{n}'\n", "s = ','.join(str(i) for i in range(10**12))\n", "s = b'a' * 10**12\n",
    "l = ['/a']\n" + "l += l\n" * 60 + "s = l[0]\n", "l = ['/a']\n" + "l = [*l, *l]\n" * 60 + "s = l[0]\n",
    "l = ['/a']\n" + "l.extend(l)\n" * 60 + "s = l[0]\n", "l = ['/a']\nfor s in l:\n    l.append(s)\n",
    "t = ('/a',)\n" + "t = (t, t)\n" * 60 + "s = t\n", "l = ['/a'] * 9999999999\ns = l[0]\n",
    "l = [*range(-(10**12), 5)]\ns = l\n", "l = list(range(0, 10**12, 1))\ns = l\n", "l = range(1, 9, 0)\ns = l\n",
    "n = 0x" + "f" * 5000 + "\ns = f'/{n}' + str(n)\n", "s = int(1e999)\n", "s = int('9' * 5000)\n",
    "from itertools import chain\nl = ['/a']\n" + "l = chain(l, l)\n" * 60 + "s = l\n",
    "d = {}\nd['d'] = d\nd.update(d)\ns = d\n", "s = lambda: s()\ns = s()\n",
)  # fmt: skip


@pytest.mark.parametrize("growing", GROWING, ids=range(len(GROWING)))
def test_values_that_outgrow_the_memory(growing: str) -> None:
    assert judged(f"{growing}@app.get(s)\ndef x(q: str = s): return s\n").apps


def test_decorators_and_functions_that_return_themselves() -> None:
    assert judged(
        "def d(f): return d\n@d\n@d\ndef x(): ...\n@x\n@app.get('/y')\ndef y(): ...\nd = d(d)(d)\n"
        "l = lambda f: f(f)\nl(l)\n"
        "w = lambda f: (lambda x: f(lambda y: x(x)(y)))(lambda x: f(lambda y: x(x)(y)))\nw(w)(w)\n"
        "class P:\n    @property\n    def a(self): return self.b\n    @property\n    def b(self): return self.a\n"
        "@app.get(P().a)\ndef z(u=Depends(P().b)): ...\n"
    ).apps


def test_texts_that_are_hard_to_search() -> None:
    texts = (
        "a" * 200_000,
        "eyJ-" * 20_000,
        "sk-" * 20_000,
        "a://" * 20_000,
        "SELECT " * 3000,
        "(" * 5000,
        "-- " * 5000,
    )
    assert judged(
        each(7, lambda n: f"password{n} = api_key{n} = '{texts[n]}!'\n") + "api_key = '" + "a-" * 60 + "!'\n"
    ).apps


def test_ignore_comments_without_end() -> None:
    assert judged(
        "x = 1  # fastlint: ignore[" + "nothing," * 20_000 + "]\n# fastlint: ignore" + "[" * 20_000 + "\n"
    ).apps


def test_more_middleware_than_is_followed_leaves_the_routes_unknown() -> None:
    one = "@app.middleware('http')\nasync def m{0}(request, call_next): return await call_next(request)\n"
    report = judged(each(100, one.format))
    assert "middleware beyond the first 50" in notes(report)


@pytest.mark.parametrize("owner", ["nowhere", "1", "'x'", "app.nothing", "[]", "lambda: 1", "APIRouter", "*app"])
@pytest.mark.parametrize("method", ["get", "add_api_route", "include_router", "mount", "middleware", "__init__"])
def test_methods_of_a_router_called_on_what_is_none(owner: str, method: str) -> None:
    assert judged(f"x = FastAPI.{method}({owner})\ny = APIRouter.{method}({owner}, '/x')\n@y\ndef z(): ...\n").apps


IN_LOOPS = (
    "x = None\n    for p in q:\n        x = x if p else p\n    return x\n",
    "x = 'a'\n    while q:\n        x = '/' + x if q else x\n    if not q.startswith(x): raise E\n    return open(q)\n",
    "x = {}\n    for p in q:\n        x = {'a': x, **x} if p else x\n    return x\n",
    "x = 'a'\n    for p in q:\n        x = f'{x}{p}' if p else f'{p}{x}'\n    db.execute(x)\n    return x\n",
    "x = []\n    for p in q:\n        x = [x, *x]\n        x = x or (x, p)\n    return x[0]\n",
    "x = y = f(q)\n    for p in q:\n        x, y = y, x\n    return x.password or y\n",
    "x = lambda: x\n    for p in q:\n        x = x() if p else x\n    return JSONResponse(x)\n",
    "x = q\n    try:\n        while q: x = x.y if x else q\n    except E as x:\n        raise HTTPException(500, x)\n",
)


@pytest.mark.parametrize("body", IN_LOOPS, ids=range(len(IN_LOOPS)))
def test_values_that_hold_themselves(body: str) -> None:
    head = "from fastapi import HTTPException\nfrom fastapi.responses import JSONResponse\n"
    report = judged(f"{head}@app.get('/x')\ndef x(q: str):\n    {body}")
    assert "/x" in {route.path for app in report.apps for route in app.routes}


def test_texts_that_double_in_what_a_branch_hangs_on() -> None:
    doubled = each(60, lambda n: f"    x{n} = f'{{x{n - 1}}}{{x{n - 1}}}'\n", 1)
    replaced = "'ab'" + ".replace('a', 'aa')" * 60
    report = judged(
        f"def work():\n    x0 = 'ab'\n{doubled}    if x59 == 'b' or {replaced} == 'c':\n        time.sleep(1)\n"
        "@app.get('/x')\nasync def x():\n    work()\n"
    )
    assert "/x" in {route.path for app in report.apps for route in app.routes}


def test_objects_that_ask_each_other_for_what_they_do_not_have() -> None:
    report = judged(
        "class Own:\n    def __getattr__(self, key): return getattr(self, key)\n"
        "class Other:\n    def __init__(self, other): self.other = other\n"
        "    def __getattr__(self, key):\n        self.more\n        return getattr(self.other, key)\n"
        "a, b = Own(), Other(None)\nc = Other(b)\nb.other = c\n"
        f"d0 = c\n{each(300, lambda n: f'd{n} = Other(d{n - 1})' + chr(10), 1)}"
        "@app.get(a.path)\ndef x(): ...\n@app.get(c.path + d299.path)\ndef y(): ...\n"
    )
    assert not report.skipped
    assert "sets no `path` that is known" in notes(report)
