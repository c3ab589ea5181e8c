"""Parsing checks nothing; code that turns some syntax down is a lead."""

import ast

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Code(BaseModel):
    code: str


class Restricted(ast.NodeVisitor):
    def visit_Import(self, node: ast.Import) -> None:
        raise HTTPException(400)


@app.post("/functions")
def functions(body: Code) -> None:
    for node in ast.parse(body.code).body:
        if isinstance(node, ast.FunctionDef):
            exec(compile(ast.Module(body=[node], type_ignores=[]), "<body>", "exec"))  # expect: code-injection


@app.post("/compiled")
def compiled(body: Code) -> None:
    run = compile(body.code, "<body>", "exec")  # expect: code-injection
    exec(run)


@app.post("/literal")
def literal(body: Code) -> object:
    return ast.literal_eval(ast.unparse(ast.parse(body.code, mode="eval")))


@app.post("/visited")
def visited(body: Code) -> None:
    tree = ast.parse(body.code)
    Restricted().visit(tree)
    exec(compile(tree, "<visited>", "exec"))  # expect: code-injection


@app.post("/walked")
def walked(body: Code) -> None:
    tree = ast.parse(body.code)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Attribute)):
            raise HTTPException(400)
    exec(compile(tree, "<walked>", "exec"))  # expect: code-injection
