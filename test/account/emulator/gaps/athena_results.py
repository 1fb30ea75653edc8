"""Athena writes a result at OutputLocation itself, every value in quotes and null as nothing; the emulator would nest
it as <id>.csv/<id>.csv, in the CSV of spreadsheets."""

import asyncio
from types import SimpleNamespace
from unittest import mock

from ministack.services import athena, s3


def close():
    save = athena._save_query_results

    async def at_location(query_id):
        configuration = athena._executions.get(query_id)["ResultConfiguration"]
        location = configuration["OutputLocation"]
        configuration["OutputLocation"] = location.rsplit("/", 1)[0] + "/"
        try:
            await save(query_id)
        finally:
            configuration["OutputLocation"] = location

    athena._save_query_results = at_location
    athena.csv = SimpleNamespace(writer=_Writer)


def is_closed():
    written = {}
    athena._executions["probe"] = {
        "ResultConfiguration": {"OutputLocation": "s3://probe/folder/probe.csv"},
        "_results": {"columns": ["one", "two"], "rows": [['"', None]]},
    }
    with mock.patch.object(s3, "_put_object", lambda bucket, key, data, *_: written.update({key: data})):
        asyncio.run(athena._save_query_results("probe"))
    del athena._executions["probe"]
    return written.get("folder/probe.csv") == b'"one","two"\n"""",\n'


class _Writer:
    def __init__(self, output):
        self._output = output

    def writerow(self, row):
        self._output.write(",".join(_quoted(value) for value in row) + "\n")

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def _quoted(value):
    if value is None:
        return ""
    return '"' + str(value).replace('"', '""') + '"'
