import hashlib
import hmac
import os

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

app = FastAPI()


def check_key(x_api_key: str = Header()):
    if not hmac.compare_digest(x_api_key, os.environ["API_KEY"]):
        raise HTTPException(401)


def is_genuine(body: bytes, signature: str) -> bool:
    expected = hmac.new(os.environb[b"KEY"], body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


@app.post("/items", dependencies=[Depends(check_key)])
def create_item(): ...


@app.post("/login")
def log_in(): ...


@app.post("/auth/token")
def issue(): ...


@app.post("/api/v1/login/access-token")
def login_access_token(): ...


@app.post("/users/signup")
def sign_up(): ...


@app.post("/users", status_code=201)
def register_user(): ...


@app.post("/password-recovery/{email}")
def recover(email: str): ...


@app.post("/reset-password/")
def reset(): ...


@app.post("/auth/refresh")
def refresh(): ...


@app.post("/logout")
def leave(): ...


@app.post("/webhooks/stripe")
async def signed_hook(request: Request, stripe_signature: str = Header()):
    if not is_genuine(await request.body(), stripe_signature):
        raise HTTPException(400)


@app.post("/items/search")
def search(): ...


if os.getenv("ENVIRONMENT") == "local":

    @app.post("/private/users")
    def create_private_user(): ...


@app.post("/webhooks/open")  # expect: missing-auth-dependency
async def unsigned_hook(request: Request):
    return await request.json()


@app.post("/tokens")  # expect: missing-auth-dependency
def create_api_token(): ...


@app.delete("/auth/users/{user_id}")  # expect: missing-auth-dependency
def delete_user(user_id: int): ...


@app.post("/registered-devices")  # expect: missing-auth-dependency
def register_device(): ...


@app.put("/orders/{order_id}/status")  # expect: missing-auth-dependency
def change_status(order_id: int): ...


@app.post("/orders/{order_id}/confirm")  # expect: missing-auth-dependency
def confirm_order(order_id: int): ...


@app.post("/catalogue/refresh")  # expect: missing-auth-dependency
def refresh_catalogue(): ...


@app.post("/me/change-password")  # expect: missing-auth-dependency
def change_password(): ...


# Who logs in with another provider, exchanges a token, or writes before having an account.
@app.post("/auth/github-login")
def enter_by_code(): ...


@app.post("/auth/google")
def enter_by_id_token(): ...


@app.post("/sessions/by-provider")
def wechat_login(): ...


@app.post("/new_access_token")
def renew(): ...


@app.post("/token/refresh")
def token_refresh(): ...


@app.post("/login-steps/2fa/fido2/complete")
def show_the_key(): ...


@app.post("/orders/complete")  # expect: missing-auth-dependency
def complete_order(): ...


@app.post("/contact-us")
def write_to_us(): ...


@app.post("/sales-inquiries")
def ask_sales(): ...


@app.post("/waitlist")
def wait(): ...


# Words that only look like it.
@app.post("/cash-register")  # expect: missing-auth-dependency
def open_drawer(): ...


@app.post("/newsletters")  # expect: missing-auth-dependency
def write_newsletter(): ...


# A secret that was handed out, in the path or in the body, says who calls.
class Claim(BaseModel):
    invitation_token: str


@app.patch("/checkouts/{client_secret}")
def change_checkout(client_secret: str): ...


@app.post("/seats/claim")
def claim_seat(claim: Claim): ...


class Seat(BaseModel):
    number: int


@app.post("/seats")  # expect: missing-auth-dependency
def create_seat(seat: Seat): ...


# Nothing but a redirect, and one handler told once.
@app.post("/old-orders")
@app.put("/old-orders")
def moved(request: Request):
    url = str(request.url) + "/"
    return RedirectResponse(url, 308)


@app.post("/notes")
@app.put("/notes")  # expect: missing-auth-dependency
def write_note(): ...


# Who sets up the server has no account yet.
@app.post("/create_first_admin")
def create_first_admin(): ...


class Person(BaseModel):
    email: str


class NewPerson(Person):
    password: str


@app.post("/api/users")
def create_user(person: NewPerson): ...


@app.post("/api/members")  # expect: missing-auth-dependency
def create_member(person: Person): ...


@app.post("/auth/invitation")
def login_invited(code: str): ...


@app.post("/auth/customer")  # expect: missing-auth-dependency
def login_as_customer(customer_id: int): ...


@app.put("/auth/install")
def first_install(name: str): ...


@app.post("/amounts/conversion")
def convert_amount(amount: float, unit: str):
    return amount * UNITS[unit]


@app.post("/auth/header")
def enter_by_header(): ...


@app.post("/token/refresh")
def renew_token(): ...


@app.post("/api/auth")
def enter_by_password(password: str): ...


@app.post("/saml/sls")
def log_out_by_saml(): ...
