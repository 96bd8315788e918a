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

/// Takes a text member out of what becomes the fact's data.
std::string take_text(Object& object, std::string_view name) {
    const auto found = std::find_if(object.begin(), object.end(),
                                    [&](const auto& member) { return member.first == name; });
    if (found == object.end()) return {};
    const std::string* text = found->second.as_string();
    std::string taken = text != nullptr ? *text : std::string();
    object.erase(found);
    return taken;
}

}  // namespace

Result<Value, Refusal> Year::report(std::string_view plan, const Value& body, const By& by) {
    auto reports = list_of(body, "reports");
    if (!reports) return Unexpected{reports.error()};
    auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    std::vector<Parts::Draft> drafts;
    for (Object& report : *reports) {
        Parts::Draft draft;
        draft.kind = "progress";
        draft.permission = "progress.report";
        draft.about = {PieceKind::step, PieceKind::project};
        draft.element = take_text(report, "step");
        draft.on = take_text(report, "on");
        draft.corrects = take_text(report, "corrects");
        draft.data = std::move(report);
        drafts.push_back(std::move(draft));
    }
    auto facts = parts_->facts_from(*held, std::move(drafts), by);
    if (!facts) return Unexpected{facts.error()};
    // What is unusual is told, not refused: a step may go back, and an approval may come by paper.
    const auto scores = parts_->scores(*held, held->year.last_day());
    Array warnings;
    for (const facts::Fact& fact : *facts) {
        const auto known =
            std::find_if(scores->steps.begin(), scores->steps.end(),
                         [&](const auto& step) { return step.step == fact.element; });
        if (known == scores->steps.end()) continue;
        const auto& progress = std::get<facts::Progress>(fact.data);
        if (fact.corrects.empty() && progress.percent < known->actual) {
            warnings.emplace_back(Object{{"step", Value(fact.element)},
                                         {"kind", Value("lower_than_before")},
                                         {"before", Value(known->actual.to_string())}});
        }
        if (known->approval_missing) {
            warnings.emplace_back(
                Object{{"step", Value(fact.element)}, {"kind", Value("approval_missing")}});
        }
    }
    auto kept = parts_->keep(*held, std::move(*facts), by);
    if (!kept) return kept;
    kept->set("warnings", Value(std::move(warnings)));
    return kept;
}

}  // namespace phaen::app
