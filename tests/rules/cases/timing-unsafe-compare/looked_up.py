from fastapi import Depends, FastAPI, Header, HTTPException
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Invitation(Base):
    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    access_token: Mapped[str] = mapped_column(String)


def get_session():
    with Session() as session:
        yield session


@app.post("/invitations")
def accept(access_token: str = Header(), session: Session = Depends(get_session)) -> None:
    found = session.query(Invitation).filter(Invitation.access_token == access_token).first()
    if found is None or found.access_token != access_token:
        raise HTTPException(403)


@app.post("/invitations/{number}")
def accept_one(number: int, access_token: str = Header(), session: Session = Depends(get_session)) -> None:
    found = session.query(Invitation).filter(Invitation.id == number).first()
    if found is None or found.access_token != access_token:  # expect: timing-unsafe-compare
        raise HTTPException(403)
