"""Functions that hold up their thread: for the network, a process, a disk, or with work made to take long.

Sources: the reference documentation of Python 3.14 (time, subprocess, os, shutil, urllib, http.client, smtplib,
socket, concurrent.futures), requests, httpx, urllib3, boto3, redis-py, PyMongo, psycopg 2 and 3, PyMySQL,
Elasticsearch, the clients of OpenAI, Anthropic, Stripe, Twilio, Docker and Google Cloud Storage, passlib, bcrypt,
argon2-cffi, pwdlib, Werkzeug; the async rules of Ruff and flake8-async for the first lists.
"""

from fastlint.insight.blocking import Blockers, Wait

from .library import LIBRARY

_IN_THREAD = "run it with `asyncio.to_thread`"
_SLEEP = Wait("sleeps", "await `asyncio.sleep`")
_HTTP = Wait("waits for the network", f"await an asynchronous client such as `httpx.AsyncClient`, or {_IN_THREAD}")
_NETWORK = Wait("waits for the network", f"await an asynchronous client, or {_IN_THREAD}")
_DRIVER = Wait("waits for the database", f"await an asynchronous driver, or {_IN_THREAD}")
_PROCESS = Wait("waits for another process", "await `asyncio.create_subprocess_exec`")
_KEYS = Wait("may fetch keys over the network", _IN_THREAD, doubt=1)
_RESULT = Wait("waits for a result", "await `asyncio.wrap_future`")
_FILE = Wait("waits for the disk", f"use `anyio.open_file`, or {_IN_THREAD}", doubt=1)
_PATH = Wait("waits for the disk", f"use `anyio.Path`, or {_IN_THREAD}", doubt=1)
_DISK = Wait("waits for the disk", _IN_THREAD, doubt=1)
_HASH = Wait("computes for long on purpose", _IN_THREAD)

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
_CURSORS = ("sqlite3", "psycopg2", "psycopg", "pymysql")
_COLLECTION = (
    "find_one insert_one insert_many update_one update_many replace_one delete_one delete_many count_documents distinct"
    " estimated_document_count find_one_and_update find_one_and_delete find_one_and_replace bulk_write create_index drop"
)
_OPENING = "builtins.open io.open"
_PATHS = (
    "pathlib.Path.open pathlib.Path.read_text pathlib.Path.read_bytes pathlib.Path.write_text pathlib.Path.write_bytes"
)
_FILES = (
    "gzip.open shutil.copyfileobj shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.move"
    " shutil.rmtree shutil.make_archive shutil.unpack_archive tarfile.TarFile.extractall zipfile.ZipFile.extractall"
    " tarfile.TarFile.add tarfile.TarFile.extract zipfile.ZipFile.write zipfile.ZipFile.extract"
    " pandas.read_csv pandas.read_excel pandas.read_parquet pandas.read_json"
)
_HASHES = (
    "bcrypt.hashpw bcrypt.checkpw hashlib.scrypt hashlib.pbkdf2_hmac passlib.context.CryptContext.hash"
    " passlib.context.CryptContext.verify passlib.context.CryptContext.verify_and_update passlib.hash.bcrypt.hash"
    " passlib.hash.bcrypt.verify passlib.hash.argon2.hash passlib.hash.argon2.verify passlib.hash.pbkdf2_sha256.hash"
    " passlib.hash.pbkdf2_sha256.verify argon2.PasswordHasher.hash argon2.PasswordHasher.verify pwdlib.PasswordHash.hash"
    " pwdlib.PasswordHash.verify pwdlib.PasswordHash.verify_and_update werkzeug.security.generate_password_hash"
    " werkzeug.security.check_password_hash"
)
_PROCESSES = (
    "subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.getoutput os.system os.popen"
    " subprocess.getstatusoutput subprocess.Popen.communicate subprocess.Popen.wait os.waitpid"
)
_CONNECTIONS = (
    "psycopg2.connect psycopg.connect pymysql.connect MySQLdb.connect mysql.connector.connect pyodbc.connect oracledb.connect"
    " cx_Oracle.connect sqlite3.connect"
)
_SERVICES = (
    "smtplib.SMTP smtplib.SMTP_SSL smtplib.SMTP.* smtplib.SMTP_SSL.* imaplib.IMAP4 imaplib.IMAP4_SSL imaplib.IMAP4.*"
    " imaplib.IMAP4_SSL.* ftplib.FTP ftplib.FTP.* paramiko.SSHClient.connect paramiko.SSHClient.exec_command"
    " socket.create_connection socket.gethostbyname socket.getaddrinfo socket.socket.connect socket.socket.recv"
    " socket.socket.sendall socket.socket.accept ldap3.Connection.bind ldap3.Connection.search boto3.Client.*"
    " boto3.Resource.* openai.OpenAI.create openai.OpenAI.parse openai.OpenAI.generate anthropic.Anthropic.create"
    " openai.ChatCompletion.create openai.Completion.create openai.Embedding.create twilio.rest.Client.create"
    " twilio.rest.Client.fetch sendgrid.SendGridAPIClient.send docker.DockerClient.* google.cloud.storage.Blob.*"
    " pika.BlockingConnection pika.BlockingConnection.* kafka.KafkaProducer.flush confluent_kafka.Producer.flush"
)
_KEY_FETCHERS = (
    "jwt.PyJWKClient.get_signing_key_from_jwt jwt.PyJWKClient.get_signing_key google.oauth2.id_token.verify_oauth2_token"
    " google.oauth2.id_token.verify_firebase_token firebase_admin.auth.verify_id_token"
)
_QUICK = (
    "boto3.Client.generate_presigned_url boto3.Client.close"
    " boto3.Client.generate_presigned_post boto3.Client.get_paginator boto3.Client.get_waiter boto3.Client.can_paginate"
    " boto3.Resource.get_available_subresources docker.DockerClient.close docker.DockerClient.get"
    " google.cloud.storage.Blob.generate_signed_url redis.Redis.pipeline redis.Redis.pubsub redis.Redis.lock"
    " redis.Redis.register_script redis.Redis.close smtplib.SMTP.set_debuglevel smtplib.SMTP_SSL.set_debuglevel"
)

_STRIPE = (
    "Account AccountLink Charge Coupon Customer Invoice PaymentIntent PaymentMethod Payout Price Product Refund SetupIntent"
    " Subscription Transfer checkout.Session billing_portal.Session"
)
_STRIPE_VERBS = (
    "create",
    "retrieve",
    "modify",
    "list",
    "delete",
    "cancel",
    "confirm",
    "capture",
    "search",
    "attach",
    "detach",
)

CALLS: dict[str, Wait] = {
    "time.sleep": _SLEEP,
    **{f"{owner}.{verb}": _HTTP for owner in ("requests", "requests.api", "requests.Session", "httpx", "httpx.Client", "urllib3", "urllib3.PoolManager") for verb in _VERBS},
    **dict.fromkeys(("httpx.stream", "httpx.Client.stream", "httpx.Client.send", "requests.Session.send", "urllib.request.urlopen", "urllib.request.urlretrieve", "http.client.HTTPConnection.request", "http.client.HTTPSConnection.request", "http.client.HTTPConnection.getresponse", "http.client.HTTPSConnection.getresponse"), _HTTP),
    **dict.fromkeys(_PROCESSES.split(), _PROCESS),
    **dict.fromkeys(("concurrent.futures.wait", "concurrent.futures.as_completed", "concurrent.futures.Future.result", "threading.Thread.join", "threading.Event.wait", "celery.result.AsyncResult.get"), _RESULT),
    **dict.fromkeys(_OPENING.split(), _FILE),
    **dict.fromkeys(_PATHS.split(), _PATH),
    **dict.fromkeys(_FILES.split(), _DISK),
    **dict.fromkeys(_HASHES.split(), _HASH),
    **dict.fromkeys(_CONNECTIONS.split(), _DRIVER),
    **{f"{driver}.Cursor.{verb}": _DRIVER for driver in _CURSORS for verb in ("execute", "executemany", "fetchone", "fetchall", "fetchmany")},
    **{f"{driver}.Connection.{verb}": _DRIVER for driver in _CURSORS for verb in ("execute", "executemany", "executescript", "commit")},
    **{f"pymongo.collection.Collection.{verb}": _DRIVER for verb in _COLLECTION.split()},
    **dict.fromkeys(("redis.Redis.*", "redis.StrictRedis.*", "redis.client.Redis.*"), _DRIVER),
    **{f"elasticsearch.Elasticsearch.{verb}": _DRIVER for verb in ("search", "index", "get", "update", "delete", "bulk", "count", "exists", "delete_by_query", "update_by_query", "mget", "msearch")},
    **dict.fromkeys(_SERVICES.split(), _NETWORK),
    **dict.fromkeys(_KEY_FETCHERS.split(), _KEYS),
    **{f"stripe.{kind}.{verb}": _NETWORK for kind in _STRIPE.split() for verb in _STRIPE_VERBS},
}  # fmt: skip
"""Callable -> what it waits for."""

_CACHED = frozenset({"lru_cache", "cache", "cached", "cached_property", "functools_cache", "alru_cache"})
_RUNNING = frozenset({"contextmanager"})
_SCHEDULING = frozenset({
    "gather", "wait_for", "create_task", "ensure_future", "shield", "wait", "as_completed", "run_coroutine_threadsafe",
    "start_soon", "to_thread", "run_in_threadpool", "run_sync",
})  # fmt: skip
_QUEUEING = frozenset({"delay", "apply_async", "kiq", "send", "send_with_options", "enqueue", "enqueue_job"})

BLOCKING = Blockers(
    library=LIBRARY,
    calls=CALLS,
    quick=frozenset(_QUICK.split()),
    cached=_CACHED,
    running=_RUNNING,
    scheduling=_SCHEDULING,
    queueing=_QUEUEING,
)
"""What holds up the event loop. Sessions of an ORM are apart."""

_QUERY = Wait(
    "waits for the database", "use `AsyncSession` with an asynchronous engine, or declare the function with plain `def`"
)
_SESSION = (
    "execute exec scalars scalar query get get_one commit flush refresh rollback merge bulk_save_objects bulk_insert_mappings"
    " bulk_update_mappings begin_nested stream_scalars"
)

SESSIONS = Blockers(
    library=LIBRARY,
    calls={
        **{f"sqlalchemy.orm.Session.{verb}": _QUERY for verb in _SESSION.split()},
        **{f"sqlalchemy.engine.Connection.{verb}": _QUERY for verb in ("execute", "scalar", "scalars", "exec_driver_sql", "commit")},
        "fastapi_sqlalchemy.db.session.*": _QUERY,
        **{f"sqlalchemy.engine.Engine.{verb}": _QUERY for verb in ("connect", "begin", "raw_connection")},
    },
    cached=_CACHED,
    running=_RUNNING,
    scheduling=_SCHEDULING,
    queueing=_QUEUEING,
)  # fmt: skip
"""What waits for the database through a synchronous session or connection of SQLAlchemy or SQLModel."""
