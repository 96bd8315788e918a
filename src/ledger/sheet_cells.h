#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "phaen/base/calendar.h"
#include "phaen/sheet/workbook.h"

/// What cells say, as one line without blanks at its ends; numbers and days as we write them.
namespace phaen::ledger {

inline std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

inline bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// What the cell says. `room` keeps it when the cell has not got it as it is.
[[nodiscard]] inline std::string_view text_of(const sheet::Cell& cell, std::string& room) {
    switch (cell.kind) {
        case sheet::Cell::Kind::empty:
            return {};
        case sheet::Cell::Kind::text: {
            const std::string_view text = trimmed(cell.text);
            if (std::none_of(text.begin(), text.end(), is_control)) return text;
            room = text;
            std::replace_if(room.begin(), room.end(), is_control, ' ');
            return room;
        }
        case sheet::Cell::Kind::integer:
            return room = std::to_string(cell.integer);
        case sheet::Cell::Kind::decimal:
        case sheet::Cell::Kind::percent:
            return room = cell.decimal.to_string();
        case sheet::Cell::Kind::money:
            return room = cell.money.to_string();
        case sheet::Cell::Kind::date:
            return room = base::to_iso(cell.date);
    }
    return {};
}

[[nodiscard]] inline std::string text_of(const sheet::Cell& cell) {
    std::string room;
    return std::string(text_of(cell, room));
}

}  // namespace phaen::ledger
