"""Athena's queries run on a real Trino (TRINO_URL), whose hive catalog is this emulator's Glue and S3."""

import asyncio
import json
import os
import urllib.request

from ministack.services import athena

_BASE_TYPE_END = "("
_EXECUTE = "execute immediate '"


def close():
    assert callable(athena._run_duckdb) and callable(athena._start_query_execution)
    trino = os.environ["TRINO_URL"]

    async def run(query, database, catalog=None):
        return await asyncio.get_event_loop().run_in_executor(None, _run, trino, query, database)

    athena._run_duckdb = run
    _bind_parameters()


def is_closed():
    """Only Trino calls an integer `integer` in lower case; null comes back as null."""
    try:
        answer = asyncio.run(athena._run_duckdb("select typeof(1), cast(null as varchar)", None))
    except Exception:
        return False
    is_query = athena._detect_statement_type(f"{_EXECUTE}select ?' using 1") == "DML"
    return is_query and answer["rows"] == [["integer", None]]


def _bind_parameters():
    """By `execute immediate`; a bound statement stays of the type it is, so that its result has a header."""
    start, type_of = athena._start_query_execution, athena._detect_statement_type

    def with_parameters(data):
        parameters = data.get("ExecutionParameters")
        if not parameters:
            return start(data)
        quoted = data["QueryString"].replace("'", "''")
        return start({**data, "QueryString": f"{_EXECUTE}{quoted}' using {', '.join(parameters)}"})

    athena._start_query_execution = with_parameters
    athena._detect_statement_type = lambda query: type_of(query.removeprefix(_EXECUTE))


def _run(trino, query, database):
    head = {
        "X-Trino-User": "athena",
        "X-Trino-Catalog": "awsdatacatalog",
        "X-Trino-Schema": database or "default",
        "X-Trino-Time-Zone": "UTC",
    }

    def call(url, body=None):
        with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=head)) as answer:
            return json.load(answer)

    page = call(f"{trino}/v1/statement", query.rstrip().rstrip(";").encode())
    columns, rows = [], []
    while True:
        if page.get("error"):
            raise Exception(f"{page['error']['errorName']}: {page['error']['message']}")
        columns = page.get("columns") or columns
        rows += page.get("data") or []
        if not page.get("nextUri"):
            break
        page = call(page["nextUri"])
    return {
        "columns": [column["name"] for column in columns],
        "column_types": [column["type"].split(_BASE_TYPE_END)[0] for column in columns],
        "rows": [[None if value is None else _text(value) for value in row] for row in rows],
    }


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
