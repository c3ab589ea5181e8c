"""What depends on the persona and the configuration."""

from __future__ import annotations

from fastlint.config import Config
from fastlint.finding import Finding, Persona
from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "missing-auth-dependency")
GUARD = """
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()

@app.post("/guarded", dependencies=[Depends(check_key)])
def guarded(): ...
"""


def found(text: str, config: Config | None = None) -> list[Finding]:
    return report_on({"main.py": text}, [RULE], config).findings


def test_an_application_without_authentication_is_told_once() -> None:
    text = "from fastapi import FastAPI\napp = FastAPI()\n" + "".join(
        f'@app.post("/{name}")\ndef {name}(): ...\n' for name in ("a", "b", "c")
    )
    (finding,) = found(text, Config())
    assert finding.span.start_line == 2
    assert "3 routes" in finding.message
    assert len(found(text, Config(persona=Persona.AUDITOR))) == 4


def test_the_message_names_the_guard_of_the_neighbours() -> None:
    (finding,) = found(GUARD + '@app.post("/open")\ndef open_to_all(): ...\n')
    assert "`check_key`" in finding.message
    assert "POST /open" in finding.message


def test_the_message_says_what_an_instance_is_made_by() -> None:
    guard = GUARD.replace("def check_key(", "class Key:\n  def __call__(self, ").replace("    if", "    if")
    text = guard.replace("Depends(check_key)", "Depends(Key())") + '@app.post("/open")\ndef open_to_all(): ...\n'
    (finding,) = found(text)
    assert "Depend on an instance of `Key` as another route does" in finding.message


def test_configured_paths_are_public_on_purpose() -> None:
    text = GUARD + '@app.post("/feedback/{kind}")\ndef feedback(kind: str): ...\n'
    assert len(found(text, Config())) == 1
    assert found(text, Config(public_paths=("/feedback/*",))) == []


def test_a_route_included_twice_is_told_once() -> None:
    text = GUARD + (
        'router = APIRouter()\n@router.post("/open")\ndef open_to_all(): ...\n'
        'app.include_router(router, prefix="/v1")\napp.include_router(router, prefix="/v2")\n'
    )
    assert len(found(text)) == 1
