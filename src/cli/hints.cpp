#include "hints.h"

#include <optional>
#include <utility>

#include "phaen/base/value.h"
#include "phaen/plan/toml.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;
using Hints = std::vector<book::Hint>;

Refusal refuse(const std::string& path, base::Position at, Both what, std::string_view name,
               Language language) {
    const auto number = [language](int value) {
        return count_text(static_cast<std::size_t>(value < 0 ? 0 : value), language);
    };
    const Both where{"บรรทัด {0} คอลัมน์ {1}: ", "line {0}, column {1}: "};
    return {Message::hints_unreadable,
            {path, fill(where.in(language), {number(at.line), number(at.column)}) +
                       fill(what.in(language), {std::string(name)})}};
}

/// One `[[heading]]` or `[[column]]`.
Result<book::Hint, Refusal> read_hint(const base::Value& table, book::Hint::Kind kind,
                                      const std::string& path, Language language) {
    book::Hint hint{kind, {}, {}};
    for (const auto& [name, value] : *table.as_object()) {
        if (name != "printed" && name != "means") {
            return Unexpected{refuse(path, value.position(),
                                     {"ไม่รู้จัก “{0}”", "“{0}” is not known here"}, name, language)};
        }
        const std::string* text = value.as_string();
        if (text == nullptr || text->empty()) {
            return Unexpected{refuse(path, value.position(),
                                     {"“{0}” ต้องเป็นข้อความ", "“{0}” must be a text"}, name,
                                     language)};
        }
        (name == "printed" ? hint.printed : hint.means) = *text;
    }
    for (const auto& [name, text] :
         {std::pair{"printed", &hint.printed}, std::pair{"means", &hint.means}}) {
        if (text->empty()) {
            return Unexpected{
                refuse(path, table.position(), {"ขาด “{0}”", "“{0}” is missing"}, name, language)};
        }
    }
    return hint;
}

bool is_list_of_tables(const base::Value& value) {
    const base::Array* list = value.as_array();
    if (list == nullptr) return false;
    for (const base::Value& item : *list) {
        if (item.as_object() == nullptr) return false;
    }
    return true;
}

std::optional<book::Hint::Kind> kind_from(std::string_view name) {
    if (name == "heading") return book::Hint::Kind::heading;
    if (name == "column") return book::Hint::Kind::column;
    return std::nullopt;
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') result += '\\';
        // What TOML does not allow raw in a basic string has no place in a printed heading: a space
        // stands for it.
        result += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
    return result + "\"";
}

}  // namespace

Result<Hints, Refusal> parse_hints(std::string_view bytes, const std::string& path,
                                   Language language) {
    const auto parsed = plan::parse_toml(bytes);
    if (!parsed) {
        const base::SyntaxError& error = parsed.error();
        return Unexpected{refuse(path, error.position, {"ไม่ใช่ TOML: {0}", "not TOML: {0}"},
                                 error.message, language)};
    }
    Hints hints;
    for (const auto& [name, value] : *parsed->as_object()) {
        const auto kind = kind_from(name);
        if (!kind || !is_list_of_tables(value)) {
            const Both what =
                kind ? Both{"“{0}” ต้องเขียนเป็น [[{0}]]", "“{0}” is written as [[{0}]]"}
                     : Both{"ไม่รู้จัก “{0}” มีเพียง [[heading]] และ [[column]]",
                            "“{0}” is not known: there are [[heading]] and [[column]]"};
            return Unexpected{refuse(path, value.position(), what, name, language)};
        }
        for (const base::Value& table : *value.as_array()) {
            if (hints.size() == kHintCount) {
                return Unexpected{refuse(path, table.position(),
                                         {"มีคำบอกมากเกินไป", "too many hints"}, {}, language)};
            }
            auto hint = read_hint(table, *kind, path, language);
            if (!hint) return Unexpected{hint.error()};
            hints.push_back(std::move(*hint));
        }
    }
    return hints;
}

std::string to_toml(const Hints& hints) {
    std::string text;
    for (const book::Hint& hint : hints) {
        if (!text.empty()) text += '\n';
        text += hint.kind == book::Hint::Kind::heading ? "[[heading]]\n" : "[[column]]\n";
        text += "printed = " + quoted(hint.printed) + "\nmeans = " + quoted(hint.means) + "\n";
    }
    return text;
}

}  // namespace phaen::cli
