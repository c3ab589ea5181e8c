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
