#include <algorithm>

#include "phaen/query/world.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// What the step had reached by that day as far as was known before the report.
std::optional<base::Percent> percent_before(const Held& held, const facts::Fact& fact) {
    std::optional<base::Percent> percent;
    std::int32_t latest = 0;
    const facts::FactLog& log = held.agency->log;
    for (const std::uint32_t one :
         log.view({*fact.when.on, fact.recorded_at}, facts::FactKind::progress)) {
        const facts::FactView seen = log.at(one);
        if (seen.seq >= fact.seq || seen.element != fact.element || seen.plan != fact.plan ||
            seen.last_day < latest) {
            continue;
        }
        latest = seen.last_day;
        percent = seen.progress->percent;
    }
    return percent;
}

/// What is unusual is told, not refused: a step may go back, and an approval may come by paper.
Array warnings_of(const Held& held, const std::vector<facts::Fact>& facts, const Scores& scores) {
    Array warnings;
    for (const facts::Fact& fact : facts) {
        const auto* progress = std::get_if<facts::Progress>(&fact.data);
        if (progress == nullptr || !fact.when.on) continue;
        const auto before = fact.corrects.empty() ? percent_before(held, fact) : std::nullopt;
        if (before && progress->percent < *before) {
            warnings.emplace_back(Object{{"step", Value(fact.element)},
                                         {"kind", Value("lower_than_before")},
                                         {"before", Value(before->to_string())}});
        }
        const bool is_unapproved = std::any_of(
            scores->steps.begin(), scores->steps.end(), [&](const score::StepProgress& step) {
                return step.step == fact.element && step.approval_missing;
            });
        if (is_unapproved) {
            warnings.emplace_back(
                Object{{"step", Value(fact.element)}, {"kind", Value("approval_missing")}});
        }
    }
    return warnings;
}

}  // namespace

Result<Value, Refusal> Year::report(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held&) -> Result<std::vector<Parts::Draft>, Refusal> {
        auto reports = list_of(body, "reports");
        if (!reports) return Unexpected{reports.error()};
        std::vector<Parts::Draft> drafts;
        for (Object& report : *reports) {
            Parts::Draft draft;
            draft.place = "/reports/" + std::to_string(drafts.size());
            draft.kind = "progress";
            draft.permission = "progress.report";
            draft.about = {PieceKind::step, PieceKind::project};
            draft.element_member = "step";
            draft.element = take_text(report, "step");
            draft.on = take_text(report, "on");
            draft.corrects = take_text(report, "corrects");
            draft.data = std::move(report);
            drafts.push_back(std::move(draft));
        }
        return drafts;
    };
    const auto added = parts_->add(plan, by, make);
    if (!added) return Unexpected{added.error()};
    const auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    const std::vector<facts::Fact> facts = facts_of(*held, *added);
    Array ids;
    for (const facts::Fact& fact : facts) ids.emplace_back(fact.id);
    const Scores scores = parts_->scores(*held, held->year.last_day());
    return Value(Object{{"facts", Value(std::move(ids))},
                        {"warnings", Value(warnings_of(*held, facts, scores))}});
}

}  // namespace phaen::app
