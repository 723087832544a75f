"""The prices of earlier editions of the game, so that an old code still deals its ten rounds.

The falls of an edition are those of its prices. In the second edition, pay-outs, splits and wrong
cells were taken out of the table of members; the table `moved_prices` tells each, so they can be
put back. A code's first letter names its edition.
"""

from __future__ import annotations

import pandas as pd

LATEST = 2
# The first edition's name for the table's last row.
LAST_ROW_THEN = pd.Timestamp("2022-11-04")
# Its pay-out was taken out of the first edition, too.
MENDED_THEN = "KDP"


def first_edition(members: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    """The table of members as it was before `moved` (see the table `moved_prices`) was applied."""
    frame = members.copy()
    for move in moved[(moved["table"] == "members") & (moved["code"] != MENDED_THEN)].itertuples():
        earlier = frame.index < move.row
        if move.factor > 0:
            frame.loc[earlier, move.code] /= move.factor
        if move.left_out > 0:
            frame.loc[move.row, move.code] = move.left_out
    return frame.rename(index={frame.index[-1]: LAST_ROW_THEN})
