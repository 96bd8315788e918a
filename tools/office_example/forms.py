"""Blocks as the text format: a paragraph a line, a table row a line with tabs, a blank line between blocks."""

import re

from .book import Para, Table

MARK = re.compile("\ue000([a-z-]+)\ue001")


class Places:
    """Where each slip came to stand."""

    def __init__(self):
        self.found = {}

    def take(self, text, **place):
        for slip in MARK.findall(text):
            where = self.found.setdefault(slip, [])
            if place not in where:
                where.append(place)
        return MARK.sub("", text)


def grid(rows):
    """Rows by grid column: a cell, or None where another cell reaches over."""
    below, out = {}, []
    for cells in rows:
        line, cells = [], list(cells)
        while cells or len(line) in below:
            column = len(line)
            if column in below:
                left, span = below.pop(column)
                if left > 1:
                    below[column] = (left - 1, span)
                line += [None] * span
                continue
            c = cells.pop(0)
            if c.rows > 1:
                below[column] = (c.rows - 1, c.span)
            line += [c] + [None] * (c.span - 1)
        out.append(line)
    return out


def cell_text(c):
    if c is None or not c.paras:
        return ""
    return c.paras[0] if len(c.paras) == 1 else "".join(f"<p>{p}</p>" for p in c.paras)


def write_text(blocks, places):
    """The text, and the places of the slips as block, row, cell and line."""
    lines, block = [], -1
    in_contents = False
    for b in blocks:
        if isinstance(b, Table):
            block += 1
            if lines and lines[-1] != "":
                lines.append("")
            for r, line in enumerate(grid(b.header + b.rows)):
                texts = [places.take(cell_text(c), block=block, row=r, cell=i, line=len(lines) + 1) for i, c in enumerate(line)]
                lines.append("\t".join(texts))
            lines.append("")
        elif isinstance(b, Para):
            contents = b.style == "contents"
            if not (contents and in_contents):
                block += 1
                row = -1
            row = row + 1 if contents else -1
            in_contents = contents
            if b.tight and lines and lines[-1] == "":
                lines.pop()
            text = places.take(b.text, block=block, row=row, cell=0 if contents else -1, line=len(lines) + 1)
            if contents:
                text += f".....\t{b.page}"
            lines += [text, ""]
    return "\n".join(lines).rstrip("\n") + "\n"
