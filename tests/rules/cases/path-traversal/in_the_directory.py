from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
RESULTS = Path("/srv/results")


def is_file_in_dir(file: Path, directory: Path) -> bool:
    return file.is_file() and file.parent.samefile(directory)


@app.get("/results")
def read_result(name: str):
    path = (RESULTS / name).with_suffix(".json")
    if not is_file_in_dir(path, RESULTS):
        raise HTTPException(404)
    return path.read_text()


@app.get("/files")
def read_file(name: str):
    path = RESULTS / name
    if not path.is_file():
        raise HTTPException(404)
    return path.read_text()  # expect: path-traversal
