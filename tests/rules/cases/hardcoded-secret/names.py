import os

from decouple import config

BING_SEARCH_V7_SUBSCRIPTION_KEY = os.getenv("BING_SEARCH_V7_SUBSCRIPTION_KEY", "")
ENTRIES = {"BING_SEARCH_V7_SUBSCRIPTION_KEY": "web.search.bing_search_v7_subscription_key"}
S3_BUCKET_2_SECRET_KEY = "storage.s3.bucket_2.secret_key"
ADMIN_PASSWORD = config("ADMIN_PASSWORD", default="!Ch4ng3Th1sP4ssW0rd!")  # expect: hardcoded-secret
PAYMENT_API_KEY = "pay.7Yt2vXq9.LmB4nRw8KzD1"  # expect: hardcoded-secret
SIGNING_SECRET_KEY = "B7Q2X9_K4M8Z1_P6T3W5"  # expect: hardcoded-secret
access_key = os.environ.get("ACCESS_KEY", "wJalr7UtnFEMI2K7MDENGbPxRfi")  # expect: hardcoded-secret
STRIPE_SECRET = "sk_live_51Nx7QeKzV3mB8tYw2LrS9dF"  # expect: hardcoded-secret
ALGOLIA_ADMIN_API_KEY = "6be0576ff61c053d5f9a3225e2a90f76"  # expect: hardcoded-secret
BOT_TOKEN = str.strip("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")  # expect: hardcoded-secret

CAPTCHA_KEYS = Keys(secret_key="6JnTx9PqWz3LmRb7VkYd2HsC")  # expect: hardcoded-secret
FALLBACK_PASSWORD = "3/hourly-Kx9"  # expect: hardcoded-secret
