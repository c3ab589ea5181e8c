from fastapi import APIRouter, FastAPI

app = FastAPI()
books = APIRouter()
magazines = APIRouter()


@books.get("/shelf")
def read_books(): ...


@books.get("/shelf/{book_id}")
def read_book(book_id: int): ...


@magazines.get("/shelf")  # expect: duplicate-route
def read_magazines(): ...


@magazines.get("/magazines/latest")
def read_latest(): ...


@magazines.get("/magazines/{magazine_id}")
def read_magazine(magazine_id: int): ...


# What is included again is reached, or not, where it was included first.
for _ in (1, 2):
    app.include_router(books)
    app.include_router(magazines)
