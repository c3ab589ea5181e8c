from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Security
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer, SecurityScopes

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
key_header = APIKeyHeader(name="X-Key")
app = FastAPI()


def get_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(401)
    return user


def require_permission(name: str):
    def check(user=Depends(get_user)):
        if name not in user.permissions:
            raise HTTPException(403)

    return check


def get_scoped(scopes: SecurityScopes, user=Depends(get_user)):
    if not user.has(scopes.scopes):
        raise HTTPException(403)


def check_key(key: str = Depends(key_header)):
    if key != KEY:
        raise HTTPException(401)


admin = APIRouter(prefix="/admin", dependencies=[Depends(get_user)])


@admin.get("/users")  # expect: missing-role-check
def list_users(): ...


@admin.delete("/users/{user_id}", dependencies=[Depends(require_permission("delete"))])
def delete_user(user_id: int): ...


@admin.post("/flags")
def set_flags(user=Depends(get_user)):
    if user.role != "root":
        raise HTTPException(403)


@admin.post("/jobs")
def start_job(user=Depends(get_user)):
    ensure_admin(user)


@admin.post("/scoped", dependencies=[Security(get_scoped, scopes=["all"])])
def scoped(): ...


app.include_router(admin)


@app.put("/users/{user_id}/role")  # expect: missing-role-check
def change_role(user_id: int, role: str, user=Depends(get_user)):
    store(user_id, role)


@app.post("/tasks", tags=["Admin"])  # expect: missing-role-check
def create_task(user=Depends(get_user)): ...


@app.get("/users/{user_id}/role")
def read_role(user_id: int, user=Depends(get_user)): ...


@app.post("/admin/reload", dependencies=[Depends(check_key)])
def reload(): ...


@app.get("/orders")
def list_orders(user=Depends(get_user)): ...
