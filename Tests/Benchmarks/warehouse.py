"""Deskhouse as the benchmarks use it: databases of a private server, loads with their stages, a session."""

import hashlib
import json
import os
import subprocess
import time
from dataclasses import dataclass

from measuring import BenchmarkError, Run, timed


@dataclass(frozen=True)
class Load:
    """One finished load: the process, and what its log says about the stages."""

    run: Run
    stages: "dict[str, float]"

    @property
    def refresh_seconds(self):
        """What deriving facts and aggregating rollups took."""
        return sum(self.stages.get(stage, 0) for stage in ("derive", "aggregate"))


class Deskhouse:
    """The built program, with a private server in a home of its own."""

    def __init__(self, program, home):
        self.program = str(program)
        self.home = str(home)
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith("PG") and name not in ("DATABASE_URL", "DESKHOUSE_SQL")}
        self.environment["DESKHOUSE_HOME"] = self.home
        self.fingerprint = hashlib.sha256(program.read_bytes()).hexdigest()[:12]
        # Started by this run, the server has its priority.
        self.stop()
        self.run("server", "start")
        self.address = dict(
            part.split("=", 1) for line in self.run("server", "status").output.splitlines()
            if line.startswith("conninfo") for part in line.split()[1:])
        if "host" not in self.address:
            raise BenchmarkError("deskhouse server status names no conninfo")

    def run(self, *arguments, accepted=(0,)):
        """Runs a command of the program."""
        return timed([self.program, *map(str, arguments)], self.environment, accepted)

    def conninfo(self, database):
        """The connection string of a database of the server."""
        return " ".join(f"{name}={value}" for name, value in {**self.address, "dbname": database}.items())

    def psql(self, database, *arguments):
        """Runs the server's own psql, which stops at the first error."""
        return self.run(
            "server", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.conninfo(database), *arguments)

    def value(self, database, sql):
        """The one value of a statement, or the only column of its rows, a line each."""
        return self.psql(database, "-A", "-t", "-c", sql).output.strip()

    def drop_database(self, name):
        """Removes a database, if it is there."""
        self.psql("postgres", "-c", "set client_min_messages = error",
                  "-c", f"drop database if exists {name} with (force)")

    def make_database(self, name):
        """Makes an empty database anew."""
        self.drop_database(name)
        self.psql("postgres", "-c", f"create database {name}")

    def make_warehouse(self, name):
        """Makes an empty warehouse: a database with Deskhouse's schemas."""
        self.make_database(name)
        self.run("settings", "--database", self.conninfo(name))

    def settle(self, *databases):
        """Brings the server to rest, as it is some minutes after a load: vacuumed, all written."""
        for database in databases:
            self.psql(database, "-c", "vacuum (analyze)")
        self.psql("postgres", "-c", "checkpoint")

    def load(self, database, *paths):
        """Loads files; rejected rows are no failure."""
        run = self.run(
            "load", "--database", self.conninfo(database), "--log-format", "json", *paths, accepted=(0, 2))
        events = [json.loads(line) for line in run.errors.splitlines() if line.startswith("{")]
        stages = {}
        for event in events:
            if event["event"] == "stage":
                stages[event["stage"]] = stages.get(event["stage"], 0) + event["seconds"]
        return Load(run, stages)

    def schema_bytes(self, database, schema):
        """The size of all relations of a schema, with their indexes."""
        return int(self.value(database, f"""
            select coalesce(sum(pg_total_relation_size(pg_class.oid)), 0)
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where pg_namespace.nspname = '{schema}' and pg_class.relkind in ('r', 'm', 'p')"""))

    def stop(self):
        """Stops the server."""
        self.run("server", "stop")


class SessionEnded(BenchmarkError):
    """The session ended at a question, with what it said."""


class Session:
    """An open `deskhouse shell`, asked through pipes."""

    END = "<<end of answer>>\n"

    def __init__(self, deskhouse, database):
        self.arguments = [deskhouse.program, "shell", "--database", deskhouse.conninfo(database)]
        self.environment = deskhouse.environment
        self.process = None

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *_):
        self._close()

    def _open(self):
        self.process = subprocess.Popen(
            self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=self.environment)

    def _close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def ask(self, question):
        """Asks for an answer as JSON: seconds from writing the line to its last byte, and the answer."""
        start = time.perf_counter()
        self.process.stdin.write(f"{question} as json\n\\echo {self.END}".encode())
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == self.END.encode():
                break
            lines.append(line)
        else:
            # It stops at the first error, as scripts do: the next question has a new one.
            self._close()
            self._open()
            raise SessionEnded(f"no answer to: {question}")
        seconds = time.perf_counter() - start
        return seconds, json.loads(b"".join(lines))
