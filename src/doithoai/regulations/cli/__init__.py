"""The law library on the command line: `doithoai law …`. Needs neither Django nor a database."""

from doithoai.regulations.cli.parsing import main

__all__ = ["main"]
