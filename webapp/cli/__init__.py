"""The command ``samspill``: each command parses, calls one function and prints."""

from __future__ import annotations

import sys

import click

from loaders.build import program_version
from ontology.errors import InputError, NotFound, SamspillError, StoreError
from webapp.cli import (
    build,
    check_sources,
    duplicates,
    ids,
    import_register,
    query,
    reconcile,
    serve,
    snapshots,
    tables,
    validate,
)

#: The nearest listed ancestor of an error gives the exit code; click itself uses 2.
EXIT_CODES: dict[type[SamspillError], int] = {
    InputError: 1,
    NotFound: 1,
    SamspillError: 3,
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(program_version(), prog_name="samspill")
@click.option(
    "--lang",
    type=click.Choice(["nb", "en"]),
    default="nb",
    envvar="SAMSPILL_LANG",
    show_default=True,
    show_envvar=True,
    help="Language of messages.",
)
@click.pass_context
def samspill(context: click.Context, lang: str) -> None:
    """Build, check and serve the Samspill knowledge graph."""
    context.obj = lang


for _command in (
    build.build_command,
    validate.validate_command,
    import_register.import_command,
    ids.ids_command,
    check_sources.check_sources_command,
    reconcile.reconcile_command,
    duplicates.duplicates_command,
    tables.tables_command,
    query.query_command,
    snapshots.snapshots_group,
    serve.serve_command,
):
    samspill.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; an error of ours becomes its text and its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        samspill.main(args=words, standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except SamspillError as error:
        click.echo(error.text(_language(words)), err=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        sys.exit(1)  # whoever read our output has read enough
    except OSError as error:
        # A full disk, a folder without rights: what was published stays as it is.
        click.echo(f"{error.filename or 'samspill'}: {error.strerror or error}", err=True)
        sys.exit(exit_code(StoreError("", "")))


def exit_code(error: SamspillError) -> int:
    """Give the exit code of the nearest listed ancestor of an error."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def _language(words: list[str]) -> str:
    context = samspill.make_context("samspill", list(words), resilient_parsing=True)
    return str(context.params.get("lang") or "nb")
