"""The outbox of jobs: work written down in the database, done by workers that the broker wakes up."""
