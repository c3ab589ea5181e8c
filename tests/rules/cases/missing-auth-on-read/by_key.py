"""An open route that fetches a row by its key, among routes that ask for a login."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


class Table(DeclarativeBase): ...


class Patient(Table):
    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    ward: Mapped[str]


def get_session() -> Session: ...


def nurse(token: str = Depends(oauth2_scheme)):
    found = nurse_of(token)
    if found is None:
        raise HTTPException(401)
    return found


@app.get("/patients")
def patients(session: Session = Depends(get_session), who=Depends(nurse)):
    return session.query(Patient).limit(10).all()


@app.get("/patients/{number}/wards")
def wards(number: int, session: Session = Depends(get_session), who=Depends(nurse)):
    return session.query(Patient).filter(Patient.id == number).first()


@app.get("/patients/{number}")  # expect: missing-auth-on-read
def patient(number: int, session: Session = Depends(get_session)):
    return {"ward": session.get(Patient, number).ward}
