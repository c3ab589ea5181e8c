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


class PermissionDenied(NotThere): ...


OWN = (NotThere, PermissionDenied)


@app.get("/orders/{order_id}/choice")
def choice(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        detail = str(error) if isinstance(error, (NotThere, AssertionError)) else "It failed."
        raise HTTPException(400, detail=detail)


@app.get("/orders/{order_id}/other-choice")
def other_choice(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        detail = "It failed." if isinstance(error, NotThere) else str(error)
        raise HTTPException(400, detail=detail)  # expect: unsanitized-error


@app.get("/orders/{order_id}/listed")
def listed(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        if isinstance(error, OWN):
            raise HTTPException(404, detail=str(error))
        if isinstance(error, (*OWN, OSError)):
            raise HTTPException(404, detail=str(error))  # expect: unsanitized-error
        raise


@app.get("/orders/{order_id}/passed-on")
def passed_on(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        if not isinstance(error, HTTPException):
            raise
        raise HTTPException(409, detail={"reason": error.detail})


@app.get("/orders/{order_id}/matched")
def matched(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        match error:
            case NotThere():
                raise HTTPException(404, detail=str(error))
            case OSError() | NotThere():
                raise HTTPException(400, detail=str(error))  # expect: unsanitized-error
        raise


@app.get("/orders/{order_id}/exactly")
def exactly(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        if type(error) is NotThere:
            raise HTTPException(404, detail=str(error))
        if isinstance(error, NotThere) or error.args:
            raise HTTPException(500, detail=str(error))  # expect: unsanitized-error
        raise


def told(error: Exception) -> str:
    return str(error) if isinstance(error, NotThere) or isinstance(error, AssertionError) else "It failed."


def told_all(error: Exception) -> str:
    return str(error) or "It failed."


@app.get("/orders/{order_id}/told")
def read_told(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        raise HTTPException(400, detail=told(error))


@app.get("/orders/{order_id}/told-all")
def read_told_all(order_id: int):
    try:
        return find(order_id)
    except Exception as error:
        raise HTTPException(400, detail=told_all(error))  # expect: unsanitized-error


@app.get("/orders/{order_id}/caught-by-list")
def caught_by_list(order_id: int):
    try:
        return find(order_id)
    except OWN as error:
        raise HTTPException(400, detail=str(error))


class Failed:
    def __init__(self, reason: str):
        self.reason = reason


def attempt(order_id: int) -> dict | Failed:
    try:
        return find(order_id)
    except Exception as error:
        return Failed(str(error))


@app.get("/orders/{order_id}/attempted")
def attempted(order_id: int):
    result = attempt(order_id)
    match result:
        case Failed():
            raise HTTPException(500, detail=result.reason)  # expect: unsanitized-error
    return {"found": True}


@app.get("/orders/{order_id}/attempted-again")
def attempted_again(order_id: int):
    result = attempt(order_id)
    if isinstance(result, Failed):
        raise HTTPException(500, detail=result.reason)  # expect: unsanitized-error
    return {"found": True}
