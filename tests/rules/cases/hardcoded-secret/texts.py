"""Texts that people read, and names of attributes, beside passwords."""

import logging

JA = {"auth.shared_password": "共通パスワード：", "auth.password": "共通パスワード（未指定時）"}
ES = {"auth.password": "Contraseña", "auth.shared_password": "Contraseña:"}
LOGINS = {
    "auth.password": "Lagerhalle7!",  # expect: hardcoded-secret
    "auth.shared_password": "Größe42!",  # expect: hardcoded-secret
}
KEY_HASH_SALT = "app-key-v1"
KEY_HASH_PEPPER = "app-key-v1"  # expect: hardcoded-secret
ARCHIVE = "postgresql://shop:lagerhalle@db.internal/shop"  # expect: hardcoded-secret

logging.warning("use 'models://scope:prefix@databricks/model-name' instead")
logging.warning("trying postgresql://shop:hT4kq9wZ2m@db.internal/shop now")  # expect: hardcoded-secret


class Shell:
    def reset(self) -> None:
        notebook_pwd = getattr(self, "_notebook_pwd2", None)
        setattr(self, "_notebook_pwd2", notebook_pwd)
        login_pwd = getattr(self, "login", "Lagerhalle7!")  # expect: hardcoded-secret
        self.login = login_pwd
