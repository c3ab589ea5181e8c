import pickle
from pathlib import Path

import yaml


class Loader(yaml.SafeLoader):
    pass


def restored(data: bytes):
    return pickle.loads(data)  # expect: unsafe-deserialization


def cached(cache, key: str):
    return pickle.loads(cache.get(key))  # expect: unsafe-deserialization


def kept(folder: Path):
    with open(folder / "model.pickle", "rb") as file:
        return pickle.load(file)  # expect: unsafe-deserialization


def configured(path: Path):
    with open(path) as file:
        return yaml.load(file, Loader=Loader)
