"""Blocks as the text format: a paragraph a line, a table row a line with tabs, blank lines between blocks."""

from .book import Cell, PageBreak, Para, Table


def _cell(cell: Cell, markup: str) -> str:
    if cell.mark:
        return cell.mark
    if not cell.paras:
        return ""

    def piece(p: Para) -> str:
        text = f"<u>{p.text}</u>" if p.underline else p.text
        return f"{p.number} {text}" if p.number else text

    if len(cell.paras) == 1:
        return piece(cell.paras[0])
    if markup == "flow":
        return " ".join(piece(p) for p in cell.paras)
    if markup == "p":
        return "".join(f"<p>{piece(p)}</p>" for p in cell.paras)
    out, listing = [], False  # ul: numbered or dashed lines as list items
    for p in cell.paras:
        item = bool(p.number) or p.text.startswith("- ")
        if item and not listing:
            out.append("<ul>")
        if not item and listing:
            out.append("</ul>")
        listing = item
        out.append(f"<li>{piece(p)}</li>" if item else f"<p>{piece(p)}</p>")
    return "".join(out) + ("</ul>" if listing else "")


def grid(rows):
    """Rows as lists of physical columns; a column under a row span holds None."""
    pending, out = {}, []
    for row in rows:
        line, col = [], 0
        cells = list(row)
        while cells or col in pending:
            if col in pending:
                left, span = pending[col]
                line += [None] * span
                if left == 1:
                    del pending[col]
                else:
                    pending[col] = (left - 1, span)
                col += span
                continue
            cell = cells.pop(0)
            line.append(cell)
            line += [None] * (cell.span - 1)
            if cell.rows > 1:
                pending[col] = (cell.rows - 1, cell.span)
            col += cell.span
        out.append(line)
    return out


def table_lines(table: Table):
    lines = []
    for line in grid(table.header + table.rows):
        lines.append("\t".join(_cell(c, table.markup) if c else "" for c in line))
    return lines


def write(book) -> str:
    lines = ["", ""]
    for block in book.blocks:
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            lines += table_lines(block) + [""]
            continue
        text = f"{block.number} {block.text}" if block.number else block.text
        if block.tight and lines[-1] == "":
            lines.pop()
        lines += [text, ""]
    return "\n".join(lines).rstrip("\n") + "\n"
