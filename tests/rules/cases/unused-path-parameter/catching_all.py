from fastapi import FastAPI
from fastapi.responses import FileResponse

app = FastAPI()


@app.get("/files/{name:path}")  # expect: unused-path-parameter
def read_file():
    return FileResponse("index.html")


@app.get("/{full_path:path}")
def serve():
    return FileResponse("index.html")
