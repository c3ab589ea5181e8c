"""Who may use a workspace may not use what lies in others."""

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite://")
router = APIRouter(prefix="/workspaces/{workspace_id}")


class Base(DeclarativeBase): ...


class Agent(Base):
    __tablename__ = "agents"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int]


class Agents:
    def __init__(self, session: Session):
        self.session = session

    def find(self, agent_id: int):
        return self.session.get(Agent, agent_id)

    def find_inside(self, agent_id: int, workspace_id: int):
        return self.session.query(Agent).filter_by(id=agent_id, workspace_id=workspace_id).first()


def get_session():
    with Session(engine) as session:
        yield session


def get_user(request: Request):
    user = USERS.get(request.headers.get("authorization"))
    if user is None:
        raise HTTPException(401)
    return user


def require_member(workspace_id: int, user=Depends(get_user), min_role: str = "member"):
    if not has_role(workspace_id, user.id, min_role):
        raise HTTPException(403)
    return user


def require_admin(user=Depends(get_user)):
    if not user.is_admin:
        raise HTTPException(403)


def get_own_agent(agent_id: int, workspace_id: int, session=Depends(get_session)):
    return Agents(session).find_inside(agent_id, workspace_id)


@router.get("/agents/{agent_id}")  # expect: missing-object-authorization
def read_agent(workspace_id: int, agent_id: int, user=Depends(require_member), session=Depends(get_session)):
    return Agents(session).find(agent_id)


@router.delete("/agents/{agent_id}", dependencies=[Depends(require_member)])  # expect: missing-object-authorization
def delete_agent(agent_id: int, session=Depends(get_session)):
    session.delete(Agents(session).find(agent_id))


@router.get("/agents/{agent_id}/inside", dependencies=[Depends(require_member)])
def read_inside(workspace_id: int, agent_id: int, session=Depends(get_session)):
    return Agents(session).find_inside(agent_id, workspace_id)


@router.get("/agents/{agent_id}/compared", dependencies=[Depends(require_member)])
def read_compared(workspace_id: int, agent_id: int, session=Depends(get_session)):
    agent = Agents(session).find(agent_id)
    if agent.workspace_id != workspace_id:
        raise HTTPException(404)
    return agent


@router.get("/agents/{agent_id}/depended", dependencies=[Depends(require_member)])
def read_depended(agent=Depends(get_own_agent)):
    return agent


@router.get("/agents/{agent_id}/all", dependencies=[Depends(require_member), Depends(require_admin)])
def read_any(agent_id: int, session=Depends(get_session)):
    return Agents(session).find(agent_id)


app.include_router(router)
