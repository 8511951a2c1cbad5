"""Exports opened by the tools that they are for."""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest
from tests.export.incidents import actor, document, incident, record, target, total

from onrecord.export.figures import Wish
from onrecord.export.incident import gather
from onrecord.export.sqlite import write_metadata
from onrecord.export.writers import make_rows, writer_of

POINT = 1  # kind of a geometry in well-known binary
FOLLOWTHEMONEY = "TEST_FOLLOWTHEMONEY"  # a Python that has the package
CHECK = """
import json, sys
from followthemoney import model
for line in open(sys.argv[1], encoding="utf-8"):
    entity = json.loads(line)
    proxy = model.get_proxy(entity)
    proxy.schema.validate(entity)
    for name, values in entity["properties"].items():
        for value in values:
            assert proxy.schema.properties[name].type.clean(value), (name, value)
    print(proxy.schema.name, proxy.caption)
"""


def write(name: str, path: Path) -> Path:
    """An export of two incidents and a total."""
    writer = writer_of(name)
    strike = record(id="r2", actors=[actor("army", "State forces")], targets=[target("Dawn Front", "Rebel group")])
    other = gather("6a00000000000000", [(document("b", url="https://example.org/b"), strike)])
    file = path / f"out{writer.suffix}"
    writer.sink(file, make_rows(writer, [incident(), other, total()], Wish(), {}), writer.table)
    return file


@pytest.mark.parametrize("name", ["csv", "parquet", "geojson"])
def test_a_table_of_incidents_opens_in_duckdb_with_days_numbers_and_points(name: str, tmp_path: Path) -> None:
    reader = {"csv": "read_csv", "parquet": "read_parquet", "geojson": "read_json"}[name]
    wanted = "id, place, earliest, killed_low, longitude, latitude, radius_km"
    with duckdb.connect() as base:
        found = base.execute(f"SELECT {wanted} FROM {reader}(?) ORDER BY id", [str(write(name, tmp_path))])
        kinds = [str(column[1]) for column in found.description]
        rows = found.fetchall()
    assert rows == [
        ("5f0c2a9100000000", "Keldin", date(2024, 3, 10), 3, -4.2, 14.5, 5),
        ("6a00000000000000", "Keldin", date(2024, 3, 10), None, -4.2, 14.5, 5),
    ]
    assert kinds == ["VARCHAR", "VARCHAR", "DATE", "BIGINT", "DOUBLE", "DOUBLE", "BIGINT"]


def test_the_points_of_a_geojson_file_are_geometries_in_duckdb(tmp_path: Path) -> None:
    with duckdb.connect() as base:
        found = base.execute("SELECT geometry FROM read_json(?)", [str(write("geojson", tmp_path))])
        kinds, rows = [str(column[1]) for column in found.description], found.fetchall()
    assert kinds == ["GEOMETRY"]
    assert [struct.unpack("<xIdd", bytes(row[0])) for row in rows] == [(POINT, -4.2, 14.5)] * 2


@pytest.mark.skipif(FOLLOWTHEMONEY not in os.environ, reason=f"{FOLLOWTHEMONEY} does not name a Python with followthemoney")
def test_an_ftm_file_loads_with_the_followthemoney_library(tmp_path: Path) -> None:
    file = write("ftm", tmp_path)
    ran = subprocess.run([os.environ[FOLLOWTHEMONEY], "-c", CHECK, str(file)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[2] == "Event Attack, Keldin, 2024-03-10"


def test_a_sqlite_file_opens_in_datasette(tmp_path: Path) -> None:
    file, address = write("sqlite", tmp_path), tmp_path / "socket"
    write_metadata(tmp_path / "metadata.json", "out")
    words = ["serve", str(file), "--metadata", str(tmp_path / "metadata.json"), "--uds", str(address)]
    with subprocess.Popen([sys.executable, "-m", "datasette", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            found = json.loads(ask(address, "/out/incidents_public.json?_shape=array"))
            page = ask(address, "/out/incidents")
        finally:
            server.terminate()
    assert [(row["id"], row["place"], row["killed_low"]) for row in found] == [
        ("5f0c2a9100000000", "Keldin", 3),
        ("6a00000000000000", "Keldin", None),
    ]
    assert "UCDP&#39;s precision, 1 to 7" in page or "UCDP's precision, 1 to 7" in page


def ask(address: Path, page: str) -> str:
    """A page of a server on a socket in the file system, once it listens."""
    until = time.monotonic() + 60
    while not address.exists():
        assert time.monotonic() < until, "datasette did not start"
        time.sleep(0.1)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(address))
        connection.sendall(f"GET {page} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        head, _, body = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")
    assert b" 200 " in head.splitlines()[0]
    return body.decode()
