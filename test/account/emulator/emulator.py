"""The account on one machine: MiniStack 1.5.33 with the gaps closed that the deployed line would fall into.

Each module of `gaps` closes one gap; its docstring says what the emulator lacks. A gap that finds other code than it
was written for ends the start: `closed` names it. `emulator.selftest.ts` asks the running emulator for each of them.
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
    lambda_errors,
    lambda_node,
    loopback_is_tls,
    step_functions_athena,
)

for gap in (
    lambda_errors,
    lambda_node,
    athena_on_trino,
    athena_results,
    athena_authorization,
    step_functions_athena,
    cloudformation_resources,
    loopback_is_tls,
):
    gap.close()
    print(f"closed {gap.__name__.removeprefix('gaps.')}", flush=True)

app.main()
