"""Starting the release build's server for bench/http and bench/restart."""
import os
import pathlib
import signal
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
BINARY = BUILD / "baybridge"


def end_with_us():
    """Who ends us ends what we started: the exception runs every `finally`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def as_user():
    """The server does not run as root."""
    return ["--set", "server.user=nobody"] if os.geteuid() == 0 else []


def fill(folder, openings):
    """A database of them, that the server's user may open."""
    db = folder / "bench.db"
    subprocess.run([BINARY, "import", "--db", db, openings], check=True,
                   stdout=subprocess.DEVNULL, cwd=ROOT)
    if os.geteuid() == 0:
        os.chmod(folder, 0o777)
        for file in folder.glob("bench.db*"):
            os.chmod(file, 0o666)
    return db


def start(db, port, *options):
    return subprocess.Popen(
        [BINARY, "serve", "--db", db, "--listen", f"127.0.0.1:{port}",
         "--set", "log.level=error", "--set", "limits.enabled=no",
         *as_user(), *options], cwd=ROOT)


def stop(*processes):
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def say(what, got, limit):
    print(f"  {'pass' if got <= limit else 'FAIL'} {what}: {got:.3g}, "
          f"limit {limit:.3g}")
