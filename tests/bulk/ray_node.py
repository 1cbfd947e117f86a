"""A node of a Ray cluster on the loopback address, for tests: `python ray_node.py FOLDER [ADDRESS]`. It prints its address, and ends with its input.

`ray start` takes the outside address of the machine for its nodes; the node itself takes the one it is given.
"""

from __future__ import annotations

import sys

from ray._private.node import Node
from ray._private.parameter import RayParams

params = RayParams(
    gcs_address=sys.argv[2] if len(sys.argv) > 2 else None,
    temp_dir=sys.argv[1],
    node_ip_address="127.0.0.1",
    num_cpus=1,
    num_gpus=0,
    object_store_memory=80 * 1024 * 1024,
    include_dashboard=False,
    include_log_monitor=False,
    no_monitor=True,
)
# its processes end with this one, so that whoever kills it has killed the node
node = Node(params, head=len(sys.argv) == 2, shutdown_at_exit=True)
print(node.gcs_address, flush=True)
sys.stdin.read()
