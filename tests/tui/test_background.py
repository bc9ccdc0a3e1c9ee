from __future__ import annotations

import asyncio
import threading
import time

import pytest

from reader.tui.background import AbandoningExecutor


def test_a_loop_does_not_wait_for_a_job_at_its_end() -> None:
    release = threading.Event()

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(AbandoningExecutor())
        job = loop.run_in_executor(None, release.wait, 30)
        await asyncio.sleep(0.05)
        job.cancel()

    start = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - start < 5
    release.set()


def test_a_job_gives_its_result_or_its_error() -> None:
    executor = AbandoningExecutor()
    assert executor.submit(pow, 2, 10).result(5) == 1024
    with pytest.raises(ZeroDivisionError):
        executor.submit(lambda: 1 // 0).result(5)
