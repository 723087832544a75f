"""All experiments by name. A lesson places one by name; it never holds code.

Every module of a subject's folder is looked through: there is no list to keep.
"""

from __future__ import annotations

import importlib
import pkgutil

from finlit.experiments.kit import Experiment


def _found() -> dict[str, Experiment]:
    experiments: dict[str, Experiment] = {}
    for subject in pkgutil.iter_modules(__path__, f"{__name__}."):
        folder = importlib.import_module(subject.name)
        for module in pkgutil.iter_modules(folder.__path__, f"{subject.name}."):
            if module.ispkg:
                continue
            for thing in vars(importlib.import_module(module.name)).values():
                if not isinstance(thing, Experiment):
                    continue
                if experiments.setdefault(thing.name, thing) is not thing:
                    raise ValueError(f"two experiments are named {thing.name}")
    return experiments


EXPERIMENTS: dict[str, Experiment] = _found()
