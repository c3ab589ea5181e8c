"""Files and storage outside of the standard library.

Sources: anyio (Path, open_file), aiofiles (open, os, tempfile), aiopath, universal_pathlib, fsspec, smart_open, boto3
and aioboto3 (client, resource, Session), MinIO SDK, google-cloud-storage (Client, Bucket, Blob), Pillow, py7zr,
rarfile, pandas (DataFrame).
"""

from fastlint.insight.flow import ALL, Library

_PATH = "pathlib.Path"
_S3 = "boto3.Client"

RETURNS = {
    "aiofiles.open": "io.File",
    "anyio.open_file": "io.File",
    "fsspec.open": "io.File",
    "smart_open.open": "io.File",
    "boto3.client": _S3,
    "boto3.session.Session.client": _S3,
    "boto3.Session.client": _S3,
    "aioboto3.Session.client": _S3,
    "aiobotocore.session.AioSession.create_client": _S3,
    "boto3.resource": "boto3.Resource",
    "boto3.Resource.Bucket": "boto3.Bucket",
    "boto3.Resource.Object": "boto3.Object",
    "google.cloud.storage.Client.bucket": "google.cloud.storage.Bucket",
    "google.cloud.storage.Client.get_bucket": "google.cloud.storage.Bucket",
    "google.cloud.storage.Bucket.blob": "google.cloud.storage.Blob",
    "google.cloud.storage.Bucket.get_blob": "google.cloud.storage.Blob",
    "minio.Minio": "minio.Minio",
    "PIL.Image.open": "PIL.Image.Image",
    "PIL.Image.new": "PIL.Image.Image",
    "PIL.Image.fromarray": "PIL.Image.Image",
    "py7zr.SevenZipFile": "py7zr.SevenZipFile",
    "rarfile.RarFile": "rarfile.RarFile",
}
"""Callable -> class of its result. Classes that a library keeps private go by a plain name of our own."""

_FRAME = "pandas.DataFrame"

RETURNS |= {
    **{f"pandas.read_{kind}": _FRAME for kind in ("csv", "json", "excel", "parquet", "table", "feather", "sql", "sql_query", "pickle", "xml")},
    **{
        f"{_FRAME}.{name}": _FRAME
        for name in (
            "copy", "head", "tail", "sample", "dropna", "fillna", "reset_index", "set_index", "sort_values", "sort_index", "rename",
            "drop", "drop_duplicates", "query", "assign", "astype", "merge", "join", "filter", "replace", "where", "transpose",
        )
    },
}  # fmt: skip
"""The same for tables of pandas."""

KIN = {
    "anyio.Path": _PATH,
    "trio.Path": _PATH,
    "aiopath.AsyncPath": _PATH,
    "upath.UPath": _PATH,
    "pydantic.FilePath": _PATH,
    "pydantic.DirectoryPath": _PATH,
    "pydantic.NewPath": _PATH,
    "pydantic.types.FilePath": _PATH,
    "pydantic.types.DirectoryPath": _PATH,
    "boto3.session.Session": "boto3.Session",
}
"""Class -> the class whose methods it has."""

PASSES = {
    "anyio.Path": (ALL,),
    "trio.Path": (ALL,),
    "aiopath.AsyncPath": (ALL,),
    "upath.UPath": (ALL,),
    "aiofiles.open": (0,),
    "anyio.open_file": (0,),
    "fsspec.open": (0,),
    "smart_open.open": (0,),
    "py7zr.SevenZipFile": (0,),
    "rarfile.RarFile": (0,),
    "PIL.Image.open": (0,),
    "magic.from_buffer": (),
    "magic.from_file": (),
}
"""Callable or method -> positions of the arguments that reach its result; -1 is the receiver."""

OPENS = frozenset({"aiofiles.open", "anyio.open_file", "fsspec.open", "smart_open.open"})
"""Callables that are given the name of a file and give what it holds."""

FILES = Library(returns=RETURNS, kin=KIN, passes=PASSES, opens=OPENS)
