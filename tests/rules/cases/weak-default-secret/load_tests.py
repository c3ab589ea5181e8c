"""Load tests and smoke tests are tests, wherever they lie."""

# file: charts/locustfile_protocol.py
import os

JWT_SECRET_KEY = os.environ.get("JWT_SECRET_KEY", "my-key-but-now-longer-than-32-bytes")

# file: smoketest.py
import os

JWT_SECRET_KEY = os.environ.get("JWT_SECRET_KEY", "my-key-but-now-longer-than-32-bytes")

# file: main.py
import os

JWT_SECRET_KEY = os.environ.get("JWT_SECRET_KEY", "my-key-but-now-longer-than-32-bytes")  # expect: weak-default-secret
