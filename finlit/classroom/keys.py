"""Teacher keys as argon2id hashes, return codes as keyed hashes, the keys of result slips."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading

# Each check takes 64 MB for some 50 ms, so only a few go at a time.
_few = threading.BoundedSemaphore(2)


def hashed_key(key: str) -> str:
    """The argon2id hash of a teacher key, with its salt and cost."""
    from nacl import pwhash

    with _few:
        made = pwhash.argon2id.str(
            key.encode(),
            opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
            memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
        )
    return made.decode("ascii")


def is_key(key: str, hashed: str) -> bool:
    """Whether a key in normal form is the one that was hashed; takes as long either way."""
    from nacl import pwhash
    from nacl.exceptions import InvalidkeyError

    with _few:
        try:
            return pwhash.argon2id.verify(hashed.encode("ascii"), key.encode())
        except InvalidkeyError:
            return False


def new_secret() -> str:
    """32 random bytes as hex."""
    return secrets.token_hex(32)


def new_id() -> str:
    """An id that nobody guesses: 128 random bits as hex."""
    return secrets.token_hex(16)


def hashed_return_code(code: str, secret: str) -> str:
    """The hash of a return code under its class's secret."""
    return hmac.new(bytes.fromhex(secret), code.encode(), hashlib.sha256).hexdigest()


def check_key(slip_seed: str) -> str:
    """The public half of a class's Ed25519 key, in base32, for who checks slips."""
    from nacl.signing import SigningKey

    public = SigningKey(bytes.fromhex(slip_seed)).verify_key.encode()
    return base64.b32encode(public).decode("ascii").rstrip("=")
