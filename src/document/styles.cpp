#include "styles.h"

#include <algorithm>

#include "phaen/base/thai_text.h"
#include "xml.h"

namespace phaen::document::word {
namespace {

/// Word's own styles are based on each other a few steps deep.
constexpr int kLongestChain = 64;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::optional<int> small_value(pugi::xml_node parent, std::string_view name) {
    const std::optional<long long> value = integer_attribute(child(parent, name), "val");
    if (!value || *value < 0 || *value > 2'000'000'000) return std::nullopt;
    return static_cast<int>(*value);
}

/// Built-in styles keep their English names in every language of Word; the Thai names are of styles
/// that people and other programs made.
void read_name(pugi::xml_node style, Formatting& own) {
    const std::string name =
        lower_case(base::to_arabic_digits(attribute(child(style, "name"), "val").value_or("")));
    const auto numbered = [&name](std::string_view prefix) {
        return name.size() == prefix.size() + 1 && name.starts_with(prefix) && name.back() >= '1' &&
               name.back() <= '9';
    };
    const bool is_heading = numbered("heading ") || numbered("หัวเรื่อง ") || numbered("หัวข้อ ");
    if (is_heading && !own.heading_level) own.heading_level = name.back() - '0';
    if (numbered("toc ") || numbered("contents ") || name == "table of figures") {
        own.contents_entry = true;
    }
}

template <class T>
void take(std::optional<T>& mine, const std::optional<T>& base) {
    if (!mine) mine = base;
}

}  // namespace

void Formatting::inherit(const Formatting& base) {
    take(heading_level, base.heading_level);
    if (!number_id) {
        number_id = base.number_id;
        numbered_style = base.numbered_style;
    }
    take(list_level, base.list_level);
    take(bold, base.bold);
    take(underlined, base.underlined);
    take(hidden, base.hidden);
    take(contents_entry, base.contents_entry);
    take(leader, base.leader);
    if (furthest_tab == 0) furthest_tab = base.furthest_tab;
}

Formatting run_formatting(pugi::xml_node properties) {
    Formatting found;
    if (!properties) return found;
    const std::optional<bool> bold = on_off(properties, "b");
    const std::optional<bool> bold_thai = on_off(properties, "bCs");
    if (bold || bold_thai) found.bold = bold.value_or(false) || bold_thai.value_or(false);
    if (const pugi::xml_node line = child(properties, "u")) {
        found.underlined = attribute(line, "val").value_or("single") != "none";
    }
    found.hidden = on_off(properties, "vanish");
    return found;
}

Formatting paragraph_formatting(pugi::xml_node properties) {
    Formatting found;
    if (!properties) return found;
    if (const std::optional<int> level = small_value(properties, "outlineLvl")) {
        found.heading_level = *level <= 8 ? *level + 1 : 0;
    }
    if (const pugi::xml_node number = child(properties, "numPr")) {
        found.number_id = small_value(number, "numId");
        found.list_level = small_value(number, "ilvl");
    }
    for (const pugi::xml_node stop : child(properties, "tabs").children()) {
        if (attribute(stop, "val").value_or("") == "clear") continue;
        found.furthest_tab =
            std::max(found.furthest_tab, integer_attribute(stop, "pos").value_or(0));
        if (attribute(stop, "leader").value_or("none") != "none") found.leader = true;
    }
    return found;
}

Styles::Styles(pugi::xml_node root) {
    for (const pugi::xml_node node : root.children()) {
        if (local_name(node) != "style") continue;
        const std::string id(attribute(node, "styleId").value_or(""));
        Style style;
        style.based_on = attribute(child(node, "basedOn"), "val").value_or("");
        style.own = paragraph_formatting(child(node, "pPr"));
        if (style.own.number_id) style.own.numbered_style = id;
        style.own.inherit(run_formatting(child(node, "rPr")));
        read_name(node, style.own);
        const std::string_view is_default = attribute(node, "default").value_or("0");
        if (attribute(node, "type").value_or("") == "paragraph" &&
            (is_default == "1" || is_default == "true" || is_default == "on")) {
            default_paragraph_ = id;
        }
        styles_.emplace(id, std::move(style));
    }
}

const Formatting& Styles::find(std::string_view id) const {
    const std::string key(id);
    const auto known = resolved_.find(key);
    if (known != resolved_.end()) return known->second;
    return resolved_.emplace(key, resolve(key)).first->second;
}

Formatting Styles::resolve(const std::string& id) const {
    Formatting whole;
    const std::string* at = &id;
    for (int step = 0; step < kLongestChain; ++step) {
        const auto found = styles_.find(*at);
        if (found == styles_.end()) break;
        whole.inherit(found->second.own);
        at = &found->second.based_on;
    }
    return whole;
}

}  // namespace phaen::document::word
