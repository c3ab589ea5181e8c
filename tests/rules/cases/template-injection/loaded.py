"""Templates that a loader is given, and names of templates."""

from fastapi import FastAPI
from jinja2 import DictLoader, Environment
from jinja2.nativetypes import NativeEnvironment
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

app = FastAPI()


class Mail(BaseModel):
    name: str
    subject: str
    content: str


@app.post("/preview")
def preview(mail: Mail):
    environment = Environment(loader=DictLoader({"content": mail.content}))  # expect: template-injection
    return environment.get_template("content").render()


@app.post("/sandboxed")
def sandboxed(mail: Mail):
    return SandboxedEnvironment(loader=DictLoader({"content": mail.content})).get_template("content").render()


@app.post("/named")
def named(mail: Mail):
    return Environment(loader=DictLoader({mail.name: "Hello"})).get_template(mail.name).render()


@app.post("/computed")
def computed(mail: Mail):
    return NativeEnvironment().compile_expression(mail.subject)()  # expect: template-injection
