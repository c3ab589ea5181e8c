from Crypto.Cipher import AES, DES3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from fastapi import FastAPI

app = FastAPI()


@app.post("/seal")
def seal(text: str):
    old = DES3.new(KEY, DES3.MODE_CBC, IV)  # expect: weak-cipher
    alike = AES.new(KEY, AES.MODE_ECB)  # expect: weak-cipher
    stream = Cipher(algorithms.ARC4(KEY), mode=None)  # expect: weak-cipher
    blocks = Cipher(algorithms.AES(KEY), modes.ECB())  # expect: weak-cipher
    good = AES.new(KEY, AES.MODE_GCM)
    better = Cipher(algorithms.AES(KEY), modes.GCM(IV))
    return [old, alike, stream, blocks, good, better]


class Vault:
    old = DES3.new(KEY, DES3.MODE_CBC, IV)  # expect: weak-cipher
    good = AES.new(KEY, AES.MODE_GCM)
