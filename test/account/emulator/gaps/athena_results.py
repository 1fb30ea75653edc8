"""Athena writes a result at OutputLocation itself; the emulator would nest it as <id>.csv/<id>.csv."""

from ministack.services import athena


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
