"""Lambdas run on the Node of this machine: NODE_BIN, whatever the runtime's version is called."""

import os

from ministack.core import lambda_runtime


def close():
    detect = lambda_runtime._detect_runtime_binary

    def detect_node(runtime):
        binary, suffix = detect(runtime)
        return (os.environ.get("NODE_BIN", binary) if runtime.startswith("nodejs") else binary), suffix

    lambda_runtime._detect_runtime_binary = detect_node


def is_closed():
    return lambda_runtime._detect_runtime_binary("nodejs99.x")[0] == os.environ["NODE_BIN"]
