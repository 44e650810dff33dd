"""`python -m bench.servers.served DATABASE MUNICIPALITIES ROUNDS METADATA SERVICE_URL GRAPH_URL`: the product, in a
process made ready as `slt-bot serve` makes its own."""

from __future__ import annotations

import asyncio
import sys

from bot.__main__ import lean

if __name__ == "__main__":
    lean()
    from bench.servers.product import main

    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]))
