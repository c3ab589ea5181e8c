"""Names of members of modules, code that is parsed before it is run, models that bring code."""

import ast
import math

from fastapi import FastAPI
from transformers import AutoModel

app = FastAPI()


@app.get("/functions")
def function(name: str, value: float):
    return getattr(math, name)(value)  # expect: code-injection


@app.post("/code")
def code(text: str):
    tree = ast.parse(text)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            exec(compile(ast.Module(body=[node], type_ignores=[]), "client", "exec"))  # expect: code-injection


@app.post("/models")
def model(name: str):
    AutoModel.from_pretrained(name, trust_remote_code=True)  # expect: code-injection


@app.post("/plain-models")
def plain_model(name: str):
    AutoModel.from_pretrained(name)
