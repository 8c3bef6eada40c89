"""What did not run is said in one counted line, and fails where everything has to run (CI)."""

import os
from collections.abc import Iterator

import pytest


def skipped(terminal: object) -> list[pytest.TestReport]:
    return terminal.stats.get("skipped", [])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: object) -> Iterator[None]:
    yield
    not_run = skipped(terminalreporter)
    if not_run:
        reasons = sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in not_run})
        terminalreporter.write_line(f"not run: {len(not_run)} ({'; '.join(reasons)})", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal and exitstatus == 0 and os.environ.get("CI") and skipped(terminal):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
