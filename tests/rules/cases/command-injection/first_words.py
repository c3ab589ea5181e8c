"""The program that a command begins with says nothing of what the shell makes of the rest."""

import shlex
import subprocess

from fastapi import FastAPI, HTTPException

app = FastAPI()
PROGRAMS = {"ls", "cat"}


@app.post("/shell")
def shell(command: str):
    if command.split()[0] not in PROGRAMS:
        raise HTTPException(403)
    return subprocess.run(command, shell=True)  # expect: command-injection


@app.post("/program")
def program(command: str):
    words = shlex.split(command)
    if words[0] not in PROGRAMS:
        raise HTTPException(403)
    return subprocess.run([words[0]])
