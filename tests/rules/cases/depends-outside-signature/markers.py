from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Security


class Service:
    def __init__(self, session):
        self.session = session


def build() -> FastAPI:
    guard = Depends(get_user)
    app = FastAPI(dependencies=[Depends(get_session)])
    router = APIRouter(dependencies=[guard])
    app.include_router(router, dependencies=[Depends(get_session), Security(get_user)])
    User = Annotated[dict, Depends(get_user)]

    @app.get("/a", dependencies=[Depends(get_session)])
    def read(user: User, session=Depends(get_session)): ...

    app.add_api_route("/b", read, dependencies=[Depends(get_user)])
    return app


def require(role: str):
    return Depends(make(role))


def collect(roles):
    found = [Depends(make(role)) for role in roles]
    found.append(Depends(get_user))
    return found


def inspect():
    marker = Depends(get_user)
    return marker.dependency


def router_of(guard, changes: Depends):
    router = APIRouter(dependencies=[guard])

    @router.get("/changes")
    def read_changes(found=changes): ...

    @router.get("/guarded")
    def read_guarded(user=guard): ...

    return router


def made():
    return router_of(Depends(get_user), changes=Depends(get_changes))


async def bad():
    session = Depends(get_session)  # expect: depends-outside-signature
    await session.commit()
    Depends(get_user).name  # expect: depends-outside-signature
    with Depends(get_session) as other:  # expect: depends-outside-signature
        other.commit()
    return Service(Depends(get_session))  # expect: depends-outside-signature
