"""A route that takes an id and no caller, beside routes that look at him; guards and tables of other packages."""

# file: press/jobs.py
from acme_press.models.print_run import PrintRun
from acme_press.security import check_login, require_editor
from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel

from .access import reader
from .queue import Queue, get_queue

router = APIRouter(prefix="/jobs")


class RunOut(BaseModel):
    organisation_id: int


@router.get("/{job_id}")
async def read_job(job_id: str, queue: Queue = Depends(get_queue), who=Depends(reader)):
    job = await queue.find(job_id)
    if job.started_by != who.id:
        raise HTTPException(404)
    return job


@router.post("/{job_id}/stop", dependencies=[Depends(reader)])  # expect: missing-object-authorization
async def stop_job(job_id: str, queue: Queue = Depends(get_queue)):
    return await queue.stop(job_id)


@router.get("/{job_id}/kind", dependencies=[Depends(reader)])
async def kind_of(job_id: str):
    return "print"


@router.get("/runs/{run_id}")  # expect: missing-object-authorization
def read_run(run_id: int, session, login=Depends(check_login)):
    return session.query(PrintRun).filter(PrintRun.id == run_id).first()


@router.get("/runs/{run_id}/own")
def read_own(run_id: int, session, login=Depends(check_login)):
    return session.query(PrintRun).filter(PrintRun.id == run_id, PrintRun.name == login.name).first()


@router.get("/runs/{run_id}/edited", dependencies=[Depends(require_editor("role"))])
def read_edited(run_id: int, session):
    return session.query(PrintRun).filter(PrintRun.organisation_id == 4, PrintRun.id == run_id).first()


# file: press/access.py
from fastapi import Header, HTTPException


def reader(authorization: str = Header()):
    user = user_of(authorization)
    if user is None:
        raise HTTPException(401)
    return user


# file: press/queue.py
class Queue:
    async def find(self, job_id: str): ...

    async def stop(self, job_id: str):
        task = self.tasks.pop(job_id)
        task.cancel()


def get_queue() -> Queue: ...


# file: press/app.py
from fastapi import FastAPI

from .jobs import router

app = FastAPI()
app.include_router(router)
