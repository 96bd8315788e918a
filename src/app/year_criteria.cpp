// This year's facts under the criteria of another year's plan.
#include <fmt/format.h>

#include "phaen/score/other_criteria.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Unexpected;
using base::Value;

namespace {

Value compared_value(const Held& held, const plan::Plan& other, const plan::Scheme* other_scheme) {
    const score::UnderCriteria scored =
        score::under_criteria(held.sources(), held.as_of, other, other_scheme);
    return score::to_value(scored, held.sources(), held.as_of, other, other_scheme);
}

}  // namespace

Year::Kept Year::under_criteria(std::string_view plan, const std::string& criteria,
                                const Moment& moment, const By& by) const {
    const auto other = parts_->workspace.current(criteria);
    if (!other && other.error().kind == RefusalKind::unavailable) return Unexpected{other.error()};
    const bool is_seen =
        other && widest_scope(by.actor, "plan.read", other->agency, by.today) != Scope::none;
    if (!is_seen || criteria == plan) {
        return Unexpected{bad_member(
            "criteria", {"“criteria” ต้องเป็นรหัสของแผนอื่นที่ท่านอ่านได้",
                         "“criteria” must be the id of another plan that you may read."})};
    }
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    // The other plan may be another agency's, with schemes of its own.
    const auto rules = parts_->rules_of(other->agency);
    if (!rules) return Unexpected{rules.error()};
    const auto scheme = rules->schemes->find(other->plan->scheme);
    const std::string name =
        fmt::format("criteria {} {} {}", criteria, other->number, rules->schemes->mark());
    return parts_->kept(*held, name,
                        [&] { return compared_value(*held, *other->plan, scheme.get()); });
}

}  // namespace phaen::app
