"""A Lambda reports `err.name` as errorType, which Catch and Retry match; the warm worker drops it."""

import threading
from unittest import mock

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

_last = threading.local()

_HANDLER = 'status: "error", error: String(err.message || err), trace: err.stack || ""'
_HANDLER_TYPED = (
    'status: "error", type: (err && err.name) || "Error", error: String(err.message || err), trace: err.stack || ""'
)
_IMPORT = 'status: "error", error: e.message, trace: e.stack'
_IMPORT_TYPED = 'status: "error", type: e.name || "Error", error: e.message, trace: e.stack'


def close():
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    assert script.count(_HANDLER) == 1 and script.count(_IMPORT) >= 1, "the worker's script changed"
    lambda_runtime._NODEJS_WORKER_SCRIPT = script.replace(_HANDLER, _HANDLER_TYPED).replace(_IMPORT, _IMPORT_TYPED)
    lambda_runtime.Worker.invoke = _remembering(lambda_runtime.Worker.invoke)
    _report_type()


def is_closed():
    """A worker that answers with an error and its type, as the mended script does."""
    failed = {"status": "error", "error": "no", "type": "NamedError", "trace": ""}
    worker = lambda_runtime.Worker.__new__(lambda_runtime.Worker)
    with (
        mock.patch.object(lambda_runtime.Worker, "invoke", _remembering(lambda *_, **__: failed)),
        mock.patch.object(lambda_svc, "acquire_worker", lambda *_, **__: (worker, None)),
        mock.patch.object(lambda_svc, "release_worker", lambda *_: None),
    ):
        told = lambda_svc._execute_function_warm({"config": {}, "code_zip": b"x"}, {}, "probe")
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    return _HANDLER_TYPED in script and told["body"]["errorType"] == "NamedError"


def _remembering(invoke):
    def remembering(self, *args, **named):
        result = invoke(self, *args, **named)
        failed = isinstance(result, dict) and result.get("status") == "error"
        _last.type = result.get("type") if failed else None
        _last.trace = result.get("trace") if failed else None
        return result

    return remembering


def _report_type():
    execute = lambda_svc._execute_function_warm

    def typed(func, event, request_id):
        _last.type = None
        result = execute(func, event, request_id)
        body = result.get("body")
        if result.get("error") and _last.type and isinstance(body, dict):
            if body.get("errorType") == "Runtime.HandlerError":
                body["errorType"] = _last.type
                body["trace"] = (_last.trace or "").split("\n")
        return result

    lambda_svc._execute_function_warm = typed
