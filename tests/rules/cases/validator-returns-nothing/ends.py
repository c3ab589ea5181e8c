from attrs import validators
from pydantic import BaseModel, field_validator, model_validator, validator
from sqlalchemy.orm import validates


class Item(BaseModel):
    name: str
    size: int | None

    @field_validator("name")
    @classmethod
    def returned(cls, value):
        if not value:
            raise ValueError("empty")
        return value

    @field_validator("size")
    @classmethod
    def emptied(cls, value):
        if value == 0:
            return None
        return value

    @field_validator("name")
    @classmethod
    def refused(cls, value):
        raise ValueError("never")

    @model_validator(mode="after")
    def both(self):
        if self.size:
            return self
        else:
            raise ValueError("no size")

    @field_validator("name")
    @classmethod
    def tried(cls, value):
        try:
            return int(value)
        except TypeError as error:
            raise ValueError("no number") from error

    def plain(self):
        self.name = ""

    @model_validator(mode="after")
    def checked(self):  # expect: validator-returns-nothing
        if not self.size:
            raise ValueError("no size")

    @validator("name")
    def half(cls, value):  # expect: validator-returns-nothing
        if value:
            return value.strip()

    @field_validator("name")
    @classmethod
    def left(cls, value):  # expect: validator-returns-nothing
        if not value:
            return
        return value


class Row:
    @validates("name")
    def check(self, key, value):
        print(value)

    @validators.validator
    def other(self):
        print("no")


class Call(BaseModel):
    given: int | None
    other: int | None

    @field_validator("given")
    @classmethod
    def none_given(cls, value) -> None:
        if value is None:
            return
        raise TypeError("not to be given")

    @field_validator("other")
    @classmethod
    def lost(cls, value):  # expect: validator-returns-nothing
        if value is not None:
            return
        raise TypeError("to be given")

    @field_validator("other")
    @classmethod
    def uninformed(cls, value, info):  # expect: validator-returns-nothing
        if info is None:
            return
        raise TypeError("not to be given")
