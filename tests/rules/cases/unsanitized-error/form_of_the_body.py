import json

from fastapi import FastAPI, HTTPException, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Article(BaseModel):
    title: str


@app.post("/articles/import")
async def import_article(file: UploadFile):
    try:
        article = Article(**json.loads(await file.read()))
    except Exception as error:
        raise HTTPException(400, f"Not an article: {error}")  # expect: unsanitized-error
    return article.title


@app.post("/articles")
async def save_article(article: Article):
    try:
        store(article)
    except Exception as error:
        raise HTTPException(400, f"Not saved: {error}")  # expect: unsanitized-error
