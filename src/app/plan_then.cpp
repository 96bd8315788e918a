#include "phaen/app/plan_then.h"

#include <string>
#include <utility>

#include "draft.h"
#include "phaen/base/calendar.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

Refusal bad_member(std::string_view name, BothTexts detail) {
    Refusal refusal =
        invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"}, std::move(detail));
    refusal.members.emplace_back("member", Value(name));
    return refusal;
}

}  // namespace

Result<Tagged, Refusal> plan_then(const Workspace& workspace, std::string_view plan,
                                  const Moment& moment) {
    auto newest = workspace.plan(plan);
    if (!newest || (moment.as_of.empty() && moment.known_at.empty())) return newest;
    // Of what is left out it is the last one that there is.
    facts::AsOf as_of{*base::parse_iso("2999-12-31"),
                      *base::Instant::parse("2999-12-31T00:00:00Z")};
    if (!moment.as_of.empty()) {
        const auto day = base::parse_iso(moment.as_of);
        if (!day) {
            return Unexpected{bad_member("as_of", {"“as_of” ต้องเป็นวันที่ เช่น 2022-03-31",
                                                   "“as_of” must be a day, as 2022-03-31."})};
        }
        as_of.day = *day;
    }
    if (!moment.known_at.empty()) {
        const auto known_at = base::Instant::parse(moment.known_at);
        if (!known_at) {
            return Unexpected{bad_member(
                "known_at", {"“known_at” ต้องเป็นเวลา เช่น 2022-03-31T17:00:00Z",
                             "“known_at” must be an instant, as 2022-03-31T17:00:00Z."})};
        }
        as_of.known_at = *known_at;
    }
    const auto then = workspace.in_force(plan, as_of);
    if (!then) return Unexpected{then.error()};
    if (const Value* number = newest->value.find("number");
        number != nullptr && number->as_integer() && *number->as_integer() == then->number)
        return newest;
    auto version = workspace.version(plan, then->number);
    if (!version) return Unexpected{version.error()};
    Value value = std::move(newest->value);
    for (const char* member : {"number", "version", "at", "by", "content"}) {
        if (const Value* of_then = version->value.find(member); of_then != nullptr)
            value.set(member, *of_then);
    }
    Object title{{"th", Value(then->plan->title.th)}};
    if (!then->plan->title.en.empty()) title.emplace_back("en", Value(then->plan->title.en));
    value.set("title", Value(std::move(title)));
    value.set("fiscal_year", Value(then->plan->fiscal_year));
    value.set("etags", tags_of(*then->plan, plan::to_value(*then->plan)));
    value.set("can_undo", Value(false));
    value.set("can_redo", Value(false));
    return Tagged{std::move(value), std::move(version->tag)};
}

}  // namespace phaen::app
