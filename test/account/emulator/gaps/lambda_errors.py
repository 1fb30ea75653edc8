"""A Lambda reports `err.name` as errorType, which Catch and Retry match; the warm worker drops it."""

import threading

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
    _keep_type_of_last_error()
    _report_type()


def _keep_type_of_last_error():
    invoke = lambda_runtime.Worker.invoke

    def remembering(self, *args, **named):
        result = invoke(self, *args, **named)
        failed = isinstance(result, dict) and result.get("status") == "error"
        _last.type = result.get("type") if failed else None
        _last.trace = result.get("trace") if failed else None
        return result

    lambda_runtime.Worker.invoke = remembering


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
