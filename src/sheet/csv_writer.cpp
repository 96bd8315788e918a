#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "numbers.h"
#include "phaen/sheet/write.h"

namespace phaen::sheet {
namespace {

/// What makes a spreadsheet compute a field instead of showing it; also behind apostrophes, so that
/// the one that is put before it can be told from those that were there.
bool looks_like_formula(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string field(const Cell& cell) {
    if (cell.kind == Cell::Kind::date) {
        return std::to_string(static_cast<int>(cell.date.year())) + "-" +
               two_digits(static_cast<unsigned>(cell.date.month())) + "-" +
               two_digits(static_cast<unsigned>(cell.date.day()));
    }
    if (cell.kind != Cell::Kind::text) return number_text(cell);
    const std::string text = (looks_like_formula(cell.text) ? "'" : "") + cell.text;
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') quoted += c;
    }
    return quoted + "\"";
}

}  // namespace

std::string write_csv(const Sheet& sheet) {
    std::size_t columns = sheet.columns.size();
    for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
    std::string csv = "\xEF\xBB\xBF";
    for (const auto& row : sheet.rows) {
        for (std::size_t i = 0; i < columns; ++i) {
            if (i > 0) csv += ',';
            if (i < row.size()) csv += field(row[i]);
        }
        csv += "\r\n";
    }
    return csv;
}

}  // namespace phaen::sheet
