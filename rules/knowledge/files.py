"""Calls that open, change, list or serve files by name.

Sources: Python 3.14 documentation (builtins, io, os, pathlib, shutil, tarfile, zipfile, gzip, glob, sqlite3, logging),
Starlette (FileResponse, StaticFiles), aiofiles, aioshutil, anyio, aiosqlite, Jinja2 (FileSystemLoader), pandas and
Polars (readers and writers), NumPy, Pillow, OpenCV, soundfile, librosa, h5py, pypdf, python-docx, openpyxl, boto3 and
google-cloud-storage (transfers), MinIO SDK, LangChain and LlamaIndex (loaders).
"""

from fastlint.insight.flow import ALL, Sink

_PATH_METHODS = (
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmdir", "mkdir", "touch", "iterdir", "rename",
    "replace", "symlink_to", "chmod",
)  # fmt: skip
_TABLES = ("csv", "json", "excel", "parquet", "table", "feather", "hdf", "xml", "html", "fwf")
_READERS = (
    "cv2.imread", "cv2.VideoCapture", "imageio.imread", "imageio.v3.imread", "skimage.io.imread", "soundfile.read", "librosa.load",
    "torchaudio.load", "h5py.File", "docx.Document", "openpyxl.load_workbook", "pypdf.PdfReader", "PyPDF2.PdfReader", "dotenv.load_dotenv",
    "dotenv.dotenv_values", "linecache.getlines", "pyarrow.parquet.read_table", "safetensors.torch.load_file", "torch.load",
)  # fmt: skip
_TELLING = ("read_text", "read_bytes", "write_text", "write_bytes", "unlink", "iterdir", "rmdir")

FILE_SINKS: tuple[Sink, ...] = (
    *(Sink(name, 0, "file", "a file that is opened") for name in ("builtins.open", "io.open", "os.open", "codecs.open")),
    Sink("aiofiles.open", 0, "file", "a file that is opened"),
    Sink("anyio.open_file", 0, "file", "a file that is opened"),
    *(Sink(f"pathlib.Path.{name}", -1, "", "a file") for name in _PATH_METHODS),
    *(Sink(f".{name}", -1, "", "a file", doubt=1) for name in _TELLING),
    *(Sink(f"os.{name}", 0, "path", "a file that is removed") for name in ("remove", "unlink", "rmdir", "removedirs")),
    *(Sink(f"os.{name}", 0, "name", "a directory") for name in ("makedirs", "mkdir", "listdir", "scandir", "walk")),
    *(Sink(f"aiofiles.os.{name}", 0, "path", "a file") for name in ("remove", "unlink", "makedirs", "mkdir", "rmdir", "listdir")),
    *(Sink(f"os.{name}", position, "", "a file that is renamed") for name in ("rename", "replace", "link", "symlink") for position in (0, 1)),
    Sink("shutil.rmtree", 0, "path", "a directory that is removed"),
    *(
        Sink(f"shutil.{name}", position, keyword, "a file that is copied or moved")
        for name in ("copy", "copy2", "copyfile", "copytree", "move")
        for position, keyword in ((0, "src"), (1, "dst"))
    ),
    Sink("starlette.responses.FileResponse", 0, "path", "a file that is served"),
    Sink("starlette.staticfiles.StaticFiles", 0, "directory", "a directory that is served"),
    Sink("zipfile.ZipFile", 0, "file", "an archive that is opened"),
    Sink("tarfile.open", 0, "name", "an archive that is opened"),
    *(Sink(f"shutil.{name}", position, keyword, "an archive that is made or unpacked") for name, position, keyword in (("make_archive", 0, "base_name"), ("make_archive", 2, "root_dir"), ("unpack_archive", 1, "extract_dir"))),
    *(Sink(f"{kind}.extractall", 0, "path", "a directory that an archive is unpacked into") for kind in ("zipfile.ZipFile", "tarfile.TarFile")),
    *(Sink(f"{module}.open", 0, "filename", "a file that is opened") for module in ("gzip", "bz2", "lzma", "shelve", "dbm", "fitz", "pdfplumber", "rasterio")),
    *(Sink(f"os.{name}", 0, "path", "a file") for name in ("chmod", "chown", "utime", "truncate", "startfile")),
    *(Sink(f"glob.{name}", 0, "pathname", "the files that are listed") for name in ("glob", "iglob")),
    *(Sink(f"sqlite3.{name}", 0, "database", "a database file") for name in ("connect",)),
    Sink("aiosqlite.connect", 0, "database", "a database file"),
    *(Sink(f"aiofiles.os.{name}", 0, "", "a file") for name in ("rename", "replace", "removedirs", "scandir", "link", "symlink", "path.getsize")),
    *(Sink(f"aioshutil.{name}", 0, "", "a file") for name in ("rmtree", "copy", "copyfile", "copytree", "move")),
    *(Sink(f"pandas.read_{kind}", 0, "", "a file that is read", doubt=1) for kind in _TABLES),
    *(Sink(f"polars.{verb}_{kind}", 0, "source", "a file that is read", doubt=1) for verb in ("read", "scan") for kind in ("csv", "parquet", "json", "ndjson")),
    *(Sink(f"pandas.DataFrame.to_{kind}", 0, "", "a file that is written") for kind in ("csv", "parquet", "json", "excel", "pickle")),
    *(Sink(name, 0, "", "a file that is read") for name in _READERS),
    *(Sink(f"numpy.{name}", 0, "file", "a file") for name in ("load", "save", "savez", "loadtxt", "savetxt", "fromfile")),
    *(Sink(f"{module}.FileSystemLoader", 0, "searchpath", "a directory of templates") for module in ("jinja2", "jinja2.loaders")),
    Sink("starlette.templating.Jinja2Templates", 0, "directory", "a directory of templates"),
    *(Sink(f"logging.{name}", 0, "filename", "a log file") for name in ("FileHandler", "handlers.RotatingFileHandler", "handlers.TimedRotatingFileHandler")),
    *(Sink(f"boto3.Client.{name}", position, "Filename", "a file") for name, position in (("upload_file", 0), ("download_file", 2))),
    *(Sink(f"google.cloud.storage.Blob.{name}", 0, "filename", "a file") for name in ("upload_from_filename", "download_to_filename")),
    *(Sink(f"minio.Minio.{name}", 2, "file_path", "a file") for name in ("fput_object", "fget_object")),
    *(Sink(f"langchain_community.document_loaders.{name}", 0, "file_path", "a file that is read") for name in ("TextLoader", "PyPDFLoader", "CSVLoader", "DirectoryLoader", "UnstructuredFileLoader")),
    Sink("llama_index.core.SimpleDirectoryReader", 0, "input_dir", "a directory that is read"),
    Sink("PIL.Image.open", 0, "fp", "a file that is opened"),
    Sink("PIL.Image.Image.save", 0, "fp", "a file that is written"),
)  # fmt: skip

PATHS_MADE: tuple[Sink, ...] = (
    Sink("pathlib.Path", ALL, "", "a path that is handed on", doubt=2),
    Sink("fastapi.Path", 0, "", "a path that is handed on (with FastAPI's `Path` in the place of pathlib's)", doubt=2),
)
"""Where a path is made of text, for whatever use."""

PATH_HANDED_ON = Sink("handed on", kind="a path that is handed on", doubt=2)

STORAGE_SINKS: tuple[Sink, ...] = (
    *(
        Sink(f".{name}", position, "Key", "a storage key", doubt=1)
        for name, position in (("upload_fileobj", 2), ("upload_file", 2))
    ),
    *(Sink(f".{name}", 1, "object_name", "a storage key", doubt=1) for name in ("fput_object",)),
    Sink(".put_object", None, "Key", "a storage key", doubt=1),
)
