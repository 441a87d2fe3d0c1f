"""obp's own simulator with LinUCB, run by bench_linucb in an environment of its own; it needs pins of its own.

Reads contexts, actions and rewards from the file named first; prints rounds a processor second as JSON.
"""

import json
import sys
import time
import types

import numpy as np


class Anything(type):
    """A class that has whatever is asked of it."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls


class Absent(types.ModuleType):
    """Stands for torch, of which obp needs names only, for learners that are not used here."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything("Nothing", (), {})


for name in ("torch", "torch.nn", "torch.optim", "torch.nn.functional"):
    sys.modules[name] = Absent(name)
for parent, name in (("torch", "nn"), ("torch", "optim"), ("torch.nn", "functional")):
    setattr(sys.modules[parent], name, sys.modules[f"{parent}.{name}"])

from obp.policy import LinUCB  # noqa: E402
from obp.simulator import run_bandit_simulation  # noqa: E402

with np.load(sys.argv[1]) as data:
    contexts, actions, rewards = data["contexts"], data["actions"], data["rewards"]
count, dimensions = contexts.shape
arms = int(sys.argv[2])
feedback = {
    "n_rounds": count,
    "n_actions": arms,
    "action": actions,
    "reward": rewards,
    "position": np.zeros(count, dtype=int),
    "pscore": np.full(count, 1.0 / arms),
    "context": contexts,
}
policy = LinUCB(dim=dimensions, n_actions=arms, epsilon=0.5, random_state=1)
began = time.process_time()
run_bandit_simulation(bandit_feedback=feedback, policy=policy)
print(json.dumps({"rounds_per_second": count / (time.process_time() - began)}))
