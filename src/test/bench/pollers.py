"""
Readers of events, in one thread of a process of their own: each asks again as soon as it is answered. They end with
the input stream, and say then as JSON what they got.

usage: pollers.py PORT READERS ADDRESSES, with a token in $TOKEN. The readers share so many addresses, as a service
limits what comes from one.
"""

import asyncio
import collections
import json
import os
import sys
import time

WAIT_SECONDS = 30
AGAIN_SECONDS = 1


class Readers:
    def __init__(self, port, token):
        self._port = port
        self._head = f"Host: 127.0.0.1\r\nX-Auth-Token: {token}\r\n\r\n"
        self.answers = collections.Counter()
        self.bytes = 0
        self.events = 0

    async def read(self, address):
        """Until it is cancelled."""
        since = 0
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port, local_addr=(address, 0))
                try:
                    while True:
                        since = await self._ask(reader, writer, since)
                finally:
                    writer.close()
            except (OSError, EOFError) as error:
                self.answers[type(error).__name__] += 1
                await asyncio.sleep(AGAIN_SECONDS)

    async def _ask(self, reader, writer, since):
        writer.write(f"GET /v2/events?since={since}&wait={WAIT_SECONDS} HTTP/1.1\r\n{self._head}".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(int(it[15:]) for it in head.split("\r\n") if it.startswith("content-length:"))
        body = await reader.readexactly(length)
        status = head.split(" ", 2)[1]
        self.answers[status] += 1
        self.bytes += length
        if status != "200":
            await asyncio.sleep(AGAIN_SECONDS)
            return since
        page = json.loads(body)
        self.events += len(page["events"])
        return page["newest"]


async def main(port, count, addresses):
    readers = Readers(port, os.environ["TOKEN"])
    tasks = [asyncio.create_task(readers.read(f"127.0.1.{1 + i % addresses}")) for i in range(count)]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()
    said = {"answers": readers.answers, "events": readers.events, "bytes": readers.bytes, "cpu": time.process_time()}
    print(json.dumps(said), flush=True)


asyncio.run(main(*map(int, sys.argv[1:])))
