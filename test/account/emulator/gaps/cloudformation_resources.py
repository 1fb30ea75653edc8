"""Resources that CloudFormation makes and the emulator only half: request validators, default encryption, stubs."""

import json

from ministack.services import apigateway_v1, s3
from ministack.services.cloudformation import provisioners

_WITHOUT_BEHAVIOUR = (
    "AWS::Athena::NamedQuery",
    "AWS::Budgets::Budget",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::SES::Template",
)
_XMLNS = "http://s3.amazonaws.com/doc/2006-03-01/"


def close():
    handlers = provisioners._RESOURCE_HANDLERS
    handlers["AWS::ApiGateway::RequestValidator"]["create"] = _create_validator
    handlers["AWS::ApiGateway::Method"]["create"] = _create_method
    handlers["AWS::S3::Bucket"]["create"] = _create_bucket
    handlers["AWS::CloudWatch::Alarm"]["create"] = _create_alarm
    handlers["AWS::CloudWatch::Alarm"]["update"] = _update_alarm
    for kind in _WITHOUT_BEHAVIOUR:
        handlers.setdefault(kind, {"create": _create_nothing, "delete": lambda *_: None})


def is_closed():
    """Asked of the alarm over metrics; the others show themselves in the deployment."""
    handlers = provisioners._RESOURCE_HANDLERS
    over_metrics = {"AlarmName": "probe", "Metrics": [{"Id": "one"}]}
    try:
        handlers["AWS::CloudWatch::Alarm"]["create"]("Probe", over_metrics, "probe")
    except Exception:
        return False
    return all(kind in handlers for kind in _WITHOUT_BEHAVIOUR)


def _create_nothing(logical_id, props, stack):
    attributes = {"Arn": f"arn:aws:noop:::{logical_id}", "Id": logical_id, "NamedQueryId": logical_id}
    return f"{stack}-{logical_id}", attributes


_alarm_create = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"]
_alarm_update = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["update"]


def _create_alarm(logical_id, props, stack):
    """Alarms over expressions of metrics are stated and never ring; the emulator has no service metrics."""
    create = _create_nothing if props.get("Metrics") else _alarm_create
    return create(logical_id, props, stack)


def _update_alarm(identity, old, new, stack, logical_id=None):
    if new.get("Metrics"):
        return identity, _create_nothing(logical_id, new, stack)[1]
    return _alarm_update(identity, old, new, stack, logical_id)


def _create_validator(logical_id, props, stack):
    settings = {
        "name": props.get("Name", ""),
        "validateRequestBody": _is_true(props.get("ValidateRequestBody")),
        "validateRequestParameters": _is_true(props.get("ValidateRequestParameters")),
    }
    _, _, body = apigateway_v1._create_request_validator(props["RestApiId"], settings)
    identity = json.loads(body)["id"]
    return identity, {"RequestValidatorId": identity}


def _is_true(value):
    return str(value).lower() == "true"


_method_create = provisioners._apigw_method_create


def _create_method(logical_id, props, stack):
    put = apigateway_v1._put_method

    def with_validator(api, resource, method, data):
        return put(api, resource, method, {**data, "requestValidatorId": props.get("RequestValidatorId")})

    apigateway_v1._put_method = with_validator
    try:
        return _method_create(logical_id, props, stack)
    finally:
        apigateway_v1._put_method = put


_bucket_create = provisioners._s3_create


def _create_bucket(logical_id, props, stack):
    name, attributes = _bucket_create(logical_id, props, stack)
    rules = (props.get("BucketEncryption") or {}).get("ServerSideEncryptionConfiguration", [])
    for rule in rules[:1]:
        default = rule.get("ServerSideEncryptionByDefault", {})
        key = default.get("KMSMasterKeyID")
        if default.get("SSEAlgorithm") == "aws:kms" and not key:
            continue
        s3._bucket_encryption[name] = _encryption(default, key, rule.get("BucketKeyEnabled", False))
    return name, attributes


def _encryption(default, key, bucket_key):
    master = f"<KMSMasterKeyID>{key}</KMSMasterKeyID>" if key else ""
    return (
        f'<ServerSideEncryptionConfiguration xmlns="{_XMLNS}"><Rule><ApplyServerSideEncryptionByDefault>'
        f"<SSEAlgorithm>{default.get('SSEAlgorithm')}</SSEAlgorithm>{master}</ApplyServerSideEncryptionByDefault>"
        f"<BucketKeyEnabled>{str(bucket_key).lower()}</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>"
    )
