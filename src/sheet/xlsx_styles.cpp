#include "xlsx_styles.h"

#include <algorithm>
#include <string_view>

namespace phaen::sheet {
namespace {

/// Formats that every spreadsheet has (ECMA-376 part 1, 18.8.30), and one of ours.
constexpr int kGeneral = 0;
constexpr int kGrouped = 3;          // #,##0
constexpr int kGroupedDecimals = 4;  // #,##0.00
constexpr int kPercent = 10;         // 0.00%
constexpr int kThaiDate = 164;
/// Day, month and Buddhist year in Thai words and Arabic digits.
constexpr std::string_view kThaiDateCode = "[$-107041E]d mmm yyyy";

int format_of(Cell::Kind kind) {
    switch (kind) {
        case Cell::Kind::empty:
        case Cell::Kind::text:
        case Cell::Kind::decimal:
            return kGeneral;
        case Cell::Kind::integer:
            return kGrouped;
        case Cell::Kind::percent:
            return kPercent;
        case Cell::Kind::money:
            return kGroupedDecimals;
        case Cell::Kind::date:
            return kThaiDate;
    }
    return kGeneral;
}

bool is_bold(Cell::Look look) {
    return look == Cell::Look::heading || look == Cell::Look::title || look == Cell::Look::total;
}

bool is_filled(Cell::Look look) {
    return look == Cell::Look::heading || look == Cell::Look::marked;
}

}  // namespace

std::size_t XlsxStyles::of(const Cell& cell) {
    Style style;
    style.look = cell.look;
    style.format = format_of(cell.kind);
    style.text = cell.kind == Cell::Kind::text || cell.kind == Cell::Kind::empty;
    // Without it, a person who edits such a text would make it a formula.
    style.quoted = cell.kind == Cell::Kind::text && !cell.text.empty() &&
                   std::string_view("=+-@").find(cell.text[0]) != std::string_view::npos;
    style.indent = style.text ? std::clamp(cell.indent, 0, 15) : 0;
    const auto found = std::find(styles_.begin(), styles_.end(), style);
    // The first of the file is for cells that are not there.
    const auto index = static_cast<std::size_t>(found - styles_.begin()) + 1;
    if (found == styles_.end()) styles_.push_back(style);
    return index;
}

std::string XlsxStyles::format_element(const Style& style) {
    const bool has_border = style.look != Cell::Look::title;
    const std::string font = is_bold(style.look) ? "1" : "0";
    const std::string fill = is_filled(style.look) ? "2" : "0";
    std::string xml = "<xf numFmtId=\"" + std::to_string(style.format) + "\" fontId=\"" + font +
                      "\" fillId=\"" + fill + "\" borderId=\"" + (has_border ? "1" : "0") +
                      "\" xfId=\"0\"";
    if (style.quoted) xml += " quotePrefix=\"1\"";
    xml += R"( applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1")"
           R"( applyAlignment="1"><alignment)";
    if (style.look == Cell::Look::heading && style.indent == 0) xml += " horizontal=\"center\"";
    if (style.indent > 0) {
        xml += " horizontal=\"left\" indent=\"" + std::to_string(style.indent) + "\"";
    }
    xml += " vertical=\"top\"";
    if (style.text && has_border) xml += " wrapText=\"1\"";
    return xml + "/></xf>";
}

std::string XlsxStyles::part() const {
    const std::string side = R"( style="thin"><color rgb="FF000000"/></)";
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
        R"(<numFmts count="1"><numFmt numFmtId="164" formatCode=")" +
        std::string(kThaiDateCode) +
        R"("/></numFmts><fonts count="2"><font><sz val="16"/><name val="TH SarabunPSK"/></font>)"
        R"(<font><b/><sz val="16"/><name val="TH SarabunPSK"/></font></fonts>)"
        R"(<fills count="3"><fill><patternFill patternType="none"/></fill>)"
        R"(<fill><patternFill patternType="gray125"/></fill>)"
        R"(<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF5"/></patternFill></fill>)"
        R"(</fills><borders count="2"><border/><border>)"
        "<left" +
        side + "left><right" + side + "right><top" + side + "top><bottom" + side +
        R"(bottom></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0")"
        R"( fillId="0" borderId="0"/></cellStyleXfs><cellXfs count=")" +
        std::to_string(styles_.size() + 1) +
        R"("><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)";
    for (const Style& style : styles_) xml += format_element(style);
    return xml + "</cellXfs></styleSheet>";
}

}  // namespace phaen::sheet
