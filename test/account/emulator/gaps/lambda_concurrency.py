"""A function's reserved concurrency is its limit: more calls at a time are throttled. The emulator's CloudFormation
drops it."""

from ministack.services import lambda_svc
from ministack.services.cloudformation import provisioners

_PROBE = {"FunctionName": "probe", "Code": {"ZipFile": ""}, "ReservedConcurrentExecutions": "2"}


def close():
    handler = provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]
    create, update = handler["create"], handler["update"]

    def create_limited(logical_id, props, stack):
        return _limited(create(logical_id, props, stack), props)

    def update_limited(identity, old, new, stack, logical_id=None):
        return _limited(update(identity, old, new, stack, logical_id), new)

    handler["create"], handler["update"] = create_limited, update_limited


def is_closed():
    handler = provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]
    handler["create"]("Probe", _PROBE, "probe")
    function = lambda_svc._functions["probe"]
    limit = lambda_svc._reserved_concurrency(function, function["config"])
    handler["delete"]("probe", _PROBE)
    return limit == 2


def _limited(made, props):
    """In the function's own record, and in its configuration, which published versions copy."""
    limit = props.get("ReservedConcurrentExecutions")
    function = lambda_svc._functions[made[0]]
    function["concurrency"] = None if limit is None else int(limit)
    function["config"]["ReservedConcurrentExecutions"] = function["concurrency"]
    return made
