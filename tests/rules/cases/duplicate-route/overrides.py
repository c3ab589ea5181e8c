from fastapi import APIRouter, FastAPI

from settings import LEGACY

app = FastAPI()
router = APIRouter()


def read_all(): ...


# One handler twice, other methods, alternatives.
router.add_api_route("/things", read_all)
app.include_router(router)
app.include_router(router)


@app.api_route("/things", methods=["GET", "POST"])
def read_or_create_things(): ...


@app.put("/things")
def replace_things(): ...


if LEGACY:

    @app.get("/reports")
    def old_reports(): ...

else:

    @app.get("/reports")
    def new_reports(): ...


@app.get("/shops/{shop_id}")
def read_shop(shop_id: int): ...


@app.get("/shops/{shop_id}")  # expect: duplicate-route
def read_shop(shop_id: int): ...


@app.get("/shops/{name:path}")
def read_shop_by_path(name: str): ...
