"""Athena calls by query id are authorised against the query's workgroup; the emulator would ask for `*`."""

import json

from ministack.core import iam_actions
from ministack.services import athena


def close():
    extract = iam_actions.extract_resource_arn

    def of_workgroup(service, method, path, headers, body, *args, **named):
        resource = extract(service, method, path, headers, body, *args, **named)
        if service != "athena" or resource != "*":
            return resource
        try:
            execution = athena._executions.get(json.loads(body).get("QueryExecutionId"))
        except ValueError:
            return resource
        return athena._arn_workgroup(execution["WorkGroup"]) if execution else resource

    iam_actions.extract_resource_arn = of_workgroup


def is_closed():
    athena._executions["probe"] = {"WorkGroup": "probe"}
    body = json.dumps({"QueryExecutionId": "probe"}).encode()
    asked = iam_actions.extract_resource_arn("athena", "POST", "/", {}, body, {}, "eu-west-1", "0")
    del athena._executions["probe"]
    return asked.endswith(":workgroup/probe")
