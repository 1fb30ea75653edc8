"""Step Functions' own Athena integration, with `.sync`: the emulator knows the SDK integration only."""

import json
import time

from ministack.services import stepfunctions

_ACTIONS = ("startQueryExecution", "stopQueryExecution", "getQueryExecution", "getQueryResults")
_POLL_SECONDS = 0.05


def close():
    assert "athena" in stepfunctions._AWS_SDK_SERVICE_MAP, "the service map changed"
    for action in _ACTIONS:
        stepfunctions._SERVICE_DISPATCH[f"arn:aws:states:::athena:{action}"] = _athena


def is_closed():
    return "arn:aws:states:::athena:startQueryExecution" in stepfunctions._SERVICE_DISPATCH


def _call(action, body):
    return stepfunctions._dispatch_aws_sdk_json(
        stepfunctions._AWS_SDK_SERVICE_MAP["athena"], "athena", action, body
    )


def _athena(resource, body):
    action = resource.split(":athena:")[1].split(".")[0]
    started = _call(action, body)
    if not resource.endswith(".sync"):
        return started
    while True:
        execution = _call("getQueryExecution", {"QueryExecutionId": started["QueryExecutionId"]})
        state = execution["QueryExecution"]["Status"]["State"]
        if state == "SUCCEEDED":
            return execution
        if state in ("FAILED", "CANCELLED"):
            raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(execution, default=str))
        time.sleep(_POLL_SECONDS)
