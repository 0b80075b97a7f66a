"""Makes the environment in .venv, and again only when what it depends on has changed.

Called by the Makefile: `bootstrap.py run` for serving, `bootstrap.py dev` for tests and checks.
It runs on the bare Python of the machine, so it uses the standard library only.
"""

import hashlib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "samspill-installed.json")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
# What an editable install reads.
PROJECT_FILES = ("pyproject.toml", "hatch_build.py")


def main(kind):
    """Bring .venv up to date for one kind of work; the result is the exit code."""
    if sys.version_info < (3, 11):
        return refuse(
            "Samspill needs Python 3.11 or newer and this is {}.{}: run for example "
            "`make PYTHON=python3.11`".format(*sys.version_info[:2])
        )
    if not has_working_environment():
        try:
            import ensurepip  # noqa: F401
            import venv  # noqa: F401
        except ImportError:
            return refuse(
                "Python's venv is missing: install it, on Debian with `apt install "
                "python{}.{}-venv`".format(*sys.version_info[:2])
            )
        say("Making .venv")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
        if made.returncode != 0:
            return refuse("The environment .venv could not be made")

    installed = read_stamp()
    lock_hash = hash_of([LOCKS[kind]])
    if installed.get(kind) != lock_hash:
        say("Installing what {} names".format(LOCKS[kind]))
        code = pip("--require-hashes", "-r", os.path.join(HERE, LOCKS[kind]))
        if code != 0:
            return code
        installed[kind] = lock_hash
        if kind == "dev":
            # It is compiled with the other lock as its constraint and holds all of it.
            installed["run"] = hash_of([LOCKS["run"]])
        write_stamp(installed)
    project_hash = hash_of(PROJECT_FILES)
    if installed.get("project") != project_hash:
        say("Installing Samspill")
        code = pip("--no-deps", "--no-build-isolation", "-e", HERE)
        if code != 0:
            return code
        installed["project"] = project_hash
        write_stamp(installed)
    return 0


def has_working_environment():
    """Tell whether .venv holds a Python that runs and is new enough."""
    # Scripts in .venv name its place: a folder that was moved needs a new one.
    if read_stamp().get("place", HERE) != HERE:
        return False
    try:
        return (
            subprocess.run(
                [PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            ).returncode
            == 0
        )
    except OSError:
        return False


def pip(*arguments):
    """Install into .venv."""
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*command, *arguments], check=False).returncode


def hash_of(names):
    """Hash the content of files."""
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read_stamp():
    """Read what was installed; nothing when that is unknown."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError):
        return {}


def write_stamp(installed):
    """Remember what was installed."""
    installed["place"] = HERE
    with open(STAMP + ".new", "w", encoding="utf-8") as file:
        json.dump(installed, file)
    os.replace(STAMP + ".new", STAMP)


def say(text):
    """Tell what takes time."""
    print(text + " …", file=sys.stderr)
    sys.stderr.flush()


def refuse(text):
    """Say in one line why it cannot go on."""
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        sys.exit("usage: bootstrap.py run|dev")
    sys.exit(main(sys.argv[1]))
