#include "phaen/sheet/workbook.h"

#include <utility>

namespace phaen::sheet {

Cell text_cell(std::string text) {
    Cell cell;
    cell.kind = text.empty() ? Cell::Kind::empty : Cell::Kind::text;
    cell.text = std::move(text);
    return cell;
}

Cell integer_cell(std::int64_t value) {
    Cell cell;
    cell.kind = Cell::Kind::integer;
    cell.integer = value;
    return cell;
}

Cell decimal_cell(base::Decimal value) {
    Cell cell;
    cell.kind = Cell::Kind::decimal;
    cell.decimal = value;
    return cell;
}

Cell money_cell(base::Money value) {
    Cell cell;
    cell.kind = Cell::Kind::money;
    cell.money = value;
    return cell;
}

}  // namespace phaen::sheet
