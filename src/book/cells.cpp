#include "cells.h"

#include <algorithm>

#include "phaen/base/thai_text.h"
#include "recogniser.h"

namespace phaen::book {

using base::comparison_key;

bool dash(std::string_view text) {
    text = trim(text);
    return text.empty() || text == "-" || text == "–" || text == "—";
}

bool is_code(std::string_view text) {
    const std::string key = base::comparison_key(text);
    constexpr std::size_t kLongest = 10;
    if (key.empty() || key.size() > kLongest) return false;
    const bool ascii = std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    });
    return ascii && key.back() >= '0' && key.back() <= '9';
}

bool says_no_budget(std::string_view text) {
    const std::string key = comparison_key(text);
    return key.starts_with("ไม่ใช้งบ") || key == "ไม่ใช้" || key.starts_with("ไม่มีงบ") ||
           key.starts_with("ไม่ขอใช้งบ");
}

std::optional<base::Money> cell_money(std::string_view text, int baht) {
    text = trim(text);
    if (const std::optional<AmountAt> amount = find_amount(text, 0)) return amount->money;
    return parse_scaled_money(text, baht);
}

int budget_unit(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        if (cell.meaning.column == Column::budget) return cell.meaning.scale;
    }
    return 1;
}

std::string row_text(const LogicalRow& row) {
    std::string text;
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (flat.empty()) continue;
        if (!text.empty()) text += " | ";
        text += flat;
    }
    return text;
}

std::string first_text(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (!flat.empty()) return flat;
    }
    return {};
}

bool is_total_row(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (flat.empty()) continue;
        if (is_total_label(flat)) return true;
        if (base::parse_integer(flat)) continue;
        return false;
    }
    return false;
}

}  // namespace phaen::book
