# SPDX-License-Identifier: Apache-2.0
"""Writes the migrations as C tables: embed-migrations.py FOLDER/NNNN-name.sql … OUTPUT.c"""
import pathlib
import sys

TABLES = {"migrations": "STORE_MIGRATIONS", "key-migrations": "KEY_MIGRATIONS"}


def literal(text):
    lines = text.splitlines(keepends=True)
    return "\n".join('        "' + line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' for line in lines)


def main(paths, output):
    tables = {}
    for path in sorted(map(pathlib.Path, paths), key=lambda path: path.name):
        number, name = path.stem.split("-", 1)
        tables.setdefault(path.parent.name, []).append((int(number), name, path.read_text()))
    out = ['/* Made by embed-migrations.py. */', '#include "db/migrations.h"', ""]
    for folder, symbol in TABLES.items():
        out.append(f"const DbMigration {symbol}[] = {{")
        for number, name, text in tables.get(folder, []):
            out.append(f'    {{ {number}, "{name}",\n{literal(text)} }},')
        out.append("};")
        out.append(f"const gsize {symbol}_COUNT = G_N_ELEMENTS({symbol});")
    pathlib.Path(output).write_text("\n".join(out) + "\n")


main(sys.argv[1:-1], sys.argv[-1])
