"""PostgreSQL and Redis of a test's own: on loopback, on free ports, with a folder and passwords of
their own, and never as root. They end with the block, or with the process that started them."""
import os
import pwd
import secrets
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
ATTEMPTS = 3
START_SECONDS = 60
# A test's data is nobody's: it need not outlive a power cut.
POSTGRES_OPTIONS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "deadlock_timeout": "100ms",
    "log_min_messages": "fatal",
}


class NotStarted(Exception):
    pass


def unprivileged():
    """What to put before a command so that it is not root's."""
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]


def ending_with_us(signal_name):
    """Put before a command: the kernel sends it the signal when our process is gone."""
    return [*(unprivileged() or ["setpriv"]), "--pdeathsig", signal_name]


def own_folder(parent, name):
    folder = parent / name
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return folder


def postgres_programs():
    """The newest of Debian's, which are not on PATH."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[4]), default=None)
    return newest and newest.parent


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def wait_until(answers, process, log):
    end = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > end:
            raise NotStarted(log.read_text(errors="replace")[-2000:])
        time.sleep(0.05)


@contextmanager
def running(command, end_signal, answers, log):
    """A server that answers at the start of the block; answers(port) asks. Another one may take the
    port between our look at it and the server's start, so it is tried again."""
    for attempt in range(1, ATTEMPTS + 1):
        port = free_port()
        before = ending_with_us(end_signal.name[3:])
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*before, *command(port)], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/",
                start_new_session=True,  # an interrupt from the keyboard is ours to pass on
            )
        try:
            try:
                wait_until(lambda: answers(port), process, log)
            except NotStarted:
                if attempt == ATTEMPTS:
                    raise
                continue
            yield port
            return
        finally:
            process.send_signal(end_signal)
            try:
                process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def postgres(scratch):
    """The URL of an empty database whose owner is no superuser, beside a role `tenant` of less."""
    import psycopg2

    programs = postgres_programs()
    folder = own_folder(scratch, "postgres")
    words = {name: secrets.token_hex(16) for name in ("postgres", "service")}
    secret = scratch / "password"
    secret.write_text(words["postgres"])
    secret.chmod(0o644)  # until initdb has read it, in a folder of ours
    subprocess.run(
        [*unprivileged(), programs / "initdb", "--pgdata", folder / "data", "--username=postgres",
         "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", "--locale=C", "--encoding=UTF8"],
        check=True, stdout=subprocess.DEVNULL, cwd="/",
    )
    secret.unlink()

    def command(port):
        options = [f"-c{key}={value}" for key, value in POSTGRES_OPTIONS.items()]
        return [programs / "postgres", "-D", folder / "data", "-p", str(port), *options]

    def connect(port):
        return psycopg2.connect(
            host=LOOPBACK, port=port, user="postgres", password=words["postgres"], dbname="postgres"
        )

    def answers(port):
        try:
            connect(port).close()
        except psycopg2.OperationalError:
            return False
        return True

    with running(command, signal.SIGINT, answers, scratch / "postgres.log") as port:
        connection = connect(port)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE tenant NOLOGIN")
            role = "CREATE ROLE service LOGIN PASSWORD %s IN ROLE tenant"
            cursor.execute(role, [words["service"]])
            cursor.execute("CREATE DATABASE documents OWNER service")
        connection.close()
        yield f"postgresql+psycopg2://service:{words['service']}@{LOOPBACK}:{port}/documents"


@contextmanager
def redis(scratch):
    """The URL of an empty Redis, without the number of a database at its end."""
    import redis as client

    folder = own_folder(scratch, "redis")
    word = secrets.token_hex(16)
    settings = folder / "redis.conf"  # a password in the command line is there for all to read
    settings.touch(mode=0o600)
    if os.geteuid() == 0:
        os.chown(settings, folder.stat().st_uid, folder.stat().st_gid)
    settings.write_text(
        f'bind {LOOPBACK}\nrequirepass {word}\nsave ""\nappendonly no\ndir {folder}\n'
    )

    def command(port):
        return ["redis-server", settings, "--port", str(port)]

    def answers(port):
        try:
            return client.Redis(host=LOOPBACK, port=port, password=word).ping()
        except client.RedisError:
            return False

    with running(command, signal.SIGTERM, answers, scratch / "redis.log") as port:
        yield f"redis://:{word}@{LOOPBACK}:{port}"
