#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/value.h"

/// Members of values whose form is known or does not matter: what is not there is empty.
namespace phaen::app {

inline const std::string& text_of(const base::Value& value, std::string_view name) {
    static const std::string kNone;
    const base::Value* member = value.find(name);
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    return text != nullptr ? *text : kNone;
}

inline const base::Array& list_in(const base::Value& value, std::string_view name) {
    static const base::Array kNone;
    const base::Value* member = value.find(name);
    const base::Array* list = member != nullptr ? member->as_array() : nullptr;
    return list != nullptr ? *list : kNone;
}

inline std::vector<std::string> texts_of(const base::Value& value, std::string_view name) {
    const base::Value* member = value.find(name);
    const base::Array* list = member != nullptr ? member->as_array() : nullptr;
    std::vector<std::string> texts;
    if (list == nullptr) return texts;
    for (const base::Value& item : *list)
        texts.push_back(item.as_string() != nullptr ? *item.as_string() : std::string());
    return texts;
}

}  // namespace phaen::app
