"""Names of FastAPI, Starlette and Pydantic that are gone, or on their way out."""
