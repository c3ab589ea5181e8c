from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(  # expect: cors-weak-origin-pattern
    CORSMiddleware, allow_origins=["https://a.example.org", "null"], allow_credentials=True
)
app.add_middleware(  # expect: cors-weak-origin-pattern
    CORSMiddleware, allow_origin_regex=r"https://app.example\.org", allow_credentials=True
)
app.add_middleware(  # expect: cors-weak-origin-pattern
    CORSMiddleware, allow_origin_regex=r"https://example\.org.*", allow_credentials=True
)
app.add_middleware(  # expect: cors-weak-origin-pattern
    CORSMiddleware, allow_origin_regex=r"^https://(.*)?example\.org$", allow_credentials=True
)
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\.example\.org", allow_credentials=True)
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https?://localhost(:\d+)?", allow_credentials=True)
app.add_middleware(CORSMiddleware, allow_origin_regex=r"http://localhost:.*", allow_credentials=True)
app.add_middleware(
    CORSMiddleware, allow_origin_regex=r"https://([a-z0-9-]+\.)*example\.(org|net)", allow_credentials=True
)
