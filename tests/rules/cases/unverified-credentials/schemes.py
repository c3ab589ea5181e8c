import limiter
import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
api_key = APIKeyHeader(name="X-Key")
bearer = HTTPBearer()
app = FastAPI()
router = APIRouter(prefix="/keys", dependencies=[Depends(api_key)])


@router.get("/all")  # expect: unverified-credentials
def read_keys(): ...


app.include_router(router)


@app.get("/unused")  # expect: unverified-credentials
def unused(token: str = Depends(oauth2_scheme)): ...


def token_of(credentials: HTTPAuthorizationCredentials = Depends(bearer)):  # expect: unverified-credentials
    return credentials.credentials


@app.get("/first")
def first(token: str = Depends(token_of)): ...


@app.get("/second")
def second(token: str = Depends(token_of)): ...


def get_caller(token: str = Depends(oauth2_scheme)):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(401)


@app.get("/verified")
def verified(caller: dict = Depends(get_caller)): ...


@app.get("/in-the-handler")
def in_the_handler(token: str = Depends(oauth2_scheme)):
    user = service.user_from_token(token)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/compared")
def compared(key: str = Depends(api_key)):
    if key != KEY:
        raise HTTPException(403)


@app.get("/open")
def everybody(): ...


class SwitchedLimiter(limiter.RateLimiter):
    async def __call__(self, request, response):
        if settings.limits:
            await super().__call__(request, response)


@app.post("/limited", dependencies=[Depends(SwitchedLimiter(times=3))])
def a_limiter_asks_for_no_credentials(): ...


class OwnBearer(HTTPBearer):
    async def __call__(self, request):
        return await super().__call__(request)


@app.post("/own-scheme", dependencies=[Depends(OwnBearer())])  # expect: unverified-credentials
def a_scheme_of_the_project(): ...
