from functools import partial

from fastapi import FastAPI, Request, status
from fastapi.responses import JSONResponse


async def in_words_of_the_handler(request: Request, error: Exception) -> JSONResponse:
    detail = getattr(error, "detail", "Something went wrong.")
    return JSONResponse({"detail": detail}, status_code=getattr(error, "status_code", 500))


async def in_fields_of_the_error(request: Request, error: Exception) -> JSONResponse:
    fields, code = getattr(error, "fields", []), getattr(error, "error_code", 500)
    return JSONResponse({"fields": fields, "code": code}, status_code=500)


async def in_arguments_of_the_error(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": getattr(error, "args", [])}, status_code=500)  # expect: unsanitized-error


async def in_words_of_the_error(request: Request, error: Exception) -> JSONResponse:
    detail = getattr(error, "detail", str(error))
    return JSONResponse({"detail": detail}, status_code=500)  # expect: unsanitized-error


async def of_its_own_kind(request: Request, error: Exception) -> JSONResponse:
    return OwnResponse({"detail": "Something went wrong."}, status=getattr(error, "status_code", 500))


async def of_another_status(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": error.detail}, status_code=422)


async def of_the_worst_status(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=500)  # expect: unsanitized-error


async def in_a_dictionary(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=500)  # expect: unsanitized-error


async def with_a_name_bound(request: Request, error: Exception, title: str) -> JSONResponse:
    return JSONResponse({title: str(error)}, status_code=500)  # expect: unsanitized-error


async def while_developing(request: Request, error: Exception) -> JSONResponse:
    if settings.environment == "dev":
        return JSONResponse({"detail": str(error)}, status_code=500)
    return JSONResponse({"detail": "Something went wrong."}, status_code=500)


async def while_nobody_develops(request: Request, error: Exception) -> JSONResponse:
    if settings.environment == "production":
        return JSONResponse({"detail": str(error)}, status_code=500)  # expect: unsanitized-error
    return JSONResponse({"detail": "Something went wrong."}, status_code=500)


app = FastAPI(exception_handlers={Exception: in_a_dictionary, 500: partial(with_a_name_bound, title="detail")})
app.add_exception_handler(Exception, of_its_own_kind)
app.add_exception_handler(status.HTTP_422_UNPROCESSABLE_ENTITY, of_another_status)
app.add_exception_handler(status.HTTP_500_INTERNAL_SERVER_ERROR, of_the_worst_status)
app.add_exception_handler(Exception, in_words_of_the_handler)
app.add_exception_handler(Exception, in_fields_of_the_error)
app.add_exception_handler(Exception, in_arguments_of_the_error)
app.add_exception_handler(Exception, in_words_of_the_error)
app.add_exception_handler(Exception, while_developing)
app.add_exception_handler(Exception, while_nobody_develops)


def steps(count: int):
    yield count
    return count + 1


@app.get("/results")
def result() -> int:
    made = steps(3)
    try:
        next(made)
        next(made)
    except StopIteration as stop:
        return stop.value
    return 0


@app.get("/words")
def words() -> dict[str, str]:
    made = steps(3)
    try:
        next(made)
    except StopIteration as stop:
        return {"answer": str(stop)}  # expect: unsanitized-error
    return {}
