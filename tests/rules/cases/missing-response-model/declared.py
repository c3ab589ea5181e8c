from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, StreamingResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel

app = FastAPI()
templates = Jinja2Templates(directory="templates")


class Item(BaseModel):
    name: str


@app.get("/a", response_model=Item)
def by_argument():
    return load()


@app.get("/b")
def by_annotation() -> Item:
    return load()


@app.get("/c", response_model=None)
def switched_off():
    return load()


@app.get("/d", response_class=HTMLResponse)
def by_class():
    return "<p>hello</p>"


@app.get("/e")
def redirect():
    return RedirectResponse("/a")


@app.get("/f")
def page(request: Request):
    return templates.TemplateResponse(request, "page.html")


@app.get("/g")
def stream():
    answer = StreamingResponse(lines())
    return answer


@app.get("/h", status_code=204)
def nothing():
    return None


@app.get("/i", include_in_schema=False)
def hidden():
    return load()


@app.post("/j")
def no_result():
    store()


def download():
    return FileResponse("report.pdf")


@app.get("/k")
def helper():
    return download()


@app.get("/l")
def data():  # expect: missing-response-model
    return load()
