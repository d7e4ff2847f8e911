"""What loading is compared with: a bare `\\copy` into tables of the same types and keys, and pgloader."""

import csv
import shutil

from measuring import BenchmarkError, timed

# An entity's table has its name in the singular, but for this one.
TABLES = {"orders": "customer_order"}


def table_of(entity):
    """The table of an entity in the schema core."""
    return TABLES.get(entity, entity[:-1])


def header_of(path):
    """The names of a file's columns."""
    with path.open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def make_tables(deskhouse, warehouse, database, files):
    """Makes a database with a table for each file: the types and keys of a warehouse's core, nothing besides.

    What the contract does not name is text there, and so are tags; the source, which is in every key, is filled
    by its default.
    """
    deskhouse.make_database(database)
    statements = ["create schema core;"]
    for path in files:
        table, header = table_of(path.stem), header_of(path)
        columns = dict(
            line.split("|") for line in deskhouse.value(warehouse, f"""
                select attname, format_type(atttypid, null) from pg_attribute
                where attrelid = 'core.{table}'::regclass and attnum > 0 and not attisdropped"""
            ).splitlines())
        key = deskhouse.value(warehouse, f"""
            select contype::text || attname from pg_constraint
            cross join unnest(conkey) with ordinality as part (number, position)
            inner join pg_attribute on attrelid = conrelid and attnum = part.number
            where conrelid = 'core.{table}'::regclass and contype in ('p', 'u')
            order by position""").splitlines()
        # The dimensions of targets and initiatives are columns of the file, and one of the table.
        unnamed = [name for name in header if name not in columns]
        kind = "primary key" if key[0][0] == "p" and "pdimensions" not in key else "unique nulls not distinct"
        key = [name for part in key for name in (unnamed if part[1:] == "dimensions" else [part[1:]])]
        types = {name: columns.get(name, "text") for name in header}
        lines = [f'    "{name}" {_text_if_list(type)}' for name, type in types.items()]
        lines.append("    source text collate \"C\" not null default 'canonical'")
        lines.append(f"    {kind} (" + ", ".join(f'"{name}"' for name in key) + ")")
        statements.append(f"create table core.{table} (\n" + ",\n".join(lines) + "\n);")
    deskhouse.psql(database, "-c", "\n".join(statements))


def _text_if_list(type):
    return 'text collate "C"' if type == "text" or type.endswith("[]") else type


def copy(deskhouse, database, files):
    """Copies the files into their tables with one psql."""
    commands = []
    for path in files:
        columns = ", ".join(f'"{name}"' for name in header_of(path))
        commands += ["-c", f"\\copy core.{table_of(path.stem)} ({columns}) from '{path}' csv header"]
    return deskhouse.psql(database, *commands)


def has_pgloader():
    """Whether pgloader is installed."""
    return shutil.which("pgloader") is not None


def pgloader(deskhouse, database, files, folder):
    """Loads the files into their tables with one pgloader."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    server = "postgresql://{user}@unix:{host}:{port}/".format(**deskhouse.address) + database
    commands = []
    for path in files:
        header = header_of(path)
        fields = ", ".join(f"{name} [null if blanks]" for name in header)
        commands.append(f"""
            LOAD CSV FROM '{path}' WITH ENCODING UTF-8 HAVING FIELDS ({fields})
            INTO {server} TARGET TABLE core.{table_of(path.stem)} TARGET COLUMNS ({", ".join(header)})
            WITH skip header = 1, fields terminated by ',',
                fields optionally enclosed by '"', fields escaped by double-quote;""")
    script = folder / "load.pgloader"
    script.write_text("\n".join(commands))
    return timed(["pgloader", "--root-dir", str(folder), str(script)], deskhouse.environment)


def expect_rows(deskhouse, database, files, count):
    """Fails where the tables do not hold so many rows: a peer that lost some was not measured."""
    found = sum(
        int(deskhouse.value(database, f"select count(*) from core.{table_of(path.stem)}")) for path in files)
    if found != count:
        raise BenchmarkError(f"{database} holds {found} rows of {count}")
