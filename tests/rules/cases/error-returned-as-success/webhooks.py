from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/payments/webhook")
async def on_payment(request: Request):
    event = await request.json()
    if event["product"] != "shop":
        return {"success": False}
    return {"success": True}


@app.post("/payments")
async def pay(amount: int):
    if amount < 0:
        return {"success": False}  # expect: error-returned-as-success
    return {"success": True}
