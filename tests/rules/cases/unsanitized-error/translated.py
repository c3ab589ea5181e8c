from fastapi import FastAPI, HTTPException

app = FastAPI()


class NotThere(Exception): ...


def translated(error: Exception) -> HTTPException:
    if isinstance(error, NotThere):
        return HTTPException(404, detail=str(error))
    return HTTPException(500, detail=str(error))  # expect: unsanitized-error


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        raise translated(error) from error
