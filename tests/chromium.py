"""Pages as Chromium shows them: measured by a script of the test, in a frame of the width asked for."""

import html
import json
import re
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
SCHEMES = {"light": "1", "dark": "0"}
_FRAME = """<!DOCTYPE html><meta charset="utf-8"><title>measured</title>
<iframe id="page" src="{page}" width="{width}" height="800" style="border: 0"></iframe>
<script>
addEventListener("load", () => {{
    const view = document.getElementById("page").contentWindow, page = view.document;
    document.body.dataset.found = JSON.stringify((() => {{ {script} }})());
}});
</script>"""
_FOUND = re.compile(r'data-found="([^"]*)"')


def ran(page: Path, *flags: str, scheme: str = "light") -> subprocess.CompletedProcess[str]:
    """A run on the file ``page``."""
    return opened(page.as_uri(), page.parent / "profile", *flags, scheme=scheme)


def opened(
    address: str, profile: Path, *flags: str, scheme: str = "light"
) -> subprocess.CompletedProcess[str]:
    """A run without a screen, in a profile of its own; its console is on standard error."""
    assert CHROMIUM is not None
    return subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # it would ask its maker
            f"--user-data-dir={profile}",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            "--enable-logging=stderr",
            *flags,
            address,
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )


def complaints(page: Path, scheme: str = "light") -> list[str]:
    """What the console says when ``page`` is opened: errors, and what its policy forbids."""
    lines = ran(page, "--dump-dom", scheme=scheme).stderr.splitlines()
    return [line for line in lines if "CONSOLE" in line]


def hosts_asked(page: Path) -> set[str]:
    """Which hosts are asked while ``page`` is open, but for those of the browser's maker."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        Thread(target=_note_requests, args=(proxy, asked), daemon=True).start()
        server = f"--proxy-server=127.0.0.1:{proxy.getsockname()[1]}"
        ran(page, server, "--virtual-time-budget=3000", "--dump-dom")
    requests = filter(None, asked)  # a browser connects ahead, too, and then asks for nothing
    hosts = (re.sub(r"^\w+ (?:\w+://)?([^/: ]+).*", r"\1", one, flags=re.DOTALL) for one in requests)
    return {host for host in hosts if not re.search(r"\b(google|googleapis|gvt1)\.com$", host)}


def _note_requests(proxy: socket.socket, asked: list[str]) -> None:
    """The beginning of each request, none of which is answered, until the proxy is closed."""
    with suppress(OSError):
        while True:
            connection, _ = proxy.accept()
            with connection:
                asked.append(connection.recv(1000).decode("latin-1"))


def measured(page: Path, script: str, *, width: int = 1280, scheme: str = "light") -> Any:
    """What ``script`` returns, the body of a function that sees ``page`` and its ``view``."""
    frame = page.with_name("frame.html")
    frame.write_text(_FRAME.format(page=page.as_uri(), width=width, script=script), "utf-8")
    shown = ran(
        frame, "--allow-file-access-from-files", "--window-size=1800,900", "--dump-dom", scheme=scheme
    )
    found = _FOUND.search(shown.stdout)
    assert found is not None, shown.stderr
    return json.loads(html.unescape(found[1]))


def printed_pages(page: Path) -> int:
    """How many pages it has on paper."""
    file = page.with_suffix(".pdf")
    ran(page, "--no-pdf-header-footer", f"--print-to-pdf={file}")
    return len(re.findall(rb"/Type /Page\b", file.read_bytes()))
