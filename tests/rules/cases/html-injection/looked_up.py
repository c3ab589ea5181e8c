"""What names something that is stored is what was stored under that name."""

from html import escape

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/teams/{team_id}/form")
async def edit_team(team_id: str, teams=Depends(open_teams)):
    team = await teams.get_team_by_id(team_id)
    if not team:
        return HTMLResponse("<p>no such team</p>", 404)
    return HTMLResponse(f"<form action='/teams/{team_id}'>{escape(team.name)}</form>")


@app.get("/teams/{team_id}/title")
async def show_team(team_id: str, teams=Depends(open_teams)):
    team = await teams.get_team_by_id(team_id)
    if not team:
        return HTMLResponse(f"<p>no team {team_id}</p>", 404)  # expect: html-injection
    return HTMLResponse(escape(team.name))


@app.get("/words/{word}")
async def show_word(word: str):
    if len(word) > 20:
        return HTMLResponse("<p>too long</p>", 400)
    return HTMLResponse(f"<p>{word}</p>")  # expect: html-injection
