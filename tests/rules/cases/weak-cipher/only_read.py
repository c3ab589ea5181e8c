from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def read(data: bytes, key: bytes) -> bytes:
    return AES.new(key, AES.MODE_ECB).decrypt(data)


def read_key(data: bytes, key: bytes) -> bytes:
    return Cipher(algorithms.AES(key), modes.ECB()).decryptor().update(data)


class Reader:
    def __init__(self, key: bytes):
        self.cipher = AES.new(key, AES.MODE_ECB)

    def read(self, data: bytes) -> bytes:
        return self.cipher.decrypt(data)


class Box:
    def __init__(self, key: bytes):
        self.cipher = AES.new(key, AES.MODE_ECB)  # expect: weak-cipher

    def open(self, data: bytes) -> bytes:
        return self.cipher.decrypt(data)

    def close(self, data: bytes) -> bytes:
        return self.cipher.encrypt(data)
