from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])  # expect: cors-any-origin

listed = FastAPI()
listed.add_middleware(CORSMiddleware, allow_origins=["https://a.example.org"], allow_headers=["*"])

credentials = FastAPI()
credentials.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
