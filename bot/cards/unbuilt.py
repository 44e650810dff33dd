"""microsoft-teams-cards, loaded without building what it defines: a card's element is built when it is first used.

The library has 114 models and our cards use 15; building the validators of them all takes 4 MB and a tenth of a second.
pydantic leaves it until the first use where a model's config says so, and a model has its config from its bases. So
their common base says so while the library is loaded, and no longer. The package `bot.cards` imports this first.
"""

from __future__ import annotations

from pydantic import BaseModel

BaseModel.model_config["defer_build"] = True
try:
    import microsoft_teams.cards  # noqa: F401
finally:
    del BaseModel.model_config["defer_build"]
