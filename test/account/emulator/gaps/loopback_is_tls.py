"""Buckets deny plain HTTP. The emulator listens on loopback only, so its requests count as TLS."""

from types import SimpleNamespace

from ministack.core import iam_evaluator


def close():
    resolve = iam_evaluator._resolve_condition_key

    def resolve_loopback(key, context):
        return "true" if key.lower() == "aws:securetransport" else resolve(key, context)

    iam_evaluator._resolve_condition_key = resolve_loopback


def is_closed():
    plain = SimpleNamespace(secure_transport=False)
    return iam_evaluator._resolve_condition_key("aws:SecureTransport", plain) == "true"
