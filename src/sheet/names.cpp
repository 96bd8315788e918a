#include "names.h"

#include <algorithm>
#include <set>

namespace phaen::sheet {
namespace {

constexpr std::size_t kLongestSheetName = 31;

bool is_forbidden(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
           std::string_view("[]:*?/\\").find(c) != std::string_view::npos;
}

/// The first `most` UTF-16 units of well-formed UTF-8, without half a character.
std::string cut(std::string_view text, std::size_t most) {
    std::size_t units = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        units += length == 4 ? 2 : 1;
        if (units > most) break;
        at += length;
    }
    return std::string(text.substr(0, at));
}

std::string lower_case(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

std::string cell_name(std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters + std::to_string(row + 1);
}

std::vector<std::string> safe_sheet_names(const Workbook& workbook) {
    std::vector<std::string> names;
    // Excel keeps this name for itself.
    std::set<std::string> taken = {"history"};
    for (const Sheet& sheet : workbook.sheets) {
        std::string name;
        for (const char c : sheet.name) name += is_forbidden(c) ? ' ' : c;
        name = cut(name, kLongestSheetName);
        while (name.starts_with('\'') || name.starts_with(' ')) name.erase(0, 1);
        while (name.ends_with('\'') || name.ends_with(' ')) name.pop_back();
        if (name.empty()) name = "Sheet";
        std::string unique = name;
        for (int i = 2; !taken.insert(lower_case(unique)).second; ++i) {
            const std::string number = " " + std::to_string(i);
            unique = cut(name, kLongestSheetName - number.size()) + number;
        }
        names.push_back(std::move(unique));
    }
    return names;
}

NamedCells::NamedCells(const Workbook& workbook, const std::vector<std::string>& sheet_names)
    : sheet_names_(sheet_names) {
    for (std::size_t s = 0; s < workbook.sheets.size(); ++s) {
        const std::vector<std::vector<Cell>>& rows = workbook.sheets[s].rows;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < rows[r].size(); ++c) {
                for (const std::string& name : rows[r][c].names) add(areas_[name], {s, r, c});
            }
        }
    }
}

void NamedCells::add(std::vector<Area>& areas, const Area& cell) {
    // Cells come row by row: one below or right of the last area makes that longer.
    for (auto area = areas.rbegin(); area != areas.rend() && area - areas.rbegin() < 64; ++area) {
        if (area->sheet != cell.sheet) break;
        if (area->columns == 1 && area->column == cell.column &&
            area->row + area->rows == cell.row) {
            ++area->rows;
            return;
        }
        if (area->rows == 1 && area->row == cell.row &&
            area->column + area->columns == cell.column) {
            ++area->columns;
            return;
        }
    }
    areas.push_back(cell);
}

std::string NamedCells::reference(const Area& area, std::size_t from_sheet) const {
    std::string text;
    if (area.sheet != from_sheet) {
        text = "'";
        for (const char c : sheet_names_[area.sheet]) {
            text += c;
            if (c == '\'') text += c;
        }
        text += "'!";
    }
    text += cell_name(area.row, area.column);
    if (area.rows > 1 || area.columns > 1) {
        text += ":" + cell_name(area.row + area.rows - 1, area.column + area.columns - 1);
    }
    return text;
}

std::optional<NamedCells::Resolved> NamedCells::resolve(std::string_view formula,
                                                        std::size_t sheet) const {
    Resolved resolved;
    for (std::size_t at = 0; at < formula.size();) {
        const std::size_t open = std::min(formula.find_first_of("{}", at), formula.size());
        resolved.formula += formula.substr(at, open - at);
        if (open == formula.size()) break;
        const std::size_t close = formula.find('}', open);
        if (formula[open] == '}' || close == std::string_view::npos) return std::nullopt;
        const auto found = areas_.find(formula.substr(open + 1, close - open - 1));
        if (found == areas_.end()) return std::nullopt;
        for (std::size_t i = 0; i < found->second.size(); ++i) {
            if (i > 0) resolved.formula += ',';
            resolved.formula += reference(found->second[i], sheet);
        }
        resolved.areas += found->second.size();
        at = close + 1;
    }
    return resolved;
}

}  // namespace phaen::sheet
