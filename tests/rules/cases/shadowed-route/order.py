from fastapi import APIRouter, FastAPI, WebSocket

from settings import DEBUG

app = FastAPI()


# Converters make the paths distinct.
@app.get("/items/{item_id:int}")
def read_item(item_id: int): ...


@app.get("/items/latest")
def read_latest(): ...


# Another method, another number of segments, another kind.
@app.get("/users/{user_id}")
def read_user(user_id: int): ...


@app.post("/users/me")
def create_me(): ...


@app.get("/users/me/photo")
def read_photo(): ...


@app.websocket("/users/me")
async def follow(socket: WebSocket): ...


@app.get("/users/me")  # expect: shadowed-route
def read_me(): ...


# A route that may not be there shadows nothing for sure.
if DEBUG:

    @app.get("/debug/{name}")
    def debug(name: str): ...


@app.get("/debug/state")
def debug_state(): ...


# Literals around a parameter, and names of parameters that differ.
@app.get("/files/{name}.json")
def read_json(name: str): ...


@app.get("/files/report.txt")
def read_report(): ...


@app.get("/files/report.json")  # expect: shadowed-route
def read_report_as_json(): ...


# Across routers: the order of the includes counts.
first = APIRouter(prefix="/teams")
second = APIRouter(prefix="/teams")


@second.get("/mine")  # expect: shadowed-route
def own_team(): ...


@first.get("/{team}")
def read_team(team: str): ...


@first.get("/{team}/{member}")
def read_member(team: str, member: str): ...


@second.get("/{team}/leader")  # expect: shadowed-route
def read_leader(team: str): ...


@second.get("/{rest:path}")
def anything(rest: str): ...


app.include_router(first)
app.include_router(second)


@app.get("/teams/a/b/c")  # expect: shadowed-route
def deep(): ...


# A wide parameter comes after a narrow one: only a part is caught.
@app.get("/logs/{day:int}")
def read_logs(day: int): ...


@app.get("/logs/{name}")
def read_named_logs(name: str): ...
