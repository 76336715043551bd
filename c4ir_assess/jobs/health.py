"""Whether this process can serve: what a load balancer and an operator ask. Nothing here touches the broker."""

from dataclasses import dataclass
from functools import cache

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from c4ir_assess.jobs import canary


class MigrationsMissingError(Exception):
    """The tables are older than this code."""


@dataclass(frozen=True, slots=True)
class Health:
    """One word a part. Without the database nothing works; without workers everything but results does."""

    database: str = "ok"
    migrations: str = "ok"
    jobs: str = "ok"

    @property
    def status(self) -> str:
        """Return the worst: failed, degraded or ok."""
        if "failed" in {self.database, self.migrations}:
            return "failed"
        return "ok" if self.jobs == "ok" else "degraded"


def look() -> Health:
    """Ask the database; at most three queries, and no waiting for anything else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        require_migrations()
        return Health(jobs="late" if canary.missing() else "ok")
    except MigrationsMissingError:
        return Health(migrations="failed", jobs="unknown")
    except Error:
        return Health(database="failed", migrations="unknown", jobs="unknown")


@cache
def require_migrations() -> None:
    """Raise while migrations are missing; once they are applied they stay applied, so a good answer is kept."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsMissingError
