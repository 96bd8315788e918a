#include "phaen/app/plan_then.h"

#include <string>
#include <utility>

#include "draft.h"
#include "phaen/base/calendar.h"
#include "phaen/plan/io.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

Result<Tagged, Refusal> plan_then(const Workspace& workspace, std::string_view plan,
                                  const Moment& moment) {
    auto newest = workspace.plan(plan);
    if (!newest || (moment.as_of.empty() && moment.known_at.empty())) return newest;
    // Of what is left out it is the last one that there is.
    facts::AsOf as_of{*base::parse_iso("2999-12-31"),
                      *base::Instant::parse("2999-12-31T00:00:00Z")};
    if (const auto set = set_moment(moment, as_of); !set) return Unexpected{set.error()};
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
