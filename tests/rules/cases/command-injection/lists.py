import subprocess

from fastapi import FastAPI

app = FastAPI()


@app.post("/tunnels")
def tunnel(host: str) -> None:
    command = ["ssh", "-N"]
    command += ["-p", "22"]
    command += [host]
    subprocess.run(command)  # expect: command-injection


@app.post("/tools")
def run(tool: str) -> None:
    subprocess.run([tool] + ["--version"])  # expect: command-injection
