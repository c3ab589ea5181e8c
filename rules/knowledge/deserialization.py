"""Loaders that run what the data says, and under which arguments they do not.

Sources: Python 3.14 documentation (pickle, marshal, shelve), PyYAML (load, Loader classes), PyTorch (torch.load,
weights_only, the default since 2.6 is not taken for granted), NumPy (load, allow_pickle), pandas (read_pickle),
joblib, dill, cloudpickle, jsonpickle, ruamel.yaml (typ), LangChain (load_local), Keras 3 (safe_mode), MLflow, scikit-learn.
"""

from collections.abc import Callable

from fastlint.insight.flow import Called, Constant, Global, Sink

SAFE_YAML = ("SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader")

DATA = ("data", "string", "")
"""The names of arguments that are data themselves, and not a file with data in it."""


def _loads_yaml_freely(called: Called) -> bool:
    loader = called.argument(1, "Loader")
    name = loader.dotted if isinstance(loader, Global) else str(getattr(loader, "key", ""))
    return loader is None or (bool(name) and name.rpartition(".")[2] not in SAFE_YAML)


def _loads_any_object(called: Called) -> bool:
    """Whether nothing restricts it: who passes a variable has thought of it, and mostly has it on."""
    flag = called.keywords.get("weights_only")
    return flag is None or (isinstance(flag, Constant) and flag.value is not True)


def _allows_pickle(called: Called) -> bool:
    flag = called.argument(2, "allow_pickle")
    return isinstance(flag, Constant) and flag.value is True


def _is_off(name: str) -> Callable[[Called], bool]:
    def is_off(called: Called) -> bool:
        flag = called.keywords.get(name)
        return isinstance(flag, Constant) and flag.value is False

    return is_off


def _is_allowed(called: Called) -> bool:
    flag = called.keywords.get("allow_dangerous_deserialization")
    return isinstance(flag, Constant) and flag.value is True


def _is_free_yaml(called: Called) -> bool:
    made = called.receiver
    kind = made.argument(None, "typ") if isinstance(made, Called) else None
    return isinstance(kind, Constant) and kind.value == "unsafe"


_PICKLES = ("pickle", "_pickle", "dill", "cloudpickle", "pickle5", "srsly.cloudpickle")

DESERIALIZATION_SINKS: tuple[Sink, ...] = (
    *(Sink(f"{module}.{name}", 0, "data" if name == "loads" else "file", f"`{module}.{name}`") for module in _PICKLES for name in ("load", "loads")),
    *(Sink(f"pickle.{name}", 0, "file", f"`pickle.{name}`") for name in ("Unpickler",)),
    Sink("ruamel.yaml.YAML.load", 0, "stream", "an unsafe YAML loader", when=_is_free_yaml),
    Sink(".load_local", 0, "folder_path", "a stored index with a pickle in it", when=_is_allowed),
    *(Sink(f"{module}.models.load_model", 0, "filepath", "`load_model` without safe mode", when=_is_off("safe_mode")) for module in ("keras", "tensorflow.keras")),
    *(Sink(f"mlflow.{flavor}.load_model", 0, "model_uri", "`load_model`") for flavor in ("pyfunc", "sklearn", "pytorch")),
    Sink("torch.package.PackageImporter", 0, "file_or_buffer", "`PackageImporter`"),
    Sink("sklearn.externals.joblib.load", 0, "filename", "`joblib.load`"),
    Sink("marshal.loads", 0, "", "`marshal.loads`"),
    Sink("marshal.load", 0, "file", "`marshal.load`"),
    Sink("shelve.open", 0, "filename", "`shelve.open`"),
    Sink("joblib.load", 0, "filename", "`joblib.load`"),
    Sink("jsonpickle.decode", 0, "string", "`jsonpickle.decode`"),
    Sink("torch.load", 0, "f", "`torch.load`", when=_loads_any_object),
    Sink("numpy.load", 0, "file", "`numpy.load`", when=_allows_pickle),
    Sink("pandas.read_pickle", 0, "filepath_or_buffer", "`pandas.read_pickle`"),
    *(Sink(f"yaml.{name}", 0, "stream", f"`yaml.{name}`", when=_loads_yaml_freely) for name in ("load", "load_all")),
    *(Sink(f"yaml.{name}", 0, "stream", f"`yaml.{name}`") for name in ("unsafe_load", "unsafe_load_all", "full_load")),
)  # fmt: skip
