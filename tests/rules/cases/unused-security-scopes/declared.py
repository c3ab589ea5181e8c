"""What takes nothing and does nothing only writes the scopes into the document: the handler asks for them."""

from fastapi import FastAPI, Security

app = FastAPI()


def declare_scopes() -> None:
    """Show in the document what the handler asks for."""
    pass


def let_in() -> None:
    write_down("somebody came")


@app.post("/orders", dependencies=[Security(declare_scopes, scopes=["orders:write"])])
def create_order(): ...


@app.post("/notes", dependencies=[Security(let_in, scopes=["notes:write"])])  # expect: unused-security-scopes
def create_note(): ...
