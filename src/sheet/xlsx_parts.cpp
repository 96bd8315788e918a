#include "xlsx_parts.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace phaen::sheet {
namespace {

constexpr std::size_t kCodeLength = 7;  // _x000A_

/// The UTF-16 unit that is written at the text's beginning as `_x000A_`.
std::optional<unsigned> unit_at(std::string_view text) {
    if (text.size() < kCodeLength || text[1] != 'x' || text[6] != '_') return std::nullopt;
    unsigned unit = 0;
    const char* last = text.data() + 6;
    const auto [end, error] = std::from_chars(text.data() + 2, last, unit, 16);
    if (error != std::errc() || end != last) return std::nullopt;
    return unit;
}

void append_utf8(std::string& out, unsigned unit) {
    const bool is_control = unit < 0x20 && unit != '\n' && unit != '\t';
    if (is_control || (unit >= 0xD800 && unit < 0xE000) || unit >= 0xFFFE) return;
    if (unit < 0x80) {
        out += static_cast<char>(unit);
    } else if (unit < 0x800) {
        out += static_cast<char>(0xC0U | unit >> 6U);
        out += static_cast<char>(0x80U | (unit & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | unit >> 12U);
        out += static_cast<char>(0x80U | (unit >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (unit & 0x3FU));
    }
}

bool is_true(const std::optional<std::string_view>& text) {
    return text && (*text == "1" || *text == "true" || *text == "on");
}

}  // namespace

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto unit = text[at] == '_' ? unit_at(text.substr(at)) : std::nullopt;
        if (unit) {
            append_utf8(out, *unit);
            at += kCodeLength - 1;
        } else if (text[at] != '\r') {
            out += text[at];
        }
    }
    return out;
}

void RelationsListener::begin(std::string_view name, const Attributes& attributes) {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    const std::string_view type = attributes.find("Type").value_or("");
    by_id[std::string(attributes.find("Id").value_or(""))] = {
        std::string(type.substr(type.rfind('/') + 1)),
        std::string(attributes.find("Target").value_or(""))};
}

void WorkbookListener::begin(std::string_view name, const Attributes& attributes) {
    if (name == "workbook") is_workbook = true;
    if (name == "workbookPr" && is_true(attributes.find("date1904"))) dates = DateSystem::from_1904;
    if (name != "sheet") return;
    sheets.push_back({unescaped(attributes.find("name").value_or("")),
                      std::string(attributes.find("id").value_or(""))});
}

void StringsListener::begin(std::string_view name, const Attributes& /*attributes*/) {
    if (name == "si") {
        if (strings.size() >= limits_.cells) {
            refuse(ReadRefusal::too_large, "more texts than the limit");
        } else {
            strings.emplace_back();
        }
    }
    if (name == "rPh") in_phonetic_ = true;
    if (name == "t") in_text_ = !in_phonetic_ && !strings.empty();
}

void StringsListener::end(std::string_view name) {
    if (name == "si" && !strings.empty()) strings.back() = unescaped(strings.back());
    if (name == "rPh") in_phonetic_ = false;
    if (name == "t") in_text_ = false;
}

void StringsListener::text(std::string_view text) {
    if (!in_text_) return;
    bytes_ += text.size();
    if (bytes_ > limits_.text_bytes || strings.back().size() + text.size() > limits_.field_bytes) {
        refuse(ReadRefusal::too_large, "a text longer than the limit");
        return;
    }
    strings.back() += text;
}

void StylesListener::begin(std::string_view name, const Attributes& attributes) {
    const std::size_t id = attributes.number("numFmtId").value_or(0);
    if (name == "numFmt") formats_[id] = kind_of_format(attributes.find("formatCode").value_or(""));
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name != "xf" || !in_cell_formats_) return;
    const auto own = formats_.find(id);
    kinds_.push_back(own != formats_.end()
                         ? own->second
                         : kind_of_format(static_cast<int>(std::min(id, std::size_t{1000}))));
}

void StylesListener::end(std::string_view name) {
    if (name == "cellXfs") in_cell_formats_ = false;
}

void PropertiesListener::begin(std::string_view name, const Attributes& attributes) {
    text_.clear();
    if (name == "property") property_ = attributes.find("name").value_or("");
}

void PropertiesListener::end(std::string_view name) {
    if (name == "property") {
        property_.clear();
    } else if (!text_.empty()) {
        values.emplace(property_.empty() ? std::string(name) : property_, unescaped(text_));
    }
    text_.clear();
}

void PropertiesListener::text(std::string_view text) {
    constexpr std::size_t kLongest = 4096;
    if (text_.size() + text.size() <= kLongest) text_ += text;
}

}  // namespace phaen::sheet
