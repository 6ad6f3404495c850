"""Finds a Python that is new enough and lets it install; written so that any Python 3 understands this file."""

import os
import shutil
import sys

OLDEST = (3, 11)
NAMES = ["python3.14", "python3.13", "python3.12", "python3.11"]


def main():
    if sys.version_info >= OLDEST:
        from portal.local import install

        return install.start()
    for name in NAMES:
        found = shutil.which(name)
        if found:
            sys.stdout.flush()
            os.execv(found, [found, "-m", "portal.local.start"] + sys.argv[1:])  # noqa: RUF005 - old Pythons
    sys.stderr.write(
        "Det gick inte: portalen behöver Python 3.11 eller nyare, men python3 är {}.{}.\n"
        "Gör så här: installera en nyare Python (Debian, Ubuntu: sudo apt-get install python3.11 python3.11-venv)\n"
        "och kör igen. Den hittas av sig själv när den finns i sökvägen.\n".format(*sys.version_info[:2])
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
