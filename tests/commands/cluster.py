"""Two workers in processes of their own, until standard input ends. Prints the scheduler's address

and the workers' process ids, one line of JSON.
"""

import json
import sys

from distributed import Client, LocalCluster


def main() -> None:
    """Open, tell, wait, close."""
    two = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with two as cluster, Client(cluster) as client:
        pids = [worker.pid for worker in cluster.workers.values()]
        client.wait_for_workers(2)
        sys.stdout.write(json.dumps({"address": cluster.scheduler_address, "pids": pids}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
