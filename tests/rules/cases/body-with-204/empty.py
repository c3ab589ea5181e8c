from fastapi import FastAPI, Response, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.delete("/a", status_code=204)
def nothing(): ...


@app.delete("/b", status_code=status.HTTP_204_NO_CONTENT)
def none() -> None:
    return None


@app.delete("/c", status_code=204)
def response():
    return Response(status_code=204)


@app.delete("/d", status_code=204)
async def result():
    return await remove()


@app.delete("/e", status_code=204)
def other_status(found: bool):
    if not found:
        return JSONResponse({"detail": "gone"}, status_code=410)


@app.delete("/f", status_code=204, response_model=None)
def switched_off() -> None:
    return None


@app.delete("/g", status_code=204)
def bad():
    answer = {"deleted": True}
    return answer  # expect: body-with-204


@app.delete("/h", status_code=status.HTTP_204_NO_CONTENT, response_model=Item)  # expect: body-with-204
def model(): ...


@app.get("/i", status_code=304)
def item():
    return Item(name="a")  # expect: body-with-204


@app.delete("/j")
def rendered():
    return JSONResponse(None, status_code=status.HTTP_204_NO_CONTENT)  # expect: body-with-204


@app.delete("/k", status_code=204)
def maybe(found: bool):
    answer = None
    if found:
        answer = {"deleted": True}
    return answer
