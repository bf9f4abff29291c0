"""The application's API. The load balancer asks /health; everything else is the product."""

from typing import Annotated

from fastapi import FastAPI, Path
from pydantic import BaseModel

app = FastAPI(title="API")


class Health(BaseModel):
    """Whether this container can serve requests."""

    status: str


class Greeting(BaseModel):
    """A greeting for one person."""

    message: str


@app.get("/health")
async def health() -> Health:
    """Answer the load balancer and the pipeline's smoke check."""
    return Health(status="ok")


@app.get("/api/greetings/{name}")
async def greet(name: Annotated[str, Path(min_length=1, max_length=80)]) -> Greeting:
    """Greet somebody by name."""
    return Greeting(message=f"Hello, {name}!")
