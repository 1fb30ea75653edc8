"""Raw mail is authorised for the sender's identity and by who writes to whom; the emulator asks for `*` without keys."""

import base64
import email
import email.utils
from urllib.parse import urlencode

from ministack.core import iam_actions
from ministack.services import ses, ses_v2

_PROBE = {
    "Action": "SendRawEmail",
    "Source": "a@example.com",
    "Destinations.member.1": "b@example.com",
    "RawMessage.Data": base64.b64encode(b"From: A <a@example.com>\n\n").decode(),
}


def close():
    resource_of, keys_of = iam_actions.extract_resource_arn, iam_actions.request_tag_context

    def of_identity(service, method, path, headers, body, parameters, region, account):
        if service == "ses" and _is_raw(parameters):
            return f"arn:aws:ses:{region}:{account}:identity/{_identity(_message(parameters)['from'])}"
        return resource_of(service, method, path, headers, body, parameters, region, account)

    def with_addresses(service, action, body, parameters):
        keys = keys_of(service, action, body, parameters)
        return {**keys, **_addresses(parameters)} if action == "ses:SendRawEmail" else keys

    iam_actions.extract_resource_arn = of_identity
    iam_actions.request_tag_context = with_addresses


def is_closed():
    asked = {name: [value] for name, value in _PROBE.items()}
    body = urlencode(_PROBE).encode()
    keys = iam_actions.request_tag_context("ses", "ses:SendRawEmail", body, asked)
    arn = iam_actions.extract_resource_arn("ses", "POST", "/", {}, body, asked, "eu-west-1", "0")
    return arn.endswith("identity/a@example.com") and keys.get("ses:Recipients") == ["b@example.com"]


def _is_raw(parameters):
    return parameters.get("Action") in ("SendRawEmail", ["SendRawEmail"])


def _addresses(parameters):
    message = _message(parameters)
    feedback = {"ses:FeedbackAddress": message["feedback"]} if message["feedback"] else {}
    return {"ses:FromAddress": message["from"], "ses:Recipients": message["to"], **feedback}


def _message(parameters):
    """Addresses as SES sees them: the header's sender, the envelope's recipients or else the headers'."""
    mime = email.message_from_bytes(base64.b64decode(ses._p(parameters, "RawMessage.Data")))
    listed = [value for name in ("To", "Cc", "Bcc") for value in mime.get_all(name, [])]
    return {
        "from": _bare(mime.get("From") or ses._p(parameters, "Source")),
        "to": ses._collect_list(parameters, "Destinations.member") or [a for _, a in email.utils.getaddresses(listed)],
        "feedback": _bare(mime.get("Return-Path", "")),
    }


def _bare(address):
    return email.utils.parseaddr(address)[1]


def _identity(address):
    """The address, or its domain where that is what was verified."""
    domain = address.rpartition("@")[2]
    known = domain in ses._identities or domain in ses_v2._identities
    return domain if known else address
