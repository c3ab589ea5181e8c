from fastapi import FastAPI, HTTPException

app = FastAPI()


class NotThere(Exception): ...


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        if isinstance(error, NotThere):
            raise HTTPException(404, detail=str(error))
        raise HTTPException(500, detail=str(error))  # expect: unsanitized-error
