"""A router class of the project's own registers twice; what is told stands at the routes, once each."""

from fastapi import APIRouter, FastAPI


class TwicePathRouter(APIRouter):
    def api_route(self, path, *, include_in_schema=True, **options):
        plain = super().api_route(path.rstrip("/"), include_in_schema=include_in_schema, **options)
        slashed = super().api_route(path.rstrip("/") + "/", include_in_schema=False, **options)

        def both(function):
            slashed(function)
            return plain(function)

        return both


class SlashRouter(APIRouter):
    def add_api_route(self, path, endpoint, **options):
        super().add_api_route(path, endpoint, **options)
        super().add_api_route(f"{path}/", endpoint, **options)


class StockRouter(APIRouter):
    def __init__(self):
        super().__init__(prefix="/stock")
        self.add_api_route("/in", self.take_in, methods=["POST"])  # expect: missing-auth-dependency
        self.add_api_route("/out", self.take_out, methods=["POST"])  # expect: missing-auth-dependency

    def take_in(self, sku: str): ...

    def take_out(self, sku: str): ...


app = FastAPI()  # expect: missing-auth-dependency
pallets = TwicePathRouter(prefix="/pallets")
crates = SlashRouter(prefix="/crates")


@pallets.post("/{number}")  # expect: missing-auth-dependency
def store_pallet(number: int): ...


@pallets.delete("/{number}")  # expect: missing-auth-dependency
def drop_pallet(number: int): ...


@crates.put("/{number}")  # expect: missing-auth-dependency
def move_crate(number: int): ...


def count_crates(shelf: str): ...


crates.add_api_route("/counts", count_crates, methods=["POST"])  # expect: missing-auth-dependency

app.include_router(pallets)
app.include_router(crates)
app.include_router(StockRouter())
