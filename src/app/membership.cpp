#include "membership.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "draft.h"
#include "phaen/base/check.h"
#include "phaen/plan/create.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using plan::ElementKind;

namespace {

/// Where elements of a kind stand.
struct Home {
    ElementKind kind;
    std::string_view list;  ///< a pointer into the plan, or into the owner
    bool in_owner = false;
};

constexpr std::array<Home, 20> kHomes = {{
    {ElementKind::narrative, "/narratives"},
    {ElementKind::organisation, "/organisations"},
    {ElementKind::mission_statement, "/mission_statements"},
    {ElementKind::framework, "/frameworks"},
    {ElementKind::framework_node, "/nodes", true},
    {ElementKind::measure, "/measures"},
    {ElementKind::swot_item, "/swot/items"},
    {ElementKind::swot_combination, "/swot/combinations"},
    {ElementKind::mission, "/missions"},
    {ElementKind::glossary_term, "/glossary"},
    {ElementKind::indicator, "/indicators"},
    {ElementKind::indicator, "/sub_indicators", true},
    {ElementKind::evidence_item, "/evidence", true},
    {ElementKind::higher_indicator, "/higher_indicators"},
    {ElementKind::project, "/projects"},
    {ElementKind::activity, "/activities"},
    {ElementKind::budget_node, "/budget_structure"},
    {ElementKind::schedule, "/schedules"},
    {ElementKind::step, "/steps", true},
    {ElementKind::result, "/results"},
}};

/// The list that the pointer names, made where it is missing.
Array& list_at(Value& owner, std::string_view pointer) {
    Value* here = &owner;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string_view name = pointer.substr(0, end);
        pointer.remove_prefix(end);
        if (here->find(name) == nullptr)
            here->set(name, pointer.empty() ? Value(Array{}) : Value(Object{}));
        for (auto& [member, value] : *here->as_object()) {
            if (member == name) here = &value;
        }
    }
    PHAEN_CHECK(here->as_array() != nullptr, "elements stand in lists");
    return *here->as_array();
}

std::string free_id(const plan::ElementIndex& index, ElementKind kind,
                    const std::function<std::string()>& new_id) {
    constexpr std::size_t kRandom = 8;
    std::string prefix(to_string(kind));
    std::replace(prefix.begin(), prefix.end(), '_', '-');
    std::string id;
    do {
        id = prefix + '-' + new_id().substr(0, kRandom);
    } while (index.find(id) != nullptr);
    return id;
}

Refusal bad_addition(BothTexts detail) {
    return invalid("bad_addition", {"เพิ่มส่วนนี้ไม่ได้", "This cannot be added"}, std::move(detail));
}

std::string_view last_token(std::string_view pointer) {
    return pointer.substr(pointer.rfind('/') + 1);
}

std::string_view without_last(std::string_view pointer) {
    return pointer.substr(0, pointer.rfind('/'));
}

/// Takes away what the pointer names: an item of a list or a member.
void erase_at(Value& tree, std::string_view pointer) {
    Value* holder = at_pointer(tree, without_last(pointer));
    if (holder == nullptr) return;
    const std::string_view token = last_token(pointer);
    if (Array* array = holder->as_array()) {
        std::size_t index = array->size();
        std::from_chars(token.data(), token.data() + token.size(), index);
        if (index < array->size())
            array->erase(array->begin() + static_cast<std::ptrdiff_t>(index));
    } else if (Object* object = holder->as_object()) {
        std::erase_if(*object, [&](const auto& member) { return member.first == token; });
    }
}

/// What is to be done about a reference that leads nowhere now.
void leave_open(Value& tree, std::string_view pointer, const std::string& title) {
    const std::string_view token = last_token(pointer);
    // What people accepted and what the document printed about an element goes with it.
    if (pointer.starts_with("/accepted/") || pointer.starts_with("/claims/")) {
        erase_at(tree, without_last(pointer));
    } else if (pointer.starts_with("/source/") || token == "parent" || token == "after" ||
               without_last(pointer).ends_with("/requires")) {
        erase_at(tree, pointer);
    } else if (Value* place = at_pointer(tree, pointer)) {
        *place = Value(Object{{"unresolved", Value(title)}});
    }
}

}  // namespace

Result<Joined, Refusal> plan_with(const plan::Plan& plan, const Value& tree, const Value& body,
                                  const std::function<std::string()>& new_id) {
    const Value* kind = body.find("kind");
    const Value* element = body.find("element");
    const Value* owner = body.find("owner");
    if (kind == nullptr || kind->as_string() == nullptr || element == nullptr ||
        element->as_object() == nullptr || (owner != nullptr && owner->as_string() == nullptr)) {
        return Unexpected{bad_addition({"ส่ง kind, element และ owner เมื่อส่วนนั้นอยู่ในส่วนอื่น",
                                        "Send “kind”, “element”, and “owner” for what stands in "
                                        "another element."})};
    }
    const auto known = plan::element_kind_from(*kind->as_string());
    const auto* home = std::find_if(kHomes.begin(), kHomes.end(), [&](const Home& other) {
        return known && other.kind == *known && other.in_owner == (owner != nullptr);
    });
    if (home == kHomes.end()) {
        return Unexpected{
            bad_addition({fmt::format("ไม่มีที่สำหรับ “{}”", *kind->as_string()),
                          fmt::format("There is no place for “{}”.", *kind->as_string())})};
    }
    const plan::ElementIndex index(plan);
    std::string pointer;
    if (owner != nullptr) {
        const plan::Element* holder = index.find(*owner->as_string());
        if (holder == nullptr)
            return Unexpected{not_found({"องค์ประกอบ “" + *owner->as_string() + "”",
                                         "element “" + *owner->as_string() + "”"})};
        pointer = holder->pointer;
    }
    Object members;
    const Value* given = element->find("id");
    std::string id = given != nullptr && given->as_string() != nullptr
                         ? *given->as_string()
                         : free_id(index, home->kind, new_id);
    members.emplace_back("id", Value(id));
    for (const auto& [name, value] : *element->as_object()) {
        if (name != "id") members.emplace_back(name, value);
    }
    Value changed = tree;
    Value* place = at_pointer(changed, pointer);
    PHAEN_CHECK(place != nullptr, "an element's pointer leads into its plan");
    list_at(*place, home->list).push_back(Value(std::move(members)));
    auto read = plan::from_value(changed);
    if (!read) return Unexpected{not_a_plan(read.error())};
    const plan::PlanErrors errors = plan::validate(*read);
    if (!errors.empty() && errors.size() > plan::validate(plan).size())
        return Unexpected{not_a_plan(errors)};
    return Joined{std::move(*read), std::move(id)};
}

Result<plan::Plan, Refusal> plan_without(const plan::Plan& plan, const Value& tree,
                                         std::string_view element) {
    const plan::ElementIndex index(plan);
    const plan::Element* found = index.find(element);
    if (found == nullptr || found->kind == ElementKind::claim)
        return Unexpected{not_found({"องค์ประกอบ “" + std::string(element) + "”",
                                     "element “" + std::string(element) + "”"})};
    const std::string title(title_of(*found));
    const auto needed = [&] {
        return conflict(
            "still_needed", {"ลบส่วนนี้ยังไม่ได้", "This cannot be removed yet"},
            {"มีส่วนอื่นของแผนที่ต้องอ้างถึง “" + title + "” ลบหรือแก้ส่วนนั้นก่อน",
             "Other parts of the plan need “" + title + "”: remove or change them first."});
    };
    Value changed = tree;
    erase_at(changed, found->pointer);
    auto read = plan::from_value(changed);
    if (!read) return Unexpected{needed()};
    const std::size_t before = plan::validate(plan).size();
    // Each round opens the references that one validation lists; it lists a bounded number.
    constexpr int kRounds = 20;
    for (int round = 0; round < kRounds; ++round) {
        const plan::PlanErrors errors = plan::validate(*read);
        if (errors.size() <= before) return std::move(*read);
        std::vector<std::string> open;
        for (const plan::PlanError& error : errors) {
            if (error.kind == plan::PlanErrorKind::unresolved) open.push_back(error.pointer);
        }
        // From the end, so that what is taken out of a list moves nothing that is still to come.
        for (auto at = open.rbegin(); at != open.rend(); ++at) leave_open(changed, *at, title);
        read = plan::from_value(changed);
        if (!read || open.empty()) return Unexpected{needed()};
    }
    return Unexpected{needed()};
}

}  // namespace phaen::app
