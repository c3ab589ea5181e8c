"""What is done here only where there is no worker to take it."""

import time

from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()


class Bus:
    def __init__(self, bg: BackgroundTasks | None = None, pool=None):
        self.bg = bg
        self.pool = pool

    def _publish(self, text: str) -> None:
        time.sleep(1)

    def tell(self, text: str) -> None:
        if self.bg:
            self.bg.add_task(self._publish, text)
        else:
            self._publish(text)

    def share(self, text: str) -> None:
        if self.pool is not None:
            self.pool.submit(self._publish, text)
            return
        self._publish(text)

    def shout(self, text: str) -> None:
        if self.bg:
            self.bg.add_task(self._publish, text)
        self._publish(text)


def get_bus(bg: BackgroundTasks) -> Bus:
    return Bus(bg)


@app.post("/told")
async def told(text: str, bus: Bus = Depends(get_bus)):
    bus.tell(text)


@app.post("/shared")
async def shared(text: str, bus: Bus = Depends(get_bus)):
    bus.share(text)


@app.post("/shouted")
async def shouted(text: str, bus: Bus = Depends(get_bus)):
    bus.shout(text)  # expect: blocking-call-in-async-route
