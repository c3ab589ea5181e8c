from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()
router = APIRouter()


class Pages:
    def page(self):
        return "<p>hello</p>"

    @property
    def Page(self):
        return Annotated[str, Depends(self.page)]

    def register(self):
        # What a dependency gives is not what a client sends.
        async def show(page: self.Page):
            return HTMLResponse(page)

        async def echo(text: str):
            return HTMLResponse(text)  # expect: html-injection

        router.add_api_route("/page", show)
        router.add_api_route("/echo", echo)


Pages().register()
app.include_router(router)
