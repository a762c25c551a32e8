# SPDX-License-Identifier: Apache-2.0
"""Writes a text file as a C string: embed-text.py SYMBOL FILE OUTPUT.c"""
import pathlib
import sys

symbol, source, output = sys.argv[1:]
lines = pathlib.Path(source).read_text().splitlines(keepends=True)
literal = "\n".join('    "' + line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' for line in lines)
pathlib.Path(output).write_text(f"/* Made by embed-text.py. */\nextern const char {symbol}[];\nconst char {symbol}[] =\n{literal};\n")
