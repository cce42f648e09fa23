"""`python -m editor` is `figment`."""

from editor.cli import run

if __name__ == "__main__":
    run()
