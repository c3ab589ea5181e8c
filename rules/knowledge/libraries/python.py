"""The standard library: which calls hand text on, which give something of a known class, which end a flow.

Source: the reference documentation of Python 3.14 (builtins, os, os.path, pathlib, io, json, base64, urllib.parse, re,
string, functools, itertools, concurrent.futures, asyncio, threading, tarfile, zipfile, hashlib, secrets, sqlite3).
"""

from fastlint.insight.flow import ALL, Library

_PATH = "pathlib.Path"

RETURNS = {
    "sqlite3.connect": "sqlite3.Connection",
    "sqlite3.Connection.cursor": "sqlite3.Cursor",
    "sqlite3.Connection.execute": "sqlite3.Cursor",
    **{
        f"{_PATH}.{name}": _PATH
        for name in (
            "resolve", "joinpath", "absolute", "expanduser", "with_suffix", "with_name", "with_stem", "relative_to", "parent",
            "cwd", "home", "readlink", "rename", "replace",
        )
    },
    f"{_PATH}.open": "io.File",
    f"{_PATH}.read_text": "builtins.str",
    f"{_PATH}.as_posix": "builtins.str",
    "builtins.str": "builtins.str",
    "builtins.repr": "builtins.str",
    "builtins.open": "io.File",
    "os.path.join": "builtins.str",
    "os.path.abspath": "builtins.str",
    "os.path.realpath": "builtins.str",
    "os.path.normpath": "builtins.str",
    "os.getenv": "builtins.str",
    "logging.getLogger": "logging.Logger",
    "tarfile.open": "tarfile.TarFile",
    "tarfile.TarFile.open": "tarfile.TarFile",
    "zipfile.ZipFile": "zipfile.ZipFile",
    "zipfile.ZipFile.open": "io.File",
    "zipfile.ZipFile.infolist": "zipfile.ZipInfos",
    "zipfile.ZipInfos[]": "zipfile.ZipInfo",
    "zipfile.ZipFile.getinfo": "zipfile.ZipInfo",
    "tarfile.TarFile.getmembers": "tarfile.TarInfos",
    "tarfile.TarFile[]": "tarfile.TarInfo",
    "tarfile.TarInfos[]": "tarfile.TarInfo",
    "tarfile.TarFile.getmember": "tarfile.TarInfo",
    "tarfile.TarFile.next": "tarfile.TarInfo",
    "tempfile.NamedTemporaryFile": "io.File",
    "tempfile.TemporaryFile": "io.File",
    "tempfile.SpooledTemporaryFile": "io.File",
}  # fmt: skip
"""Callable -> class of its result. Classes that a library keeps private go by a plain name of our own."""

KIN = {
    "pathlib.PosixPath": _PATH,
    "pathlib.PurePath": _PATH,
    "pathlib.PurePosixPath": _PATH,
    "pathlib.WindowsPath": _PATH,
    "pathlib.PureWindowsPath": _PATH,
    "enum.StrEnum": "enum.Enum",
    "enum.IntEnum": "enum.Enum",
    "http.HTTPStatus": "enum.Enum",
    "concurrent.futures.ThreadPoolExecutor": "concurrent.futures.Executor",
    "concurrent.futures.ProcessPoolExecutor": "concurrent.futures.Executor",
}
"""Class -> the class whose methods it has."""

_FIRST = (
    "builtins.open", "io.open", "builtins.str", "builtins.repr", "builtins.ascii", "builtins.bytes", "builtins.bytearray",
    "builtins.memoryview", "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted",
    "builtins.reversed", "builtins.iter", "builtins.next", "builtins.aiter", "builtins.anext", "builtins.enumerate",
    "builtins.vars", "builtins.format", "collections.deque", "collections.OrderedDict",
    "copy.copy", "copy.deepcopy", "copy.replace", "dataclasses.replace", "json.loads", "json.dumps", "json.load", "ast.literal_eval", "pprint.pformat",
    "builtins.compile", "ast.parse", "ast.walk", "ast.iter_child_nodes", "ast.fix_missing_locations", "ast.unparse",
    "base64.b64decode", "base64.urlsafe_b64decode", "base64.standard_b64decode", "base64.b32decode", "base64.b16decode",
    "base64.b64encode", "base64.urlsafe_b64encode", "base64.decodebytes", "binascii.unhexlify", "binascii.a2b_base64",
    "bytes.fromhex", "builtins.bytes.fromhex", "codecs.decode", "codecs.encode", "gzip.decompress", "zlib.decompress", "bz2.decompress",
    "lzma.decompress", "io.BytesIO", "io.StringIO", "io.TextIOWrapper", "html.unescape", "textwrap.dedent", "textwrap.indent",
    "unicodedata.normalize", "shlex.split", "csv.reader", "csv.DictReader",
    "zipfile.ZipFile", "os.path.basename", "ipaddress.ip_address", "socket.gethostbyname", "socket.getaddrinfo",
    "os.path.abspath", "os.path.normpath", "os.path.realpath", "os.path.expanduser", "os.path.expandvars",
    "os.path.dirname", "os.path.split", "os.path.splitext", "os.path.relpath", "os.fspath", "os.fsdecode", "os.fsencode",
    "string.Template", "urllib.parse.unquote", "urllib.parse.unquote_plus", "urllib.parse.urlparse", "urllib.parse.urlsplit",
    "urllib.parse.urlunparse", "urllib.parse.urlunsplit", "urllib.parse.parse_qs", "urllib.parse.parse_qsl",
    "urllib.parse.unquote_to_bytes", "contextlib.closing", "contextlib.aclosing", "contextlib.nullcontext",
    "asyncio.wait_for", "asyncio.shield", "asyncio.create_task", "asyncio.ensure_future", "asyncio.run",
    "asyncio.run_coroutine_threadsafe", "itertools.cycle", "itertools.islice", "itertools.batched",
    "itertools.chain.from_iterable", "types.SimpleNamespace", "inspect.cleandoc", "email.message_from_bytes",
    "email.message_from_string",
)  # fmt: skip

_EVERY = (
    "builtins.dict", "builtins.zip", "builtins.max", "builtins.min", "tarfile.open", "tarfile.TarFile.open", "os.path.join",
    "os.path.commonpath", "os.path.commonprefix", "posixpath.join", "ntpath.join", "pathlib.Path", "pathlib.PurePath",
    "pathlib.PurePosixPath", "pathlib.PosixPath", "pathlib.WindowsPath", "asyncio.gather", "itertools.chain", "asyncio.as_completed",
    "ast.Module", "ast.Expression", "ast.Interactive",
)  # fmt: skip

PASSES = {
    **dict.fromkeys(_FIRST, (0,)),
    **dict.fromkeys(_EVERY, (ALL,)),
    "typing.cast": (1,),
    "builtins.map": (1,),
    "builtins.filter": (1,),
    "builtins.getattr": (0, 2),
    "functools.reduce": (1,),
    "urllib.parse.urljoin": (0, 1),
    "re.sub": (1, 2),
    "re.subn": (1, 2),
    "re.split": (1,),
    "re.findall": (1,),
    "re.finditer": (1,),
    "pathlib.Path.joinpath": (-1, ALL),
    "pathlib.Path.with_name": (-1, 0),
    "pathlib.Path.with_suffix": (-1, 0),
    ".joinpath": (-1, ALL),
    ".format": (-1, ALL),
    ".format_map": (-1, 0),
    ".join": (0,),
    ".replace": (-1, 1),
    ".setdefault": (-1, 1),
    ".items": (-1,),
    ".substitute": (-1, ALL),
    ".safe_substitute": (-1, ALL),
}
"""Callable or method -> positions of the arguments that reach its result; -1 is the receiver."""

_NUMBERS = (
    "builtins.int", "builtins.float", "builtins.bool", "builtins.len", "builtins.sum", "builtins.abs", "builtins.round",
    "builtins.hash", "builtins.id", "builtins.isinstance", "builtins.issubclass", "builtins.hasattr", "builtins.ord",
    "builtins.callable", "builtins.any", "builtins.all", "builtins.range", "builtins.type", "builtins.super",
    "decimal.Decimal", "uuid.UUID", "uuid.uuid4", "uuid.uuid5", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.datetime.fromisoformat", "datetime.datetime.strptime", "datetime.date.today", "datetime.timedelta",
    "datetime.date.fromisoformat", "time.time", "time.monotonic", "time.perf_counter",
    "ipaddress.ip_network", "os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.getsize", "os.path.getmtime",
    "os.stat", "os.getpid", "re.match", "re.search", "re.fullmatch", "re.compile", "re.escape",
    ".exists", ".is_file", ".is_dir", ".stat", ".startswith", ".endswith", ".count", ".find", ".rfind", ".index",
    ".isdigit", ".isalnum", ".isalpha", ".isnumeric", ".isidentifier", ".timestamp", ".total_seconds", ".isoformat",
    ".fileno", ".tell", ".is_relative_to",
)  # fmt: skip

_DIGESTS = (
    "hashlib.md5", "hashlib.sha1", "hashlib.sha224", "hashlib.sha256", "hashlib.sha384", "hashlib.sha512",
    "hashlib.blake2b", "hashlib.blake2s", "hashlib.new", "hmac.new", "hmac.digest", "zlib.crc32", "secrets.token_hex",
    "secrets.token_urlsafe", "secrets.choice", "os.urandom", "hmac.compare_digest", "secrets.compare_digest",
    ".hexdigest", ".digest",
)  # fmt: skip

_SURROUNDINGS = (
    "os.getenv", "os.environ.get", "os.getcwd", "os.cpu_count", "socket.gethostname", "tempfile.mkdtemp", "tempfile.mkstemp",
    "tempfile.gettempdir", "tempfile.NamedTemporaryFile", "tempfile.TemporaryDirectory", "importlib.resources.files",
    "pathlib.Path.cwd", "pathlib.Path.home", "platform.system", "logging.getLogger", "functools.lru_cache",
)  # fmt: skip

OPENS = frozenset({
    "builtins.open", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open", "pathlib.Path.open",
    "pathlib.Path.read_text", "pathlib.Path.read_bytes", ".read_text", ".read_bytes",
})  # fmt: skip
"""Callables that are given the name of a file and give what it holds."""

FORWARDS = {
    "asyncio.to_thread": 0,
    "functools.partial": 0,
    "threading.Thread": 1,
    "threading.Timer": 1,
    "multiprocessing.Process": 1,
    ".run_in_executor": 1,
    ".submit": 0,
    ".call_soon": 0,
    ".call_soon_threadsafe": 0,
}
"""Callable -> position of the argument that it calls, with the arguments after it."""

STARTS = {
    "threading.Thread.start": "run",
    "multiprocessing.Process.start": "run",
    "multiprocessing.context.Process.start": "run",
}
"""Method -> what it has run of its receiver, whose class is derived from the library's."""

TEXTLESS = frozenset({
    "builtins.int", "builtins.float", "builtins.bool", "builtins.complex", "builtins.NoneType", "uuid.UUID",
    "decimal.Decimal", "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "enum.Enum",
    "typing.Literal", "zoneinfo.ZoneInfo", "ipaddress.IPv4Address", "ipaddress.IPv6Address",
})  # fmt: skip

TRUSTED = frozenset({".__name__", ".__class__", ".metadata", ".__qualname__", ".__doc__", ".__module__"})
"""Attributes whose values the project, not a client, decides."""

PYTHON = Library(
    returns=RETURNS,
    kin=KIN,
    passes=PASSES,
    stops=frozenset((*_NUMBERS, *_DIGESTS, *_SURROUNDINGS)),
    opens=OPENS,
    forwards=FORWARDS,
    starts=STARTS,
    textless=TEXTLESS,
    trusted=TRUSTED,
)
