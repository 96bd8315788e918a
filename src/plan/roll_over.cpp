#include "phaen/plan/roll_over.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::plan {

namespace {

using Action = RollOverAction;
using Reason = RollOverReason;

constexpr std::size_t kIdBytes = 64;
constexpr int kMonths = 12;

bool contains(const std::vector<Id>& list, const Id& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

/// The text with every mention of the year, in either digits, counted up; null when there is none.
std::optional<std::string> with_next_year(const std::string& text, int year) {
    std::string changed = text;
    bool found = false;
    for (const bool is_thai : {false, true}) {
        const auto written = [&](int number) {
            const std::string arabic = std::to_string(number);
            return is_thai ? base::to_thai_digits(arabic) : arabic;
        };
        const std::string before = written(year);
        const std::string after = written(year + 1);
        for (std::size_t at = changed.find(before); at != std::string::npos;
             at = changed.find(before, at + after.size())) {
            changed.replace(at, before.size(), after);
            found = true;
        }
    }
    return found ? std::optional(changed) : std::nullopt;
}

class RollOver {
  public:
    RollOver(const Plan& old, const YearEnd& end, const RollOverChoice& choice)
        : old_(old), end_(end), choice_(choice), fresh_{old, {}} {}

    RolledOver run() {
        Plan& plan = fresh_.plan;
        plan.id = choice_.id;
        plan.fiscal_year = old_.fiscal_year + 1;
        rename();
        if (!end_.is_over) note(old_.id, old_.title.th, Action::to_review, Reason::year_not_over);
        if (!plan.scheme.empty()) {
            note(old_.id, old_.title.th, Action::to_review, Reason::scheme_of_year, plan.scheme);
        }
        review_prose();
        carry_projects();
        carry_activities();
        carry_schedules();
        for (Indicator& indicator : plan.indicators) carry_indicator(indicator);
        drop_references();
        fill_results();
        drop_notes_on_document();
        return std::move(fresh_);
    }

  private:
    void note(const Id& element, const std::string& title, Action action, Reason reason,
              std::string before = {}, std::string after = {}) {
        fresh_.notes.push_back(
            {element, title, action, reason, std::move(before), std::move(after)});
    }

    void rename() {
        Plan& plan = fresh_.plan;
        for (std::string* title : {&plan.title.th, &plan.title.en}) {
            if (auto changed = with_next_year(*title, old_.fiscal_year)) {
                note(old_.id, *title, Action::changed, Reason::title, *title, *changed);
                *title = std::move(*changed);
            }
        }
    }

    void review_prose() {
        for (const Narrative& narrative : old_.narratives) {
            if (with_next_year(narrative.text, old_.fiscal_year) ||
                with_next_year(narrative.title, old_.fiscal_year))
                note(narrative.id, narrative.title, Action::to_review, Reason::names_year);
        }
    }

    [[nodiscard]] bool is_done(const Step& step) const {
        const auto found = end_.steps.find(step.id);
        return found != end_.steps.end() &&
               found->second.value() >= base::Decimal::from_integer(100);
    }

    // Whether the project has a step that is not done, or none at all.
    [[nodiscard]] std::optional<Reason> goes_on(const Project& project) const {
        bool has_steps = false;
        for (const Schedule& schedule : old_.schedules) {
            if (!schedule.project || schedule.project->id != project.id) continue;
            for (const Step& step : schedule.steps) {
                has_steps = true;
                if (!is_done(step)) return Reason::unfinished;
            }
        }
        return has_steps ? std::nullopt : std::optional(Reason::no_steps);
    }

    void carry_projects() {
        std::vector<Project> carried;
        for (Project& project : fresh_.plan.projects) {
            const auto rule = goes_on(project);
            const bool is_kept = contains(choice_.keep, project.id);
            const bool is_dropped = contains(choice_.leave_out, project.id);
            if (is_dropped || (!rule && !is_kept)) {
                note(project.id, project.name, Action::left_out,
                     is_dropped ? Reason::chosen : Reason::finished);
                gone_.insert(project.id);
                continue;
            }
            note(project.id, project.name, Action::carried, rule.value_or(Reason::chosen));
            if (!rule) anew_.insert(project.id);
            project.continues = Continues{old_.fiscal_year, project.id, project.name};
            clear_money(project);
            carried.push_back(std::move(project));
        }
        fresh_.plan.projects = std::move(carried);
    }

    void clear_money(Project& project) {
        if (project.budget || !project.spending_plan.empty() || !project.allocations.empty()) {
            note(project.id, project.name, Action::cleared, Reason::money,
                 project.budget ? project.budget->to_string() : std::string());
        }
        project.budget.reset();
        project.spending_plan.clear();
        project.allocations.clear();
    }

    void carry_activities() {
        std::erase_if(fresh_.plan.activities, [&](const Activity& activity) {
            const bool goes = activity.project && gone_.contains(activity.project->id);
            if (goes) {
                gone_.insert(activity.id);
                note(activity.id, activity.name, Action::left_out, Reason::of_left_out);
            }
            return goes;
        });
        for (Activity& activity : fresh_.plan.activities) {
            if (!activity.amount) continue;
            note(activity.id, activity.name, Action::cleared, Reason::money,
                 activity.amount->to_string());
            activity.amount.reset();
        }
    }

    [[nodiscard]] static const Ref* owner_of(const Schedule& schedule) {
        if (schedule.project) return &*schedule.project;
        if (schedule.activity) return &*schedule.activity;
        return schedule.indicator ? &*schedule.indicator : nullptr;
    }

    [[nodiscard]] std::string title_of(const Schedule& schedule) const {
        const Ref* owner = owner_of(schedule);
        if (owner == nullptr) return schedule.id;
        const Element* element = index_.find(owner->id);
        return element != nullptr ? std::string(plan::title_of(*element)) : owner->unresolved;
    }

    void carry_schedules() {
        std::vector<Schedule> carried;
        for (Schedule& schedule : fresh_.plan.schedules) {
            const bool goes = (schedule.project && gone_.contains(schedule.project->id)) ||
                              (schedule.activity && gone_.contains(schedule.activity->id));
            if (goes) {
                gone_.insert(schedule.id);
                for (const Step& step : schedule.steps) gone_.insert(step.id);
                note(schedule.id, title_of(schedule), Action::left_out, Reason::of_left_out);
                continue;
            }
            const bool is_anew = !schedule.project || anew_.contains(schedule.project->id);
            if (is_anew) {
                note(schedule.id, title_of(schedule), Action::carried, Reason::every_year);
            } else {
                leave_out_done(schedule);
            }
            if (gone_.contains(schedule.id)) continue;
            move_months(schedule);
            carried.push_back(std::move(schedule));
        }
        fresh_.plan.schedules = std::move(carried);
    }

    void leave_out_done(Schedule& schedule) {
        std::vector<base::Weight> all;
        bool has_weights = true;
        for (const Step& step : schedule.steps) {
            has_weights = has_weights && step.weight.has_value();
            all.push_back(step.weight.value_or(base::Weight()));
        }
        const std::size_t count = schedule.steps.size();
        std::erase_if(schedule.steps, [&](const Step& step) {
            if (!is_done(step)) return false;
            gone_.insert(step.id);
            note(step.id, step.text, Action::left_out, Reason::finished);
            return true;
        });
        if (schedule.steps.empty()) {
            // Of two schedules of a project one may be over.
            gone_.insert(schedule.id);
            note(schedule.id, title_of(schedule), Action::left_out, Reason::finished);
            return;
        }
        for (const Step& step : schedule.steps) {
            const auto found = end_.steps.find(step.id);
            const bool has_begun = found != end_.steps.end() && found->second > base::Percent();
            note(step.id, step.text, Action::carried, Reason::unfinished);
            if (has_begun) {
                note(step.id, step.text, Action::to_review, Reason::partly_done,
                     found->second.to_string());
            }
        }
        if (has_weights && schedule.steps.size() < count) share_weights(schedule, all);
    }

    // The weights that stay add up to what all did: in whole numbers if they were, else hundredths.
    void share_weights(Schedule& schedule, const std::vector<base::Weight>& all) {
        std::int64_t total = 0;
        bool is_whole = true;
        for (const base::Weight weight : all) {
            total += weight.value().units();
            is_whole = is_whole && weight.value().is_integer();
        }
        const std::int64_t unit = is_whole ? base::Decimal::kScale : base::Decimal::kScale / 100;
        std::vector<std::int64_t> weights;
        std::int64_t rest = 0;
        for (const Step& step : schedule.steps) {
            weights.push_back(step.weight->value().units());
            rest += weights.back();
        }
        const auto money = base::Money::from_satang(total / unit);
        if (rest == 0 || total % unit != 0 || !money) return;
        const auto parts = base::allocate(*money, weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            Step& step = schedule.steps[i];
            const base::Weight shared(base::Decimal::from_units(parts[i].satang() * unit));
            if (shared == *step.weight) continue;
            note(step.id, step.text, Action::changed, Reason::weights_shared,
                 step.weight->to_string(), shared.to_string());
            step.weight = shared;
        }
    }

    void move_months(Schedule& schedule) {
        const auto year = base::FiscalYear::create(fresh_.plan.fiscal_year);
        bool moved = false;
        for (Step& step : schedule.steps) {
            bool is_out = false;
            for (MonthSpan& span : step.months) {
                span = {span.from.plus(kMonths), span.to.plus(kMonths)};
                moved = true;
                is_out =
                    is_out || (year && (!year->index_of(span.from) || !year->index_of(span.to)));
            }
            if (is_out) note(step.id, step.text, Action::to_review, Reason::months_out_of_year);
        }
        if (moved) note(schedule.id, title_of(schedule), Action::changed, Reason::months_moved);
    }

    void carry_indicator(Indicator& indicator) {
        note(indicator.id, indicator.name, Action::carried, Reason::every_year);
        indicator.continues = Continues{old_.fiscal_year, indicator.id, indicator.name};
        const auto found = end_.indicators.find(indicator.id);
        carry_targets(indicator, found == end_.indicators.end() ? nullptr : &found->second);
        // There is one level of them.
        for (Indicator& sub : indicator.sub_indicators) {
            const auto reached = end_.indicators.find(sub.id);
            sub.continues = Continues{old_.fiscal_year, sub.id, sub.name};
            carry_targets(sub, reached == end_.indicators.end() ? nullptr : &reached->second);
        }
    }

    void carry_targets(Indicator& indicator, const YearEnd::Indicator* reached) {
        const int year = old_.fiscal_year + 1;
        const auto of_year = [&](int wanted) {
            return std::find_if(indicator.targets.begin(), indicator.targets.end(),
                                [&](const Target& target) { return target.fiscal_year == wanted; });
        };
        std::optional<Target> next;
        if (const auto known = of_year(year); known != indicator.targets.end()) {
            next = *known;
            note(indicator.id, indicator.name, Action::carried, Reason::target_of_year, {},
                 next->value.to_string());
        } else if (const auto last = of_year(old_.fiscal_year); last != indicator.targets.end()) {
            next = *last;
            next->fiscal_year = year;
            note(indicator.id, indicator.name, Action::changed, Reason::next_target, {},
                 next->value.to_string());
        }
        std::erase_if(indicator.targets,
                      [&](const Target& target) { return target.fiscal_year <= year; });
        if (!next) {
            note(indicator.id, indicator.name, Action::to_review, Reason::no_target);
            return;
        }
        const std::string before =
            next->baseline_value ? next->baseline_value->to_string() : std::string();
        next->baseline_fiscal_year = old_.fiscal_year;
        next->baseline_from = BaselineFrom::actual;
        next->baseline_value.reset();
        if (reached != nullptr && reached->value) {
            next->baseline_value = reached->value;
            note(indicator.id, indicator.name, Action::filled, Reason::baseline, before,
                 reached->value->to_string());
        } else {
            next->baseline_fiscal_year.reset();
            next->baseline_from.reset();
            note(indicator.id, indicator.name, Action::to_review, Reason::baseline_unknown, before);
        }
        indicator.targets.insert(indicator.targets.begin(), *next);
    }

    void drop_from(Refs& refs) {
        std::erase_if(refs, [&](const Ref& ref) { return gone_.contains(ref.id); });
    }

    void drop_references() {
        Plan& plan = fresh_.plan;
        for (Measure& measure : plan.measures) drop_from(measure.indicators);
        for (SwotCombination& combination : plan.swot.combinations) {
            drop_from(combination.projects);
        }
        for (Mission& mission : plan.missions) drop_from(mission.projects);
        for (Indicator& indicator : plan.indicators) {
            drop_from(indicator.projects);
            for (Indicator& sub : indicator.sub_indicators) drop_from(sub.projects);
        }
    }

    void fill_results() {
        Plan& plan = fresh_.plan;
        for (const EarlierResult& result : plan.results) gone_.insert(result.id);
        if (!plan.results.empty()) {
            note(old_.id, old_.title.th, Action::left_out, Reason::earlier_year,
                 std::to_string(plan.results.size()));
        }
        std::vector<EarlierResult> results;
        for (const Indicator& indicator : old_.indicators) {
            const auto found = end_.indicators.find(indicator.id);
            if (found == end_.indicators.end()) continue;
            const YearEnd::Indicator& reached = found->second;
            EarlierResult result;
            result.id = new_result_id(results.size() + 1);
            result.fiscal_year = old_.fiscal_year;
            result.component = indicator.component;
            result.number = indicator.number;
            result.indicator_name = indicator.name;
            result.target = reached.target;
            result.level = reached.level;
            result.values = reached.values;
            result.score = reached.score;
            result.status = reached.status;
            for (const Ref& ref : indicator.projects) {
                const Element* project = index_.find(ref.id);
                result.project_names.push_back(
                    project != nullptr ? std::string(plan::title_of(*project)) : ref.unresolved);
            }
            note(result.id, indicator.name, Action::filled, Reason::result, {},
                 reached.score ? reached.score->to_string() : std::string());
            results.push_back(std::move(result));
        }
        // Prose that stood after a result stands after the last of the new ones, or where they did.
        Id last = results.empty() ? Id() : results.back().id;
        for (Narrative& narrative : plan.narratives) {
            if (narrative.after == old_.id) narrative.after = plan.id;
            if (!gone_.contains(narrative.after)) continue;
            const Element* element = index_.find(narrative.after);
            const bool is_result = element != nullptr && element->kind == ElementKind::result;
            narrative.after = is_result && !last.empty() ? last : kept_before(narrative.after);
        }
        plan.results = std::move(results);
    }

    // No element of the old plan has it, so that nothing is taken for another year's.
    [[nodiscard]] Id new_result_id(std::size_t number) const {
        const Id base = "result-" + std::to_string(old_.fiscal_year) + "-";
        while (index_.find(base + std::to_string(number)) != nullptr) number += 1000;
        return base + std::to_string(number);
    }

    // The nearest element of the same kind that stands before a left-out one and is still there.
    [[nodiscard]] Id kept_before(const Id& id) const {
        Id last;
        const Element* wanted = index_.find(id);
        for (const Element& element : index_.elements()) {
            if (element.id == id) break;
            const bool fits = wanted != nullptr && element.kind == wanted->kind;
            if (fits && !gone_.contains(Id(element.id))) last = element.id;
        }
        return last;
    }

    void drop_notes_on_document() {
        Plan& plan = fresh_.plan;
        const std::size_t count = plan.accepted.size();
        if (count > 0) {
            note(old_.id, old_.title.th, Action::left_out, Reason::of_old_version,
                 std::to_string(count));
        }
        plan.accepted.clear();
        plan.claims.clear();
        plan.source.reset();
    }

    const Plan& old_;
    const YearEnd& end_;
    const RollOverChoice& choice_;
    ElementIndex index_{old_};
    RolledOver fresh_;
    std::set<Id> gone_;
    std::set<Id> anew_;  ///< projects that are done again
};

}  // namespace

std::string_view to_string(RollOverAction action) {
    constexpr std::array<std::string_view, 6> kWords = {"carried", "changed",  "filled",
                                                        "cleared", "left_out", "to_review"};
    return kWords.at(static_cast<std::size_t>(action));
}

std::string_view to_string(RollOverReason reason) {
    constexpr std::array<std::string_view, 23> kWords = {"unfinished",
                                                         "chosen",
                                                         "every_year",
                                                         "no_steps",
                                                         "finished",
                                                         "of_left_out",
                                                         "earlier_year",
                                                         "of_old_version",
                                                         "months_moved",
                                                         "weights_shared",
                                                         "partly_done",
                                                         "next_target",
                                                         "target_of_year",
                                                         "no_target",
                                                         "baseline",
                                                         "baseline_unknown",
                                                         "result",
                                                         "money",
                                                         "title",
                                                         "names_year",
                                                         "scheme_of_year",
                                                         "year_not_over",
                                                         "months_out_of_year"};
    return kWords.at(static_cast<std::size_t>(reason));
}

Id next_id(const Plan& plan) {
    Id id = with_next_year(plan.id, plan.fiscal_year)
                .value_or(plan.id + "-" + std::to_string(plan.fiscal_year + 1));
    return id.size() <= kIdBytes ? id : Id();
}

RolledOver roll_over(const Plan& plan, const YearEnd& end, const RollOverChoice& choice) {
    return RollOver(plan, end, choice).run();
}

}  // namespace phaen::plan
