#include "phaen/dataset/dictionary_toml.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace phaen::dataset {

namespace {

using base::Value;

std::string key_of(std::string_view name) {
    const bool is_bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    // A text of JSON is one of TOML.
    return is_bare ? std::string(name) : base::to_compact_json(Value(name));
}

/// On one line. Files of dictionaries are at most 16 deep.
// NOLINTNEXTLINE(misc-no-recursion): bounded by the reader
std::string in_line(const Value& value) {
    const auto joined = [](const std::vector<std::string>& parts, const char* open,
                           const char* close) {
        std::string text = open;
        for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : ", ") + parts[i];
        return text + close;
    };
    std::vector<std::string> parts;
    if (const base::Array* array = value.as_array()) {
        for (const Value& item : *array) parts.push_back(in_line(item));
        return joined(parts, "[", "]");
    }
    if (const base::Object* object = value.as_object()) {
        for (const auto& [name, member] : *object) {
            if (!member.is_null()) parts.push_back(key_of(name) + " = " + in_line(member));
        }
        return parts.empty() ? "{}" : joined(parts, "{ ", " }");
    }
    return base::to_compact_json(value);
}

std::string lines_of(const base::Object& object, std::string_view but) {
    std::string text;
    for (const auto& [name, member] : object) {
        if (name != but && !member.is_null()) text += key_of(name) + " = " + in_line(member) + "\n";
    }
    return text;
}

}  // namespace

std::string to_toml(const Dictionary& dictionary) {
    const Value value = to_value(dictionary);
    std::string text = lines_of(*value.as_object(), "fields");
    const Value* fields = value.find("fields");
    for (const Value& field : fields != nullptr ? *fields->as_array() : base::Array{})
        text += "\n[[fields]]\n" + lines_of(*field.as_object(), "");
    return text;
}

}  // namespace phaen::dataset
