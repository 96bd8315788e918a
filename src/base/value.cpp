#include "phaen/base/value.h"

#include <string>
#include <string_view>
#include <utility>

#include "phaen/base/check.h"

namespace phaen::base {

const Value* Value::find(std::string_view name) const {
    const Object* object = as_object();
    if (object == nullptr) return nullptr;
    for (const auto& [key, value] : *object) {
        if (key == name) return &value;
    }
    return nullptr;
}

void Value::set(std::string_view name, Value value) {
    Object* object = as_object();
    PHAEN_CHECK(object != nullptr, "a member set on what is no object");
    for (auto& [key, old] : *object) {
        if (key == name) {
            old = std::move(value);
            return;
        }
    }
    object->emplace_back(std::string(name), std::move(value));
}

}  // namespace phaen::base
