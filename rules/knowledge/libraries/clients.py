"""Clients of services: what their parts and functions give, so that types are known on the way.

Sources: the reference documentation of boto3, redis-py, Elasticsearch, OpenAI, Anthropic, Twilio, Docker, Google
Cloud Storage, and of Python 3.14 (concurrent.futures, subprocess).
"""

from fastlint.insight.flow import Library

_ANY_PART = ("openai.OpenAI", "openai.AsyncOpenAI", "anthropic.Anthropic", "anthropic.AsyncAnthropic")

_RETURNS = {
    "boto3.client": "boto3.Client",
    "boto3.session.Session": "boto3.Session",
    "boto3.Session.client": "boto3.Client",
    "boto3.Session.resource": "boto3.Resource",
    "boto3.resource": "boto3.Resource",
    **{f"boto3.Resource.{part}": "boto3.Resource" for part in ("Table", "Bucket", "Object", "Queue", "Topic", "Message")},
    "redis.from_url": "redis.Redis",
    "redis.Redis.from_url": "redis.Redis",
    "redis.StrictRedis.from_url": "redis.Redis",
    **{f"{client}.*": client for client in _ANY_PART},
    "twilio.rest.Client.*": "twilio.rest.Client",
    "twilio.rest.Client.messages": "twilio.rest.Client",
    "docker.from_env": "docker.DockerClient",
    "docker.DockerClient.*": "docker.DockerClient",
    "google.cloud.storage.Client.bucket": "google.cloud.storage.Bucket",
    "google.cloud.storage.Client.get_bucket": "google.cloud.storage.Bucket",
    "google.cloud.storage.Bucket.blob": "google.cloud.storage.Blob",
    "google.cloud.storage.Bucket.get_blob": "google.cloud.storage.Blob",
    "concurrent.futures.ThreadPoolExecutor.submit": "concurrent.futures.Future",
    "concurrent.futures.ProcessPoolExecutor.submit": "concurrent.futures.Future",
}  # fmt: skip

_KIN = {
    "openai.AzureOpenAI": "openai.OpenAI",
    "openai.AsyncAzureOpenAI": "openai.AsyncOpenAI",
    "redis.client.Redis": "redis.Redis",
    "redis.StrictRedis": "redis.Redis",
}

CLIENTS = Library(returns=_RETURNS, kin=_KIN)
