#include "merge_patch.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace phaen::app {

using base::Object;
using base::Value;

namespace {

Value& member_of(Object& object, const std::string& name) {
    const auto at = std::find_if(object.begin(), object.end(),
                                 [&](const auto& member) { return member.first == name; });
    if (at != object.end()) return at->second;
    object.emplace_back(name, Value());
    return object.back().second;
}

void remove(Object& object, const std::string& name) {
    std::erase_if(object, [&name](const auto& member) { return member.first == name; });
}

struct Pair {
    Value* target;
    const Object* patch;
};

}  // namespace

Value merge_patch(Value target, const Value& patch) {
    if (patch.as_object() == nullptr) return patch;
    // Objects that wait for their patch. A target is not touched by other pairs while it waits: a
    // vector of its owner grows only before its children are pushed.
    std::vector<Pair> open{{&target, patch.as_object()}};
    while (!open.empty()) {
        const Pair pair = open.back();
        open.pop_back();
        if (pair.target->as_object() == nullptr) *pair.target = Value(Object{});
        Object& object = *pair.target->as_object();
        for (const auto& [name, value] : *pair.patch) {
            if (value.is_null()) {
                remove(object, name);
            } else if (value.as_object() == nullptr) {
                member_of(object, name) = value;
            } else {
                member_of(object, name);
            }
        }
        for (const auto& [name, value] : *pair.patch) {
            if (value.as_object() != nullptr)
                open.push_back({&member_of(object, name), value.as_object()});
        }
    }
    return target;
}

}  // namespace phaen::app
