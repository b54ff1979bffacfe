"""The application: three pages, each in one transaction."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

from plek.config.roles import application_url
from tests.bench.peer import statements
from tests.bench.peer.client import client_context
from tests.bench.peer.today import AMSTERDAM, teams_shown, today_context

pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, auto_reload=False
)
pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
    application_url(os.environ["DATABASE_URL"]),
    min_size=2,
    max_size=8,
    open=False,
    kwargs={"row_factory": dict_row},
)


@asynccontextmanager
async def open_pool(_app: FastAPI) -> AsyncIterator[None]:
    async with pool:
        yield


app = FastAPI(lifespan=open_pool)


@dataclass
class Visit:
    """Who looks, and at what organisation; asks the database for rows."""

    cursor: Any
    user: dict[str, Any]
    by: dict[str, Any]

    async def rows(self, statement: str, parameters: Any = ()) -> list[dict[str, Any]]:
        await self.cursor.execute(statement, parameters)
        found: list[dict[str, Any]] = await self.cursor.fetchall()
        return found

    async def record(self, event: str, client: int | None = None) -> None:
        by, user = self.by, self.user
        await self.cursor.execute(
            statements.RECORD, [by["organisation_id"], event, user["id"], by["id"], by["role"], client, by["role"]]
        )


@asynccontextmanager
async def visit(request: Request, organisation: str) -> AsyncIterator[Visit]:
    """One transaction for who is signed in, as the membership held there."""
    async with pool.connection() as connection, connection.cursor() as cursor:
        await cursor.execute(statements.SESSION, [request.cookies.get("plek", "")])
        user = await cursor.fetchone()
        if user is None:
            raise HTTPException(401)
        await cursor.execute(statements.SCOPE, [str(user["id"]), organisation])
        await cursor.execute(statements.MEMBERSHIP, [user["id"]])
        by = await cursor.fetchone()
        if by is None:
            raise HTTPException(404)
        yield Visit(cursor, user, by)


def page(name: str, v: Visit, organisation: str, **context: Any) -> HTMLResponse:
    text = pages.get_template(name).render(
        user=v.user, by=v.by, at=f"/o/{organisation}", today=datetime.now(AMSTERDAM).date(), **context
    )
    return HTMLResponse(text, headers={"Cache-Control": "no-store"})


@app.get("/readyz")
async def readyz() -> Response:
    return Response("ready")


@app.get("/o/{organisation}/clients/")
async def table(request: Request, organisation: str) -> HTMLResponse:
    async with visit(request, organisation) as v:
        asked = {"teams": teams_shown(v), "own": v.by["id"] if v.by["role"] == "employment_specialist" else None}
        rows = await v.rows(statements.TABLE, asked)
        count = (await v.rows(statements.TABLE_COUNT, asked))[0]["n"]
        options = await v.rows(statements.OPTIONS, asked)
        await v.record("clients.listed")
    return page("table.html", v, organisation, rows=rows, count=count, options=options)


@app.get("/o/{organisation}/clients/{number}/")
async def client(request: Request, organisation: str, number: str) -> HTMLResponse:
    async with visit(request, organisation) as v:
        context = await client_context(v, number)
        await v.record("client.viewed", context["client"]["id"])
    return page("client.html", v, organisation, **context)


@app.get("/o/{organisation}/today/")
async def today(request: Request, organisation: str) -> HTMLResponse:
    async with visit(request, organisation) as v:
        context = await today_context(v)
        await v.record("today.viewed")
    return page("today.html", v, organisation, **context)
