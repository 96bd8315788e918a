#include "workflow_bindings.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "members.h"
#include "parts.h"
#include "phaen/base/id.h"
#include "phaen/plan/elements.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kIdBytes = 100;
constexpr std::size_t kMostUnits = 50;
constexpr std::string_view kSeeing = "workflow.read";
constexpr std::string_view kMonth = ".0000-00.";

bool contains(const std::vector<std::string>& list, std::string_view what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

/// Where `.2021-11.` stands in a subject; npos: nowhere.
std::size_t month_in(std::string_view subject) {
    const auto is_month = [&](std::size_t at) {
        for (std::size_t i = 0; i < kMonth.size(); ++i) {
            const char c = subject[at + i];
            if (kMonth[i] == '0' ? c < '0' || c > '9' : c != kMonth[i]) return false;
        }
        return true;
    };
    for (std::size_t at = 0; at + kMonth.size() < subject.size(); ++at) {
        if (is_month(at)) return at;
    }
    return std::string_view::npos;
}

}  // namespace

std::string plan_in(const WorkflowKind& kind, std::string_view subject) {
    if (kind.subject == "plan") return std::string(subject);
    if (!kind.subject.starts_with("plan ")) return {};
    if (const std::size_t at = month_in(subject); at != std::string_view::npos)
        return std::string(subject.substr(0, at));
    return std::string(subject.substr(0, subject.rfind('.')));
}

std::string organisation_in(const WorkflowKind& kind, std::string_view subject) {
    if (kind.subject != "plan month organisation") return {};
    const std::size_t at = month_in(subject);
    return at == std::string_view::npos ? std::string()
                                        : std::string(subject.substr(at + kMonth.size()));
}

bool suits(const Duty& duty, const WorkflowPlace& place) {
    if (duty.fiscal_year != 0 && place.fiscal_year != 0 && duty.fiscal_year != place.fiscal_year)
        return false;
    if (place.organisation.empty()) return true;
    if (duty.role == Role::section_head) return duty.unit == place.organisation;
    if (duty.role == Role::project_owner)
        return duty.unit.empty() || duty.unit == place.organisation;
    return true;
}

bool lacks_unit(const WorkflowAction& action, const Actor& actor, std::string_view agency,
                std::int64_t today, const WorkflowPlace& place) {
    const bool is_heads = std::find(action.roles.begin(), action.roles.end(), Role::section_head) !=
                          action.roles.end();
    if (!is_heads || place.organisation.empty()) return false;
    return std::any_of(actor.duties.begin(), actor.duties.end(), [&](const Duty& duty) {
        if (duty.role != Role::section_head || duty.agency != agency || !duty.unit.empty())
            return false;
        Duty with_unit = duty;
        with_unit.unit = place.organisation;
        return duty.first_day <= today && today <= duty.last_day && suits(with_unit, place);
    });
}

WorkflowBinding binding_of(const WorkflowKind& kind,
                           const std::vector<store::WorkflowMove>& moves) {
    WorkflowBinding binding;
    for (const store::WorkflowMove& move : moves) {
        const auto note = base::parse_json(move.note);
        if (!note) continue;
        if (std::string type = text_of(*note, "type"); !type.empty())
            binding.type = std::move(type);
        if (const Value* about = note->find("about"); about != nullptr) {
            binding.plan = text_of(*about, "plan");
            binding.element = text_of(*about, "element");
        }
        if (auto units = texts_of(*note, "units"); !units.empty()) {
            binding.units = std::move(units);
            binding.answered.clear();
        }
        const WorkflowAction* action = kind.action(move.action);
        const std::string unit = text_of(*note, "unit");
        if (action != nullptr && action->by_each_unit && contains(binding.units, unit))
            binding.answered.push_back(unit);
    }
    return binding;
}

WorkflowSight::WorkflowSight(const Actor& actor, std::string_view agency, std::int64_t today)
    : actor_(actor), agency_(agency), today_(today) {
    actor_.token_scopes.clear();
    is_own_only_ = widest_scope(actor_, kSeeing, agency_, today_) == Scope::own;
}

bool WorkflowSight::sees(const std::vector<store::WorkflowMove>& moves,
                         const WorkflowBinding& binding) const {
    if (!is_own_only_) return true;
    const bool took_part =
        std::any_of(moves.begin(), moves.end(), [&](const store::WorkflowMove& move) {
            Resource resource;
            resource.agency = agency_;
            resource.made_by = move.by;
            return may(actor_, kSeeing, resource, today_);
        });
    return took_part ||
           std::any_of(actor_.duties.begin(), actor_.duties.end(), [&](const Duty& duty) {
               return duty.agency == agency_ && duty.first_day <= today_ &&
                      today_ <= duty.last_day && contains(binding.units, duty.unit);
           });
}

void show_binding(const WorkflowKind& kind, const WorkflowBinding& binding, Value& subject) {
    if (!binding.type.empty()) {
        subject.set("type", Value(binding.type));
        const auto found = std::find_if(kind.types.begin(), kind.types.end(),
                                        [&](const auto& type) { return type.id == binding.type; });
        if (found != kind.types.end()) subject.set("type_name", both(found->name));
    }
    if (!binding.plan.empty()) {
        Object about{{"plan", Value(binding.plan)}};
        if (!binding.element.empty()) about.emplace_back("element", Value(binding.element));
        subject.set("about", Value(std::move(about)));
    }
    if (binding.units.empty()) return;
    Array units;
    for (const std::string& unit : binding.units) {
        units.emplace_back(
            Object{{"unit", Value(unit)}, {"answered", Value(contains(binding.answered, unit))}});
    }
    subject.set("units", Value(std::move(units)));
}

namespace {

using Plan = std::shared_ptr<const plan::Plan>;

/// `{plan, element}` of what a step says; the plan, null when it says none.
Result<Plan, Refusal> note_about(const WorkflowPlans& plans, std::string_view agency,
                                 const Value& body, WorkflowBinding& known, Object& note) {
    const Value* about = body.find("about");
    if (about != nullptr && !about->is_null()) {
        const auto plan = text_member(*about, "plan", kIdBytes);
        if (!plan) return Unexpected{plan.error()};
        const auto element = text_member(*about, "element", kIdBytes);
        if (!element) return Unexpected{element.error()};
        known.plan = *plan;
        known.element = *element;
        Object kept{{"plan", Value(*plan)}};
        if (!element->empty()) kept.emplace_back("element", Value(*element));
        note.emplace_back("about", Value(std::move(kept)));
    }
    if (known.plan.empty() || !plans.current) return Plan();
    const auto current = plans.current(known.plan);
    if (!current && current.error().kind == RefusalKind::unavailable)
        return Unexpected{current.error()};
    if (!current || current->agency != agency) {
        return Unexpected{bad_member(
            "about", {"“about” ต้องบอกแผนของหน่วยงานนี้", "“about” must name a plan of this agency."})};
    }
    const bool is_new = about != nullptr && !about->is_null();
    if (is_new && !known.element.empty() &&
        plan::ElementIndex(*current->plan).find(known.element) == nullptr) {
        return Unexpected{
            bad_member("about", {fmt::format("แผนไม่มี “{}”", known.element),
                                 fmt::format("The plan has no “{}”.", known.element)})};
    }
    return current->plan;
}

Result<Done, Refusal> note_units(const Plan& plan, const Value& body, Object& note) {
    const Value* member = body.find("units");
    if (member == nullptr || member->is_null()) return Done{};
    const std::vector<std::string> units = texts_of(body, "units");
    Array kept;
    std::vector<std::string> seen;
    for (const std::string& unit : units) {
        const bool is_known =
            plan == nullptr ||
            std::any_of(plan->organisations.begin(), plan->organisations.end(),
                        [&](const plan::Organisation& one) { return one.id == unit; });
        if (!base::is_valid_id(unit) || !is_known || contains(seen, unit)) kept.clear();
        if (!base::is_valid_id(unit) || !is_known || contains(seen, unit)) break;
        seen.push_back(unit);
        kept.emplace_back(unit);
    }
    if (kept.empty() || kept.size() > kMostUnits || kept.size() != units.size()) {
        return Unexpected{bad_member(
            "units", {"“units” ต้องเป็นรายการรหัสส่วนราชการที่ไม่ซ้ำกัน ไม่เกิน 50",
                      "“units” must list ids of organisations, each once, at most 50."})};
    }
    note.emplace_back("units", Value(std::move(kept)));
    return Done{};
}

}  // namespace

Result<Done, Refusal> note_binding(const WorkflowPlans& plans, const WorkflowKind& kind,
                                   const WorkflowAction& action, std::string_view agency,
                                   std::string_view subject, const Value& body,
                                   const WorkflowBinding& before, Object& note) {
    WorkflowBinding known = before;
    const bool is_of_plan = kind.subject == "plan" || kind.subject.starts_with("plan ");
    if (is_of_plan) known.plan = plan_in(kind, subject);
    const auto type = text_member(body, "type", kIdBytes);
    if (!type) return Unexpected{type.error()};
    if (!type->empty()) {
        const bool is_known = std::any_of(kind.types.begin(), kind.types.end(),
                                          [&](const auto& one) { return one.id == *type; });
        if (!is_known) {
            return Unexpected{bad_member("type", {"“type” ต้องเป็นประเภทหนึ่งของขั้นตอนนี้",
                                                  "“type” must be one that the workflow has."})};
        }
        note.emplace_back("type", Value(*type));
    }
    Plan plan;
    const Value* about = body.find("about");
    const bool says_about = about != nullptr && !about->is_null();
    if (says_about && is_of_plan) {
        return Unexpected{bad_member(
            "about", {"เรื่องนี้เป็นของแผนอยู่แล้ว", "The subject says itself which plan it is about."})};
    }
    const auto file = text_member(body, "file", kIdBytes);
    if (!file) return Unexpected{file.error()};
    const Value* units = body.find("units");
    const bool says_units = units != nullptr && !units->is_null();
    if (says_about || says_units) {
        auto found = note_about(plans, agency, body, known, note);
        if (!found) return Unexpected{found.error()};
        plan = std::move(*found);
    }
    if (const auto noted = note_units(plan, body, note); !noted) return noted;
    if (!file->empty()) {
        const bool is_there =
            !known.plan.empty() && (!plans.has_evidence || plans.has_evidence(known.plan, *file));
        if (!is_there) {
            return Unexpected{bad_member(
                "file",
                {"“file” ต้องเป็นหลักฐานที่แนบไว้กับแผนของเรื่อง",
                 "“file” must be evidence that was handed in to the plan of the subject."})};
        }
        note.emplace_back("file", Value(*file));
    }
    if (!action.by_each_unit || before.units.empty()) return Done{};
    const auto unit = text_member(body, "unit", kIdBytes);
    if (!unit) return Unexpected{unit.error()};
    if (!contains(before.units, *unit)) {
        return Unexpected{bad_member("unit", {"“unit” ต้องเป็นส่วนราชการที่ได้รับมอบหมาย",
                                              "“unit” must be one that it was assigned to."})};
    }
    if (contains(before.answered, *unit)) {
        return Unexpected{
            conflict("answered_already", {"ตอบแล้ว", "Answered already"},
                     {"ส่วนราชการนี้ตอบเรื่องนี้แล้ว", "That organisation has answered this already."})};
    }
    note.emplace_back("unit", Value(*unit));
    return Done{};
}

}  // namespace phaen::app
