"""What the message advises."""

from __future__ import annotations

import pytest

from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "blocking-call-in-async-route")
HEAD = "import shutil\nfrom pathlib import Path\nfrom fastapi import FastAPI\napp = FastAPI()\n"


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("open('/srv/notes')", "use `anyio.open_file`, or run it with `asyncio.to_thread`"),
        ("Path('/srv/notes').read_text()", "use `anyio.Path`, or run it with `asyncio.to_thread`"),
        ("shutil.rmtree('/srv/notes')", "meanwhile; run it with `asyncio.to_thread`"),
    ],
)
def test_the_advice_is_for_what_is_called(code: str, advice: str) -> None:
    (finding,) = report_on({"main.py": f"{HEAD}@app.get('/x')\nasync def x():\n    {code}\n"}, [RULE]).findings
    assert finding.message.endswith(advice)


def test_a_route_that_is_not_known_is_no_name() -> None:
    text = "import time\nfrom elsewhere import router\ndef wait():\n    time.sleep(1)\n"
    (finding,) = report_on({"main.py": f"{text}@router.get('/x')\nasync def x():\n    wait()\n"}, [RULE]).findings
    assert finding.trace[0].message == "handles a route"
