from fastapi import FastAPI
from jinja2 import Template

app = FastAPI()


@app.get("/pages/{name}")
def page(name: str) -> str:
    with open(f"/srv/pages/{name}") as file:
        text = file.read()
    return Template(text).render()


@app.post("/pages")
def preview(text: str) -> str:
    return Template(text).render()  # expect: template-injection
