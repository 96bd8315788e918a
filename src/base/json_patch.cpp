#include "phaen/base/json_patch.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace phaen::base {

namespace {

/// One reference token, unescaped; nothing when `~` is followed by anything but 0 and 1.
std::optional<std::string> unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~') {
            name += token[i];
            continue;
        }
        ++i;
        if (i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
        name += token[i] == '0' ? '~' : '/';
    }
    return name;
}

/// An index as RFC 6901 writes it: digits without a leading zero.
std::optional<std::size_t> index_of(std::string_view token) {
    if (token.empty() || (token.size() > 1 && token.front() == '0')) return std::nullopt;
    std::size_t index = 0;
    const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (status != std::errc() || end != token.data() + token.size()) return std::nullopt;
    return index;
}

bool is_pointer(std::string_view pointer) {
    return pointer.empty() || (pointer.front() == '/' && unescaped(pointer).has_value());
}

Value* child_of(Value& value, std::string_view token) {
    if (Array* array = value.as_array()) {
        const std::optional<std::size_t> index = index_of(token);
        return index && *index < array->size() ? &(*array)[*index] : nullptr;
    }
    Object* object = value.as_object();
    const std::optional<std::string> name = unescaped(token);
    if (object == nullptr || !name) return nullptr;
    const auto member = std::find_if(object->begin(), object->end(),
                                     [&](const auto& entry) { return entry.first == *name; });
    return member == object->end() ? nullptr : &member->second;
}

Value* find_place(Value& document, std::string_view pointer) {
    Value* place = &document;
    while (place != nullptr && !pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        place = child_of(*place, pointer.substr(0, end));
        pointer.remove_prefix(end);
    }
    return place;
}

std::optional<PatchRefusal> apply_one(Value& document, const Value& operation) {
    const Value* op = operation.find("op");
    const Value* path = operation.find("path");
    const Value* value = operation.find("value");
    if (op == nullptr || path == nullptr || value == nullptr || op->as_string() == nullptr ||
        path->as_string() == nullptr) {
        return PatchRefusal::not_an_operation;
    }
    const bool is_test = *op->as_string() == "test";
    if (!is_test && *op->as_string() != "replace") return PatchRefusal::not_an_operation;
    if (!is_pointer(*path->as_string())) return PatchRefusal::bad_pointer;
    Value* place = find_place(document, *path->as_string());
    if (place == nullptr) return PatchRefusal::no_such_place;
    if (!is_test) {
        *place = *value;
        return std::nullopt;
    }
    if (*place == *value) return std::nullopt;
    return PatchRefusal::test_failed;
}

}  // namespace

Result<Value, PatchError> apply_patch(Value document, const Array& patch) {
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const std::optional<PatchRefusal> refusal = apply_one(document, patch[i]);
        if (!refusal) continue;
        const Value* path = patch[i].find("path");
        const std::string* text = path == nullptr ? nullptr : path->as_string();
        return Unexpected{PatchError{*refusal, i, text == nullptr ? std::string() : *text}};
    }
    return document;
}

}  // namespace phaen::base
