from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()
scheme = HTTPBearer(auto_error=False)


def current_user(*, optional: bool = False):
    async def user(token=Depends(scheme)):
        if token is None:
            if optional:
                return None
            raise HTTPException(401)
        return find(token)

    return user


# How the guard is made decides whether it gives None.
@app.get("/claims")
async def claims(user=Depends(current_user())):
    return user.claims


@app.get("/greeting")
async def greeting(user=Depends(current_user(optional=True))):
    return user.name  # expect: unchecked-optional-credentials


class User:
    def __init__(self, optional: bool = False):
        self.optional = optional

    async def find(self, token):
        return await find(token)

    async def __call__(self, token=Depends(scheme)):
        try:
            user = await self.find(token)
        except KeyError:
            if self.optional:
                return None
            raise HTTPException(401)
        return user


strict_user = User(optional=False)
lax_user = User(optional=True)


@app.get("/orders")
async def orders(user=Depends(strict_user)):
    return user.orders


@app.get("/farewell")
async def farewell(user=Depends(lax_user)):
    return user.name  # expect: unchecked-optional-credentials
