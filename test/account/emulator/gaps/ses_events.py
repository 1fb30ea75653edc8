"""SES tells the configuration set's topic what became of a message; the emulator records the destination and is silent."""

import re
from unittest import mock

from ministack.services import ses, ses_v2, sns

_EVENTS = (("SEND", "Send"), ("DELIVERY", "Delivery"))
_PROBE = {
    "Source": "a@example.com",
    "ConfigurationSetName": "probe",
    "RawMessage.Data": "",
    "Tags.member.1.Name": "key",
    "Tags.member.1.Value": "value",
}


def close():
    send = ses._send_raw_email

    def telling(parameters):
        answer = send(parameters)
        accepted = re.search(rb"<MessageId>([^<]+)</MessageId>", answer[2])
        if accepted:
            _tell(parameters, accepted.group(1).decode())
        return answer

    ses._send_raw_email = telling


def is_closed():
    everything = {"Enabled": True, "MatchingEventTypes": ["SEND"], "SnsDestination": {"TopicArn": "probe"}}
    ses_v2._config_sets["probe"] = {"EventDestinations": {"all": everything}}
    with (
        mock.patch.object(sns, "publish_internal") as published,
        mock.patch.multiple(ses, _message_rejection=lambda *_: None, _sent_emails_list=list),
    ):
        ses._send_raw_email({name: [value] for name, value in _PROBE.items()})
    del ses_v2._config_sets["probe"]
    told = [call.args[1] for call in published.call_args_list]
    return [event["mail"]["tags"] for event in told] == [{"key": ["value"]}]


def _tell(parameters, message):
    name = ses._p(parameters, "ConfigurationSetName")
    destinations = (ses_v2._config_sets.get(name) or {}).get("EventDestinations") or {}
    mail = {"messageId": message, "source": ses._p(parameters, "Source"), "tags": _tags(parameters)}
    for destination in destinations.values():
        topic = (destination.get("SnsDestination") or {}).get("TopicArn")
        for kind, event in _EVENTS:
            if destination["Enabled"] and topic and kind in destination["MatchingEventTypes"]:
                sns.publish_internal(topic, {"eventType": event, "mail": mail, event.lower(): {}})


def _tags(parameters):
    names = ses._collect_list(_flat(parameters, "Name"), "Tags.member")
    values = ses._collect_list(_flat(parameters, "Value"), "Tags.member")
    return {name: [value] for name, value in zip(names, values, strict=True)}


def _flat(parameters, part):
    return {key.removesuffix(f".{part}"): value for key, value in parameters.items() if key.endswith(f".{part}")}
