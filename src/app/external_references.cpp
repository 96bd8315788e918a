#include "phaen/app/external_references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/plan/elements.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMost = 500;
constexpr std::size_t kTextBytes = 400;
constexpr std::size_t kNoteBytes = 4000;
constexpr std::array<std::string_view, 3> kKinds = {"element", "record", "request"};
constexpr std::array<std::string_view, 4> kStates = {"waiting", "answered", "returned",
                                                     "withdrawn"};

BothTexts reference_named() { return {"เลขอ้างอิงภายนอก", "external reference"}; }

Refusal needed(std::string_view name) {
    return bad_member(name,
                      {fmt::format("ต้องระบุ “{}”", name), fmt::format("“{}” is needed.", name)});
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

Tagged value_of(const store::ExternalReference& reference) {
    const auto day = std::chrono::year_month_day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(reference.day))));
    std::string tag = std::to_string(reference.revision);
    Object object{{"id", Value(reference.id)},
                  {"kind", Value(reference.kind)},
                  {"subject", Value(reference.subject)},
                  {"system", Value(reference.system)},
                  {"number", Value(reference.number)},
                  {"day", Value(base::to_iso(day))},
                  {"state", Value(reference.state)},
                  {"note", Value(reference.note)},
                  {"at", Value(to_text(reference.at))},
                  {"by", Value(reference.by)},
                  {"etag", Value(tag)}};
    return {Value(std::move(object)), std::move(tag)};
}

}  // namespace

Result<Value, Refusal> ExternalReferences::list(std::string_view plan, std::string_view subject,
                                                std::string_view state) const {
    const auto current = workspace_.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto found = store_.references(current->agency, plan, subject, state, kMost);
    if (!found) return Unexpected{from_store(found.error(), reference_named())};
    const plan::ElementIndex index(*current->plan);
    Array items;
    for (const store::ExternalReference& one : *found) {
        Value item = value_of(one).value;
        const plan::Element* element = one.kind == "element" ? index.find(one.subject) : nullptr;
        item.set("name", element != nullptr ? Value(plan::title_of(*element)) : Value());
        items.push_back(std::move(item));
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<Tagged, Refusal> ExternalReferences::add(std::string_view plan, const Value& body,
                                                const By& by) {
    const auto current = workspace_.current(plan);
    if (!current) return Unexpected{current.error()};
    store::ExternalReference reference;
    reference.id = new_id_();
    reference.plan = std::string(plan);
    reference.state = "waiting";
    for (const auto& [name, place] :
         {std::pair("kind", &reference.kind), std::pair("subject", &reference.subject)}) {
        auto text = text_member(body, name, kTextBytes);
        if (!text) return Unexpected{text.error()};
        if (text->empty()) return Unexpected{needed(name)};
        *place = std::move(*text);
    }
    if (!is_one_of(kKinds, reference.kind)) {
        return Unexpected{bad_member("kind", {"“kind” ต้องเป็น element, record หรือ request",
                                              "“kind” is element, record or request."})};
    }
    const plan::ElementIndex index(*current->plan);
    if (reference.kind == "element" && index.find(reference.subject) == nullptr) {
        return Unexpected{
            bad_member("subject", {"แผนไม่มีองค์ประกอบนี้", "The plan has no such element."})};
    }
    return put(current->agency, std::move(reference), body, by);
}

Result<Tagged, Refusal> ExternalReferences::change(std::string_view plan, std::string_view id,
                                                   std::string_view tag, const Value& body,
                                                   const By& by) {
    const auto agency = workspace_.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    auto known = store_.reference(*agency, id);
    if (!known) return Unexpected{from_store(known.error(), reference_named())};
    if (known->plan != plan) return Unexpected{not_found(reference_named())};
    if (std::to_string(known->revision) != tag) {
        Refusal stale{RefusalKind::stale,
                      "stale_reference",
                      {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
                      {"ดูข้อมูลล่าสุดแล้วบันทึกอีกครั้ง", "See what stands there now, and save again."}};
        stale.members = {{"current", value_of(*known).value}};
        return Unexpected{std::move(stale)};
    }
    return put(*agency, std::move(*known), body, by);
}

Result<Tagged, Refusal> ExternalReferences::put(const std::string& agency,
                                                store::ExternalReference reference,
                                                const Value& body, const By& by) {
    for (const auto& [name, place, most] : {std::tuple("system", &reference.system, kTextBytes),
                                            std::tuple("number", &reference.number, kTextBytes),
                                            std::tuple("state", &reference.state, kTextBytes),
                                            std::tuple("note", &reference.note, kNoteBytes)}) {
        auto text = text_member(body, name, most);
        if (!text) return Unexpected{text.error()};
        const Value* member = body.find(name);
        if (member != nullptr && !member->is_null()) *place = std::move(*text);
    }
    if (reference.system.empty()) return Unexpected{needed("system")};
    if (reference.number.empty()) return Unexpected{needed("number")};
    if (!is_one_of(kStates, reference.state)) {
        return Unexpected{
            bad_member("state", {"“state” ต้องเป็น waiting, answered, returned หรือ withdrawn",
                                 "“state” is waiting, answered, returned or withdrawn."})};
    }
    const auto text = text_member(body, "day", 10);
    if (!text) return Unexpected{text.error()};
    if (!text->empty()) {
        const auto day = base::parse_iso(*text);
        if (!day) {
            return Unexpected{bad_member(
                "day", {"“day” ต้องเป็นวันที่ เช่น 2022-03-31", "“day” must be a day, as 2022-03-31."})};
        }
        reference.day = std::chrono::sys_days(*day).time_since_epoch().count();
    } else if (reference.revision == 0) {
        reference.day = by.today;
    }
    reference.at = now_();
    reference.by = by.actor.account;
    const auto done = store_.put_reference(
        {agency, by.actor.account, reference.at, by.once.key, by.once.fingerprint}, reference);
    if (!done) return Unexpected{from_store(done.error(), reference_named())};
    ++reference.revision;
    return value_of(reference);
}

}  // namespace phaen::app
