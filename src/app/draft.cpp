#include "draft.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "merge_patch.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/plan/create.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// The plan's members that are its own, not lists of elements or notes on a document.
constexpr std::array<std::string_view, 5> kOwnMembers = {"title", "fiscal_year", "scheme", "agency",
                                                         "vision"};

bool is_own(std::string_view name) {
    return std::find(kOwnMembers.begin(), kOwnMembers.end(), name) != kOwnMembers.end();
}

const Value* read_at(const Value& tree, std::string_view pointer) {
    // Nothing is changed through what comes back.
    return at_pointer(const_cast<Value&>(tree), pointer);
}

Value own_members(const Value& tree) {
    Object object{{"id", *tree.find("id")}};
    for (const std::string_view name : kOwnMembers) {
        if (const Value* value = tree.find(name)) object.emplace_back(std::string(name), *value);
    }
    return Value(std::move(object));
}

}  // namespace

Value* at_pointer(Value& tree, std::string_view pointer) {
    Value* here = &tree;
    while (!pointer.empty() && here != nullptr) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string_view token = pointer.substr(0, end);
        pointer.remove_prefix(end);
        Value* next = nullptr;
        if (Array* array = here->as_array()) {
            std::size_t index = 0;
            std::from_chars(token.data(), token.data() + token.size(), index);
            if (index < array->size()) next = &(*array)[index];
        } else if (Object* object = here->as_object()) {
            for (auto& [name, value] : *object) {
                if (name == token) next = &value;
            }
        }
        here = next;
    }
    return here;
}

std::optional<Value> element_value(const plan::Plan& plan, const Value& tree,
                                   std::string_view element) {
    if (element == plan.id) return own_members(tree);
    const plan::ElementIndex index(plan);
    const plan::Element* found = index.find(element);
    if (found == nullptr) return std::nullopt;
    const Value* value = read_at(tree, found->pointer);
    PHAEN_CHECK(value != nullptr, "an element's pointer leads into its plan");
    return *value;
}

std::string tag_of(const Value& element) {
    return base::sha256_hex(base::to_canonical_json(element));
}

Value tags_of(const plan::Plan& plan, const Value& tree) {
    Object tags{{plan.id, Value(tag_of(own_members(tree)))}};
    plan::for_each_element(plan, [&](const plan::Element& element) {
        // Claims are what the document prints: nobody edits them.
        if (element.kind == plan::ElementKind::claim) return;
        const Value* value = read_at(tree, element.pointer);
        PHAEN_CHECK(value != nullptr, "an element's pointer leads into its plan");
        tags.emplace_back(std::string(element.id), Value(tag_of(*value)));
    });
    return Value(std::move(tags));
}

Result<plan::Plan, Refusal> changed_plan(const plan::Plan& plan, const Value& tree,
                                         std::string_view element, const Value& patch) {
    const Object* members = patch.as_object();
    if (members == nullptr) {
        return Unexpected{invalid(
            "not_an_object", {"ต้องส่งเป็นออบเจ็กต์", "An object is needed"},
            {"ส่งเฉพาะสมาชิกที่จะแก้ ตาม RFC 7396", "Send the members that change, by RFC 7396."})};
    }
    const bool whole = element == plan.id;
    for (const auto& [name, value] : *members) {
        const bool kept_id =
            name == "id" && value.as_string() != nullptr && *value.as_string() == element;
        if (kept_id || (name != "id" && (!whole || is_own(name)))) continue;
        return Unexpected{invalid("fixed_member",
                                  {"แก้สมาชิกนี้ที่นี่ไม่ได้", "This member cannot be changed here"},
                                  {"สมาชิก “" + name + "” แก้ที่นี่ไม่ได้",
                                   "The member “" + name + "” cannot be changed here."})};
    }
    Value changed = tree;
    std::string pointer;
    if (!whole) {
        const plan::ElementIndex index(plan);
        const plan::Element* found = index.find(element);
        if (found == nullptr || found->kind == plan::ElementKind::claim)
            return Unexpected{not_found({"องค์ประกอบ “" + std::string(element) + "”",
                                         "element “" + std::string(element) + "”"})};
        pointer = found->pointer;
    }
    Value* place = at_pointer(changed, pointer);
    PHAEN_CHECK(place != nullptr, "an element's pointer leads into its plan");
    *place = merge_patch(std::move(*place), patch);
    auto read = plan::from_value(changed);
    if (!read) return Unexpected{not_a_plan(read.error())};
    // A document's plan may be imperfect already; only what the change adds is refused.
    plan::PlanErrors errors = plan::validate(*read);
    if (!errors.empty() && errors.size() > plan::validate(plan).size())
        return Unexpected{not_a_plan(errors)};
    return std::move(*read);
}

Value short_changes(const plan::Plan& before, const plan::Plan& after) {
    constexpr std::size_t kShown = 100;
    Array changes;
    for (const plan::Change& change : plan::diff(before, after)) {
        if (changes.size() == kShown) break;
        std::string_view kind = "changed";
        if (change.kind == plan::ChangeKind::added) kind = "added";
        if (change.kind == plan::ChangeKind::removed) kind = "removed";
        if (change.kind == plan::ChangeKind::moved) kind = "moved";
        Array fields;
        if (change.kind == plan::ChangeKind::changed) {
            for (const plan::FieldChange& field : change.fields)
                fields.push_back(Value(field.field));
        }
        changes.push_back(
            Value(Object{{"kind", Value(kind)},
                         {"element", Value(change.element.empty() ? after.id : change.element)},
                         {"title", Value(change.title)},
                         {"fields", Value(std::move(fields))}}));
    }
    return Value(std::move(changes));
}

}  // namespace phaen::app
