from fastapi import FastAPI

app = FastAPI()


@app.post("/admin/debug/mail")
def try_mail() -> dict[str, str]:
    try:
        send()
    except Exception as error:
        return {"answer": f"Mail failed: {error}"}  # expect: unsanitized-error
    return {"answer": "ok"}


@app.post("/mail")
def mail() -> dict[str, str]:
    try:
        send()
    except Exception as error:
        return {"answer": f"Not sent: {error}"}  # expect: unsanitized-error
    return {"answer": "ok"}
