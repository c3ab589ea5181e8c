"""How sure a finding is, and what the options change."""

from __future__ import annotations

import pytest

from fastlint.config import Config
from fastlint.finding import Finding, Persona
from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "missing-pagination")
HEAD = """
from fastapi import Depends, FastAPI
from sqlalchemy.orm import DeclarativeBase, Session

class Base(DeclarativeBase): ...
class Item(Base):
    name: str
class UserRole(Base): ...
class Prototype(Base): ...

app = FastAPI()
"""


def found(path: str, result: str, bounded_tables: tuple[str, ...] = ()) -> list[Finding]:
    signature = "def read(limit: int = 20, db: Session = Depends(get_db)):"
    text = f'{HEAD}\n@app.get("{path}")\n{signature}\n    return {result}\n'
    options = {RULE.name: {"bounded-tables": bounded_tables}}
    config = Config(select=(RULE.name,), persona=Persona.AUDITOR, rules=options)
    return report_on({"main.py": text}, [RULE], config).findings


@pytest.mark.parametrize(
    ("path", "result", "confidence"),
    [
        ("/items", "db.query(Item).all()", "high"),
        ("/items", "db.query(Item).filter(Item.name == 'a').all()", "medium"),
        ("/items", "{'items': db.query(Item).all()}", "high"),
        ("/orders/{order_id}", "{'items': db.query(Item).all()}", "low"),
        ("/orders/{order_id}", "db.query(Item).all()", "high"),
        ("/orders/{order_id}/items", "db.query(Item).filter(Item.order_id == 1).all()", "low"),
        ("/mine", "db.query(Item).filter(Item.owner_id == user.id).all()", "low"),
        ("/mine", "db.query(Item).filter_by(user_id=user.id).all()", "low"),
        ("/roles", "db.query(UserRole).all()", "low"),
        ("/prototypes", "db.query(Prototype).all()", "high"),
        ("/statistics", "{'items': db.query(Item).all()}", "low"),
    ],
)
def test_confidence_falls_with_filters_and_details(path: str, result: str, confidence: str) -> None:
    (finding,) = found(path, result)
    assert finding.confidence == confidence


def test_tables_that_stay_small_are_named_in_the_configuration() -> None:
    assert len(found("/items", "db.query(Item).all()")) == 1
    assert found("/items", "db.query(Item).all()", bounded_tables=("Item",)) == []


def test_a_limit_that_the_query_ignores_is_named() -> None:
    (finding,) = found("/items", "db.query(Item).all()")
    assert "`limit`" in finding.message


def test_the_trace_leads_from_the_handler_to_the_fetch() -> None:
    text = (
        HEAD + "def fetch(db):\n    return db.query(Item).all()\n\n"
        '@app.get("/items")\ndef read(db: Session = Depends(get_db)):\n    return fetch(db)\n'
    )
    (finding,) = report_on({"main.py": text}, [RULE]).findings
    assert [step.message for step in finding.trace] == ["calls `fetch`", "fetches every row"]
    assert finding.span == finding.trace[0].span
