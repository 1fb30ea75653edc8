"""The account on one machine: MiniStack 1.5.33 with the gaps closed that the deployed line would fall into.

Each module of `gaps` closes one gap; its docstring says what the emulator lacks. `is_closed` asks the emulator itself:
before `close` the answer must be no, or the module is not needed any more, and after it yes.
"""

import os

os.environ.setdefault("BIND_HOST", "127.0.0.1")
os.environ.setdefault("IOT_MTLS_ENABLED", "0")
os.environ.setdefault("ATHENA_ENGINE", "duckdb")  # any engine: gaps/athena_on_trino.py replaces its query function

from ministack import app  # noqa: E402

from gaps import (  # noqa: E402
    athena_authorization,
    athena_on_trino,
    athena_results,
    cloudformation_resources,
    lambda_concurrency,
    lambda_errors,
    lambda_node,
    loopback_is_tls,
    ses_authorization,
    ses_events,
    step_functions_athena,
)

for gap in (
    lambda_errors,
    lambda_node,
    lambda_concurrency,
    athena_on_trino,
    athena_results,
    athena_authorization,
    step_functions_athena,
    cloudformation_resources,
    loopback_is_tls,
    ses_authorization,
    ses_events,
):
    name = gap.__name__.removeprefix("gaps.")
    if gap.is_closed():
        raise SystemExit(f"the emulator has no gap {name} any more: remove gaps/{name}.py")
    gap.close()
    if not gap.is_closed():
        raise SystemExit(f"gaps/{name}.py does not close its gap: the emulator is not the one it was written for")
    print(f"closed {name}", flush=True)

app.main()
