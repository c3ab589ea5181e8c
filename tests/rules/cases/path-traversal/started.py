"""What a class derived from a thread or a process defines for it to run."""

import shutil
import threading
from multiprocessing import Process

from fastapi import FastAPI

app = FastAPI()


class Copying(threading.Thread):
    def __init__(self, picture: str, title: str) -> None:
        super().__init__(daemon=True)
        self.picture = picture
        self.title = title

    def run(self) -> None:
        self.keep()

    def keep(self) -> None:
        shutil.copy(self.picture, "/srv/thumb.png")  # expect: path-traversal


class Removing(Process):
    def __init__(self, folder: str) -> None:
        Process.__init__(self)
        self.folder = folder

    def run(self) -> None:
        shutil.rmtree(self.folder)  # expect: path-traversal


class NeverStarted(threading.Thread):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder

    def run(self) -> None:
        shutil.rmtree(self.folder)


class Engine:
    """No thread: its `start` runs nothing."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def start(self) -> None:
        print(len(self.folder))

    def run(self) -> None:
        shutil.rmtree(self.folder)


@app.post("/copies")
def copy(picture: str, title: str) -> None:
    copying = Copying(picture, title)
    copying.start()


@app.post("/removals")
def remove(folder: str) -> None:
    Removing(folder).start()


@app.post("/engines")
def use(folder: str) -> None:
    print(NeverStarted(folder).is_alive())
    Engine(folder).start()
