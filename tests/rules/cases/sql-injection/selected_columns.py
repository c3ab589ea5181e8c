from fastapi import FastAPI, HTTPException
from sqlalchemy import text

app = FastAPI()
COLUMNS = {"name", "created"}


@app.get("/difference")
def difference(names: str, db):
    fields = names.split(",")
    if set(fields) - COLUMNS:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))


@app.get("/difference/reversed")
def difference_reversed(names: str, db):
    fields = names.split(",")
    if not set(fields) - COLUMNS:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))  # expect: sql-injection


@app.get("/subset")
def subset(names: str, db):
    fields = names.split(",")
    if not set(fields) <= COLUMNS:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))


@app.get("/before")
def before(name: str, db):
    if not name <= "name":
        raise HTTPException(400)
    return db.execute(text(f"SELECT {name} FROM items LIMIT 9"))  # expect: sql-injection


@app.get("/issubset")
def issubset(names: str, db):
    fields = names.split(",")
    if not set(fields).issubset(COLUMNS):
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))


@app.get("/unknown")
def unknown(names: str, db):
    fields = names.split(",")
    unknown = [field for field in fields if field not in COLUMNS]
    if unknown:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))


@app.get("/some-unknown")
def some_unknown(names: str, db):
    fields = names.split(",")
    unknown = [field for field in fields if field not in COLUMNS and field.islower()]
    if unknown:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))  # expect: sql-injection


@app.get("/one-known")
def one_known(names: str, db):
    fields = names.split(",")
    known = [field for field in fields if field in COLUMNS]
    if not known:
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))  # expect: sql-injection


@app.get("/any-known")
def any_known(names: str, db):
    fields = names.split(",")
    if not any(field in COLUMNS for field in fields):
        raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))  # expect: sql-injection


@app.get("/each-known")
def each_known(names: str, db):
    fields = names.split(",")
    for field in fields:
        if not any(field == column for column in COLUMNS):
            raise HTTPException(400)
    return db.execute(text(f"SELECT {', '.join(fields)} FROM items LIMIT 9"))
