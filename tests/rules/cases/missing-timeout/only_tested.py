# file: shop/services/api_checks.py
import unittest

import requests


class Orders(unittest.TestCase):
    def test_list(self):
        self.assertEqual(requests.get("http://localhost:8000/orders").status_code, 200)


# file: shop-test/login.py
import requests


def log_in():
    return requests.post("http://localhost:8000/login")


# file: shop/services/rates.py
import requests


def rates():
    return requests.get("https://example.com/rates")  # expect: missing-timeout
