from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/workspaces/{workspace_id}/docs")
def refuse_documents():
    """Documents are switched off."""
    raise HTTPException(404, "switched off")


@app.get("/workspaces/{workspace_id}/notes")  # expect: unused-path-parameter
def list_notes():
    return []
