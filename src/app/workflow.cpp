#include "phaen/app/workflow.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "members.h"
#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "phaen/base/instant.h"
#include "phaen/check/rule.h"
#include "refusals.h"
#include "settings.h"
#include "workflow_bindings.h"

// NOLINTBEGIN: symbols of an assembly file
extern "C" {
extern const char phaen_workflows_begin[];
extern const char phaen_workflows_end[];
}
// NOLINTEND

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::string_view kSchema = "phaen.workflows/1";
constexpr std::string_view kSetting = "workflows";
constexpr std::string_view kPlanSubject = "plan";
constexpr std::size_t kTextBytes = 4'000;
constexpr std::size_t kSubjectBytes = 200;
constexpr std::array<std::string_view, 8> kNeeds = {"comment", "document", "date", "signer",
                                                    "type",    "about",    "file", "units"};

BothTexts wrong(const std::string& where, std::string_view th, std::string_view en) {
    return {fmt::format("{}: {}", where, th), fmt::format("{}: {}", where, en)};
}

bool flag_of(const Value& value, std::string_view name) {
    const Value* member = value.find(name);
    const bool* flag = member != nullptr ? member->as_bool() : nullptr;
    return flag != nullptr && *flag;
}

BothTexts name_of(const Value& value) {
    const Value* name = value.find("name");
    if (name == nullptr) return {};
    return {text_of(*name, "th"), text_of(*name, "en")};
}

std::string_view to_string(LockScope scope) {
    return scope == LockScope::plan ? "plan" : "agreement";
}

std::optional<LockScope> scope_from(std::string_view word) {
    if (word == to_string(LockScope::plan)) return LockScope::plan;
    if (word == to_string(LockScope::agreement)) return LockScope::agreement;
    return std::nullopt;
}

Result<WorkflowAction, BothTexts> action_from(const Value& value, const WorkflowKind& kind,
                                              const std::string& where) {
    WorkflowAction action;
    action.id = text_of(value, "id");
    action.name = name_of(value);
    action.from = texts_of(value, "from");
    action.to = text_of(value, "to");
    action.needs = texts_of(value, "needs");
    action.on_behalf = flag_of(value, "on_behalf");
    action.requires_rules = texts_of(value, "requires");
    action.keeps_version = flag_of(value, "keeps_version");
    action.by_each_unit = flag_of(value, "by_each_unit");
    action.assigns_units = flag_of(value, "assigns_units");
    if (!base::is_valid_id(action.id) || kind.action(action.id) != nullptr ||
        action.name.th.empty())
        return Unexpected{wrong(where, "การกระทำต้องมี id ที่ไม่ซ้ำและชื่อ",
                                "an action needs an id of its own and a name")};
    std::vector<std::string> states = action.from;
    states.push_back(action.to);
    for (const std::string& state : states) {
        if (kind.state(state) == nullptr)
            return Unexpected{wrong(where + "/" + action.id, "ไม่มีสถานะ “" + state + "”",
                                    "there is no state “" + state + "”")};
    }
    for (const std::string& word : texts_of(value, "roles")) {
        const auto role = role_from(word);
        if (!role)
            return Unexpected{wrong(where + "/" + action.id, "ไม่มีบทบาท “" + word + "”",
                                    "there is no role “" + word + "”")};
        action.roles.push_back(*role);
    }
    if (action.roles.empty() || action.from.empty())
        return Unexpected{wrong(where + "/" + action.id, "ต้องมีบทบาทและสถานะก่อนหน้า",
                                "an action needs roles and states that it leads from")};
    for (const std::string& need : action.needs) {
        if (std::find(kNeeds.begin(), kNeeds.end(), need) == kNeeds.end())
            return Unexpected{wrong(where + "/" + action.id,
                                    "“needs” รับ comment document date signer type about file units",
                                    "“needs” takes comment, document, date, signer, type, about, "
                                    "file, units")};
    }
    for (const std::string& rule : action.requires_rules) {
        if (check::find_rule(rule) == nullptr)
            return Unexpected{wrong(where + "/" + action.id, "ไม่มีกฎตรวจแผน “" + rule + "”",
                                    "the checker has no rule “" + rule + "”")};
    }
    return action;
}

Result<WorkflowKind, BothTexts> kind_from(const Value& value) {
    WorkflowKind kind;
    kind.kind = text_of(value, "kind");
    kind.name = name_of(value);
    kind.subject = text_of(value, "subject");
    kind.start = text_of(value, "start");
    if (!base::is_valid_id(kind.kind) || kind.name.th.empty())
        return Unexpected{
            wrong("/" + kind.kind, "ขั้นตอนต้องมี kind และชื่อ", "a workflow needs a kind and a name")};
    for (const Value& item : list_in(value, "states")) {
        WorkflowStateText state{text_of(item, "id"), name_of(item), flag_of(item, "fixed"),
                                flag_of(item, "locks_month")};
        const std::string locks = text_of(item, "locks");
        state.locks = scope_from(locks);
        const bool is_known = state.locks.has_value() || item.find("locks") == nullptr;
        if (!is_known || (state.locks && kind.subject != kPlanSubject))
            return Unexpected{
                wrong("/" + kind.kind + "/" + state.id,
                      "“locks” รับ plan หรือ agreement และใช้ได้กับเรื่องที่เป็นแผน",
                      "“locks” takes plan or agreement, where the subject is a plan")};
        if (!base::is_valid_id(state.id) || kind.state(state.id) != nullptr ||
            state.name.th.empty())
            return Unexpected{wrong("/" + kind.kind, "สถานะต้องมี id ที่ไม่ซ้ำและชื่อ",
                                    "a state needs an id of its own and a name")};
        kind.states.push_back(std::move(state));
    }
    for (const Value& item : list_in(value, "types")) {
        WorkflowType type{text_of(item, "id"), name_of(item)};
        const bool is_new =
            std::none_of(kind.types.begin(), kind.types.end(),
                         [&](const WorkflowType& one) { return one.id == type.id; });
        if (!base::is_valid_id(type.id) || type.name.th.empty() || !is_new)
            return Unexpected{wrong("/" + kind.kind, "ประเภทต้องมี id ที่ไม่ซ้ำและชื่อ",
                                    "a type needs an id of its own and a name")};
        kind.types.push_back(std::move(type));
    }
    if (kind.state(kind.start) == nullptr)
        return Unexpected{
            wrong("/" + kind.kind, "“start” ต้องเป็นสถานะหนึ่ง", "“start” must be one of the states")};
    for (const Value& item : list_in(value, "actions")) {
        auto action = action_from(item, kind, "/" + kind.kind);
        if (!action) return Unexpected{action.error()};
        kind.actions.push_back(std::move(*action));
    }
    return kind;
}

Value value_of(const WorkflowAction& action) {
    Array needs;
    for (const std::string& need : action.needs) needs.emplace_back(need);
    Value value(Object{{"id", Value(action.id)},
                       {"name", both(action.name)},
                       {"to", Value(action.to)},
                       {"needs", Value(std::move(needs))},
                       {"on_behalf", Value(action.on_behalf)}});
    if (action.by_each_unit) value.set("by_each_unit", Value(true));
    if (action.assigns_units) value.set("assigns_units", Value(true));
    return value;
}

Value types_of(const WorkflowKind& kind) {
    Array types;
    for (const WorkflowType& type : kind.types)
        types.emplace_back(Object{{"id", Value(type.id)}, {"name", both(type.name)}});
    return Value(std::move(types));
}

Value value_of(const WorkflowKind& kind) {
    Array states;
    for (const WorkflowStateText& state : kind.states) {
        Value value(Object{{"id", Value(state.id)},
                           {"name", both(state.name)},
                           {"fixed", Value(state.is_fixed)},
                           {"locks_month", Value(state.locks_month)}});
        if (state.locks) value.set("locks", Value(to_string(*state.locks)));
        states.push_back(std::move(value));
    }
    Array actions;
    for (const WorkflowAction& action : kind.actions) {
        Value value = value_of(action);
        Array from;
        for (const std::string& state : action.from) from.emplace_back(state);
        Array roles;
        for (const Role role : action.roles) roles.emplace_back(to_string(role));
        value.set("from", Value(std::move(from)));
        value.set("roles", Value(std::move(roles)));
        Array rules;
        for (const std::string& rule : action.requires_rules) rules.emplace_back(rule);
        if (!rules.empty()) value.set("requires", Value(std::move(rules)));
        if (action.keeps_version) value.set("keeps_version", Value(true));
        actions.push_back(std::move(value));
    }
    Value shown(Object{{"kind", Value(kind.kind)},
                       {"name", both(kind.name)},
                       {"subject", Value(kind.subject)},
                       {"start", Value(kind.start)},
                       {"states", Value(std::move(states))},
                       {"actions", Value(std::move(actions))}});
    if (!kind.types.empty()) shown.set("types", types_of(kind));
    return shown;
}

const WorkflowKind* find_kind(const std::vector<WorkflowKind>& kinds, std::string_view kind) {
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const WorkflowKind& k) { return k.kind == kind; });
    return found == kinds.end() ? nullptr : &*found;
}

bool has_role(const Actor& actor, std::string_view agency, Role role, std::int64_t today,
              const WorkflowPlace& place) {
    return std::any_of(actor.duties.begin(), actor.duties.end(), [&](const Duty& duty) {
        return duty.role == role && duty.agency == agency && duty.first_day <= today &&
               today <= duty.last_day && suits(duty, place);
    });
}

enum class Right { none, own, on_behalf };

/// Whether the actor takes the action for themselves, or may record it for who signed on paper.
Right right_to(const WorkflowAction& action, const Actor& actor, std::string_view agency,
               std::int64_t today, const WorkflowPlace& place) {
    for (const Role role : action.roles) {
        if (has_role(actor, agency, role, today, place)) return Right::own;
    }
    if (action.on_behalf && has_role(actor, agency, Role::planning_officer, today, place))
        return Right::on_behalf;
    return Right::none;
}

Value actions_for(const WorkflowKind& kind, std::string_view state, const Actor& actor,
                  std::string_view agency, std::int64_t today, const WorkflowPlace& place) {
    Array list;
    for (const WorkflowAction& action : kind.actions) {
        if (std::find(action.from.begin(), action.from.end(), state) == action.from.end()) continue;
        const Right right = right_to(action, actor, agency, today, place);
        if (right == Right::none) continue;
        Value value = value_of(action);
        value.set("on_behalf", Value(right == Right::on_behalf));
        list.push_back(std::move(value));
    }
    return Value(std::move(list));
}

/// Whether the first step of a new subject is the actor's own.
bool begins(const WorkflowKind& kind, const Actor& actor, std::string_view agency,
            std::int64_t today) {
    return std::any_of(kind.actions.begin(), kind.actions.end(), [&](const WorkflowAction& action) {
        return std::find(action.from.begin(), action.from.end(), kind.start) != action.from.end() &&
               right_to(action, actor, agency, today, {}) == Right::own;
    });
}

Value subject_value(const WorkflowKind& kind, const store::WorkflowState& state, const Actor& actor,
                    std::string_view agency, std::int64_t today, const WorkflowPlace& place) {
    const WorkflowStateText* known = kind.state(state.state);
    Object object{{"kind", Value(kind.kind)},
                  {"kind_name", both(kind.name)},
                  {"subject", Value(state.subject)},
                  {"title", Value(state.assigned)},
                  {"state", Value(state.state)},
                  {"state_name", known != nullptr ? both(known->name) : Value()},
                  {"fixed", Value(known != nullptr && known->is_fixed)},
                  {"revision", Value(state.revision)},
                  {"at", state.at == 0 ? Value() : Value(to_text(state.at))},
                  {"by", state.by.empty() ? Value() : Value(state.by)},
                  {"actions", actions_for(kind, state.state, actor, agency, today, place)}};
    return Value(std::move(object));
}

/// The decisions about versions of a plan, by the moves in their order.
std::vector<store::Approval> approvals_in(const WorkflowKind& kind,
                                          const std::vector<store::WorkflowMove>& moves) {
    std::vector<store::Approval> approvals;
    for (const store::WorkflowMove& move : moves) {
        const WorkflowStateText* to = kind.state(move.to);
        const WorkflowAction* action = kind.action(move.action);
        if (to == nullptr || !to->is_fixed || (action != nullptr && action->keeps_version))
            continue;
        const auto note = base::parse_json(move.note);
        const Value* number = note ? note->find("number") : nullptr;
        if (number == nullptr || number->as_integer() == nullptr) continue;
        auto from = base::parse_iso(text_of(*note, "date"));
        const auto at = base::Instant::from_microseconds(move.at);
        PHAEN_CHECK(at.has_value(), "a step was taken at an instant");
        approvals.push_back({move.at, *number->as_integer(), from ? *from : at->day()});
    }
    return approvals;
}

/// The version of the plan that was approved last; 0: none was.
std::int64_t approved_number(const WorkflowKind& kind,
                             const std::vector<store::WorkflowMove>& moves) {
    const auto approvals = approvals_in(kind, moves);
    return approvals.empty() ? 0 : approvals.back().number;
}

/// How much of a plan the kind is about.
LockScope scope_of(const WorkflowKind& kind) {
    for (const WorkflowStateText& state : kind.states) {
        if (state.locks) return *state.locks;
    }
    return LockScope::plan;
}

BothTexts subject_named() { return {"เรื่อง", "subject"}; }
BothTexts workflows_named() { return {"ขั้นตอนการอนุมัติ", "workflows"}; }

Refusal no_kind(std::string_view kind) {
    return not_found({fmt::format("ขั้นตอน “{}”", kind), fmt::format("workflow “{}”", kind)});
}

Refusal no_unit() {
    return {RefusalKind::forbidden,
            "role_without_unit",
            {"บทบาทของท่านยังไม่ได้ระบุส่วนราชการ", "Your role does not say your section"},
            {"ให้ผู้ดูแลระบบระบุส่วนราชการของบทบาท “หัวหน้าส่วนราชการ” ของท่าน ที่ ตั้งค่า › ผู้ใช้และบทบาท",
             "Ask your administrator to set the section of your role “section head”: Settings › "
             "People and roles."}};
}

Refusal needed(std::string_view name) {
    const bool comment = name == "comment";
    Refusal refusal = invalid(
        "missing_member", {"ข้อมูลไม่ครบ", "Something is missing"},
        comment
            ? BothTexts{"บอกเหตุผลใน “comment”", "Give the reason as “comment”."}
            : BothTexts{fmt::format("ต้องระบุ “{}”", name), fmt::format("“{}” is needed.", name)});
    refusal.members.emplace_back("member", Value(name));
    return refusal;
}

}  // namespace

const WorkflowAction* WorkflowKind::action(std::string_view id) const {
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&](const WorkflowAction& a) { return a.id == id; });
    return found == actions.end() ? nullptr : &*found;
}

const WorkflowStateText* WorkflowKind::state(std::string_view id) const {
    const auto found = std::find_if(states.begin(), states.end(),
                                    [&](const WorkflowStateText& s) { return s.id == id; });
    return found == states.end() ? nullptr : &*found;
}

Result<std::vector<WorkflowKind>, BothTexts> workflows_from(const Value& value) {
    if (text_of(value, "schema") != kSchema)
        return Unexpected{
            wrong("/schema", "ต้องเป็น phaen.workflows/1", "must be phaen.workflows/1")};
    std::vector<WorkflowKind> kinds;
    for (const Value& item : list_in(value, "workflows")) {
        auto kind = kind_from(item);
        if (!kind) return Unexpected{kind.error()};
        if (find_kind(kinds, kind->kind) != nullptr)
            return Unexpected{wrong("/" + kind->kind, "มีซ้ำ", "is there twice")};
        kinds.push_back(std::move(*kind));
    }
    return kinds;
}

const std::vector<WorkflowKind>& standard_workflows() {
    static const std::vector<WorkflowKind> kinds = [] {
        const auto value = base::parse_json({phaen_workflows_begin, phaen_workflows_end});
        PHAEN_CHECK(value.has_value(), "the standard workflows are JSON");
        auto read = workflows_from(*value);
        PHAEN_CHECK(read.has_value(), "the standard workflows hold together");
        return std::move(*read);
    }();
    return kinds;
}

namespace {

std::vector<WorkflowKind> kinds_from(const Setting& setting) {
    if (!setting.is_own()) return standard_workflows();
    const auto value = base::parse_json(setting.text);
    PHAEN_CHECK(value.has_value(), "a stored workflow is JSON");
    auto kinds = workflows_from(*value);
    PHAEN_CHECK(kinds.has_value(), "a stored workflow holds together");
    return std::move(*kinds);
}

}  // namespace

Workflow::Workflow(
    store::YearStore& store, std::function<store::Instant()> now,
    std::function<void(const std::string&, const std::string&, const Value&)> publish,
    WorkflowPlans plans)
    : store_(store), now_(std::move(now)), publish_(std::move(publish)), plans_(std::move(plans)) {}

Workflow::Answer<std::vector<WorkflowKind>> Workflow::kinds_of(std::string_view agency) const {
    const auto setting = setting_of(store_, agency, kSetting, workflows_named());
    if (!setting) return Unexpected{setting.error()};
    return kinds_from(*setting);
}

Workflow::Answer<Tagged> Workflow::kinds(std::string_view agency) const {
    const auto setting = setting_of(store_, agency, kSetting, workflows_named());
    if (!setting) return Unexpected{setting.error()};
    Array list;
    for (const WorkflowKind& kind : kinds_from(*setting)) list.push_back(value_of(kind));
    return Tagged{Value(Object{{"schema", Value(kSchema)}, {"workflows", Value(std::move(list))}}),
                  setting->tag};
}

Workflow::Answer<Tagged> Workflow::set_kinds(std::string_view agency, std::string_view tag,
                                             const Value& body, const By& by) {
    const auto seen = setting_of(store_, agency, kSetting, workflows_named());
    if (!seen) return Unexpected{seen.error()};
    if (seen->tag != tag) return Unexpected{stale_setting(workflows_named())};
    const auto kinds = workflows_from(body);
    if (!kinds)
        return Unexpected{invalid(
            "bad_workflow", {"ขั้นตอนการอนุมัติใช้ไม่ได้", "The workflow cannot be used"}, kinds.error())};
    const auto moved = store_.workflows(agency, "");
    if (!moved) return Unexpected{from_store(moved.error(), subject_named())};
    for (const store::WorkflowState& state : *moved) {
        const WorkflowKind* kind = find_kind(*kinds, state.kind);
        if (kind != nullptr && kind->state(state.state) != nullptr) continue;
        return Unexpected{conflict(
            "state_in_use",
            {"มีเรื่องค้างอยู่ในสถานะที่จะหายไป", "A subject is in a state that would be gone"},
            {fmt::format("“{}” ของ {} ยังมีเรื่อง “{}”", state.state, state.kind, state.subject),
             fmt::format("“{}” of {} still has “{}”.", state.state, state.kind, state.subject)})};
    }
    const store::Command command{std::string(agency), by.actor.account, now_(), by.once.key,
                                 by.once.fingerprint};
    const auto put = replace_setting(store_, command, kSetting, *seen,
                                     base::to_canonical_json(body), workflows_named());
    if (!put) return Unexpected{put.error()};
    return this->kinds(agency);
}

Workflow::Answer<Value> Workflow::list(std::string_view agency, std::string_view kind, bool waiting,
                                       const Actor& actor, std::int64_t today,
                                       std::string_view about) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    const auto states = store_.workflows(agency, kind);
    if (!states) return Unexpected{from_store(states.error(), subject_named())};
    const WorkflowSight sight(actor, agency, today);
    Array items;
    // Asked for once a kind, not once a subject.
    std::map<std::string, std::map<std::string, std::vector<store::WorkflowMove>, std::less<>>>
        moved;
    for (const store::WorkflowState& state : *states) {
        const WorkflowKind* of = find_kind(*kinds, state.kind);
        if (of == nullptr) continue;
        const auto place = place_of(*of, state.subject, actor);
        if (!place) return Unexpected{place.error()};
        // Steps of plans are about the plan; what others are about is said by their steps.
        WorkflowBinding binding{.plan = plan_in(*of, state.subject)};
        if (binding.plan.empty() || sight.is_own_only()) {
            auto of_kind = moved.find(state.kind);
            if (of_kind == moved.end()) {
                auto moves = store_.moves_by_subject(agency, state.kind);
                if (!moves) return Unexpected{from_store(moves.error(), subject_named())};
                of_kind = moved.emplace(state.kind, std::move(*moves)).first;
            }
            const auto& moves = of_kind->second[state.subject];
            WorkflowBinding said = binding_of(*of, moves);
            if (!sight.sees(moves, said)) continue;
            if (binding.plan.empty()) binding = std::move(said);
        }
        const bool is_about = about.empty() || binding.plan == about || binding.element == about;
        if (!is_about) continue;
        Value value = subject_value(*of, state, actor, agency, today, *place);
        if (plan_in(*of, state.subject).empty()) show_binding(*of, binding, value);
        if (waiting && value.find("actions")->as_array()->empty()) continue;
        items.push_back(std::move(value));
    }
    Array begin;
    for (const WorkflowKind& one : *kinds) {
        if (!begins(one, actor, agency, today)) continue;
        begin.emplace_back(Object{
            {"kind", Value(one.kind)}, {"name", both(one.name)}, {"subject", Value(one.subject)}});
    }
    return Value(Object{{"items", Value(std::move(items))}, {"begin", Value(std::move(begin))}});
}

Workflow::Answer<Value> Workflow::read(std::string_view agency, std::string_view kind,
                                       std::string_view subject, const Actor& actor,
                                       std::int64_t today) const {
    const auto seen = may_see(agency, kind, subject, actor, today);
    if (!seen) return Unexpected{seen.error()};
    return shown(agency, kind, subject, actor, today);
}

Workflow::Answer<Done> Workflow::may_see(std::string_view agency, std::string_view kind,
                                         std::string_view subject, const Actor& actor,
                                         std::int64_t today) const {
    const WorkflowSight sight(actor, agency, today);
    if (!sight.is_own_only()) return Done{};
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    const WorkflowKind* of = find_kind(*kinds, kind);
    if (of == nullptr) return Unexpected{no_kind(kind)};
    const auto moves = store_.moves(agency, kind, subject);
    if (!moves) return Unexpected{from_store(moves.error(), subject_named())};
    // What nobody has begun is seen by who may begin it.
    const bool sees = moves->empty() ? begins(*of, actor, agency, today)
                                     : sight.sees(*moves, binding_of(*of, *moves));
    if (!sees) return Unexpected{not_found(subject_named())};
    return Done{};
}

Workflow::Answer<Value> Workflow::shown(std::string_view agency, std::string_view kind,
                                        std::string_view subject, const Actor& actor,
                                        std::int64_t today) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    const WorkflowKind* of = find_kind(*kinds, kind);
    if (of == nullptr) return Unexpected{no_kind(kind)};
    if (const auto own = demand_own(*of, agency, subject); !own) return Unexpected{own.error()};
    store::WorkflowState state;
    state.subject = subject;
    state.state = of->start;
    auto stored = store_.workflow(agency, kind, subject);
    if (stored) {
        state = std::move(*stored);
    } else if (stored.error().kind != store::ErrorKind::not_found) {
        return Unexpected{from_store(stored.error(), subject_named())};
    }
    const auto moves = store_.moves(agency, kind, subject);
    if (!moves) return Unexpected{from_store(moves.error(), subject_named())};
    Array history;
    for (const store::WorkflowMove& move : *moves) {
        const WorkflowAction* action = of->action(move.action);
        const auto note = base::parse_json(move.note);
        history.emplace_back(Object{{"action", Value(move.action)},
                                    {"name", action != nullptr ? both(action->name) : Value()},
                                    {"from", Value(move.from)},
                                    {"to", Value(move.to)},
                                    {"at", Value(to_text(move.at))},
                                    {"by", Value(move.by)},
                                    {"note", note ? *note : Value(Object{})}});
    }
    const auto place = place_of(*of, subject, actor);
    if (!place) return Unexpected{place.error()};
    Value value = subject_value(*of, state, actor, agency, today, *place);
    // Why a head is offered nothing.
    const bool is_unit_missing =
        std::any_of(of->actions.begin(), of->actions.end(), [&](const WorkflowAction& action) {
            return std::find(action.from.begin(), action.from.end(), state.state) !=
                       action.from.end() &&
                   right_to(action, actor, agency, today, *place) == Right::none &&
                   lacks_unit(action, actor, agency, today, *place);
        });
    if (is_unit_missing) value.set("unit_missing", Value(true));
    show_binding(*of, binding_of(*of, *moves), value);
    // What is begun says what it is.
    if (state.revision == 0 && !of->types.empty()) value.set("types", types_of(*of));
    value.set("history", Value(std::move(history)));
    if (of->subject != kPlanSubject || !plans_.position) return value;
    const auto position = plans_.position(subject);
    if (!position) return Unexpected{position.error()};
    const WorkflowStateText* now = of->state(state.state);
    value.set("version", Value(position->version));
    value.set("number", Value(position->number));
    value.set("locks", now != nullptr && now->locks ? Value(to_string(*now->locks)) : Value());
    const std::int64_t approved = approved_number(*of, *moves);
    value.set("approved_number", approved != 0 ? Value(approved) : Value());
    Value changed{Array{}};
    if (approved != 0 && approved != position->number && plans_.changed_since) {
        auto changes = plans_.changed_since(subject, approved, scope_of(*of));
        if (!changes) return Unexpected{changes.error()};
        changed = std::move(*changes);
    }
    value.set("changed_since_approval", std::move(changed));
    return value;
}

Workflow::Answer<Workflow::Papers> Workflow::papers(std::string_view agency) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    Papers papers;
    for (const WorkflowKind& kind : *kinds) {
        const auto subjects = store_.moves_by_subject(agency, kind.kind);
        if (!subjects) return Unexpected{from_store(subjects.error(), subject_named())};
        for (const auto& [subject, moves] : *subjects) {
            for (const store::WorkflowMove& move : moves) {
                const auto note = base::parse_json(move.note);
                std::string number = note ? text_of(*note, "document") : std::string();
                if (!number.empty()) papers[{kind.kind, subject}].push_back(std::move(number));
            }
        }
    }
    return papers;
}

Workflow::Answer<std::vector<store::Approval>> Workflow::approvals_of(std::string_view agency,
                                                                      std::string_view plan) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    std::vector<store::Approval> approvals;
    for (const WorkflowKind& kind : *kinds) {
        const bool holds_all =
            std::any_of(kind.states.begin(), kind.states.end(),
                        [](const auto& s) { return s.locks == LockScope::plan; });
        if (!holds_all) continue;
        const auto moves = store_.moves(agency, kind.kind, plan);
        if (!moves) return Unexpected{from_store(moves.error(), subject_named())};
        const auto found = approvals_in(kind, *moves);
        approvals.insert(approvals.end(), found.begin(), found.end());
    }
    std::stable_sort(approvals.begin(), approvals.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    return approvals;
}

Workflow::Answer<std::vector<PlanLock>> Workflow::locks_of(std::string_view agency,
                                                           std::string_view plan) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    std::vector<PlanLock> locks;
    for (const WorkflowKind& kind : *kinds) {
        const bool can_lock = std::any_of(kind.states.begin(), kind.states.end(),
                                          [](const auto& s) { return s.locks.has_value(); });
        if (!can_lock) continue;
        const auto stored = store_.workflow(agency, kind.kind, plan);
        if (!stored) {
            if (stored.error().kind == store::ErrorKind::not_found) continue;
            return Unexpected{from_store(stored.error(), subject_named())};
        }
        const WorkflowStateText* now = kind.state(stored->state);
        if (now == nullptr || !now->locks) continue;
        const auto moves = store_.moves(agency, kind.kind, plan);
        if (!moves) return Unexpected{from_store(moves.error(), subject_named())};
        locks.push_back(
            {*now->locks, approved_number(kind, *moves), kind.kind, kind.name, now->name});
    }
    return locks;
}

Workflow::Answer<Value> Workflow::locks(std::string_view agency, std::string_view plan) const {
    const auto locks = locks_of(agency, plan);
    if (!locks) return Unexpected{locks.error()};
    Array items;
    for (const PlanLock& lock : *locks) {
        items.emplace_back(Object{{"workflow", Value(lock.workflow)},
                                  {"name", both(lock.kind)},
                                  {"state", both(lock.state)},
                                  {"scope", Value(to_string(lock.scope))},
                                  {"number", Value(lock.number)}});
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Workflow::Answer<Done> Workflow::demand_own(const WorkflowKind& kind, std::string_view agency,
                                            std::string_view subject) const {
    const std::string plan = plan_in(kind, subject);
    if (plan.empty() || !plans_.agency_of) return Done{};
    const auto owner = plans_.agency_of(plan);
    if (owner && *owner == agency) return Done{};
    if (!owner && owner.error().kind != RefusalKind::not_found) return Unexpected{owner.error()};
    return Unexpected{not_found(subject_named())};
}

Workflow::Answer<WorkflowPlace> Workflow::place_of(const WorkflowKind& kind,
                                                   std::string_view subject,
                                                   const Actor& actor) const {
    WorkflowPlace place{organisation_in(kind, subject), 0};
    const bool asks_year = std::any_of(actor.duties.begin(), actor.duties.end(),
                                       [](const Duty& duty) { return duty.fiscal_year != 0; });
    const std::string plan = plan_in(kind, subject);
    if (!asks_year || plan.empty() || !plans_.current) return place;
    const auto current = plans_.current(plan);
    if (current) place.fiscal_year = current->plan->fiscal_year;
    if (!current && current.error().kind == RefusalKind::unavailable)
        return Unexpected{current.error()};
    return place;
}

Workflow::Answer<Done> Workflow::note_version(const WorkflowAction& action, std::string_view plan,
                                              const Value& body, Object& note) const {
    const auto position = plans_.position(plan);
    if (!position) return Unexpected{position.error()};
    const std::string seen = text_of(body, "version");
    if (!seen.empty() && seen != position->version) {
        Refusal refusal = conflict(
            "plan_changed", {"แผนเปลี่ยนไปหลังจากที่เปิดดู", "The plan has changed since you looked"},
            {"ดูฉบับล่าสุดก่อน แล้วดำเนินการอีกครั้ง", "See the newest version, then decide again."});
        refusal.members = {{"version", Value(position->version)},
                           {"number", Value(position->number)}};
        return Unexpected{std::move(refusal)};
    }
    if (!action.requires_rules.empty() && plans_.open_findings) {
        const auto open = plans_.open_findings(plan, action.requires_rules);
        if (!open) return Unexpected{open.error()};
        if (!open->empty()) {
            Refusal refusal =
                conflict("findings_open", {"แผนยังมีข้อที่ต้องแก้ก่อน", "Something must be mended first"},
                         open->front());
            refusal.members.emplace_back("findings",
                                         Value(static_cast<std::int64_t>(open->size())));
            return Unexpected{std::move(refusal)};
        }
    }
    if (seen.empty()) note.emplace_back("version", Value(position->version));
    note.emplace_back("number", Value(position->number));
    return Done{};
}

Workflow::Answer<Value> Workflow::take(std::string_view agency, std::string_view kind,
                                       std::string_view subject, const Value& body, const By& by) {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    const WorkflowKind* of = find_kind(*kinds, kind);
    if (of == nullptr) return Unexpected{no_kind(kind)};
    if (subject.empty() || subject.size() > kSubjectBytes) return Unexpected{no_kind(kind)};
    if (const auto own = demand_own(*of, agency, subject); !own) return Unexpected{own.error()};
    const std::string id = text_of(body, "action");
    const WorkflowAction* action = of->action(id);
    if (action == nullptr) return Unexpected{needed("action")};
    store::WorkflowState state;
    state.kind = kind;
    state.subject = subject;
    state.state = of->start;
    auto stored = store_.workflow(agency, kind, subject);
    if (stored) {
        state = std::move(*stored);
    } else if (stored.error().kind != store::ErrorKind::not_found) {
        return Unexpected{from_store(stored.error(), subject_named())};
    }
    const auto before = store_.moves(agency, kind, subject);
    if (!before) return Unexpected{from_store(before.error(), subject_named())};
    const WorkflowBinding binding = binding_of(*of, *before);
    // What is another's own stays unknown. Who answers for a unit comes to it by that.
    const WorkflowSight sight(by.actor, agency, by.today);
    if (!before->empty() && !action->by_each_unit && !sight.sees(*before, binding))
        return Unexpected{not_found(subject_named())};
    const Value* revision = body.find("revision");
    if (revision == nullptr || revision->as_integer() == nullptr)
        return Unexpected{needed("revision")};
    const bool is_here =
        std::find(action->from.begin(), action->from.end(), state.state) != action->from.end();
    if (*revision->as_integer() != state.revision || !is_here) {
        const WorkflowStateText* now = of->state(state.state);
        const BothTexts name = now != nullptr ? now->name : BothTexts{state.state, state.state};
        Refusal refusal = conflict("not_in_that_state", {"เรื่องนี้เปลี่ยนสถานะแล้ว", "It has moved on"},
                                   {fmt::format("ขณะนี้อยู่ในสถานะ “{}” โหลดใหม่แล้วลองอีกครั้ง", name.th),
                                    fmt::format("It is “{}” now: load it again.", name.en)});
        refusal.members = {{"state", Value(state.state)}, {"revision", Value(state.revision)}};
        return Unexpected{std::move(refusal)};
    }
    auto place = place_of(*of, subject, by.actor);
    if (!place) return Unexpected{place.error()};
    // Each answers for the own section.
    if (action->by_each_unit && !binding.units.empty()) place->organisation = text_of(body, "unit");
    const Right right = right_to(*action, by.actor, agency, by.today, *place);
    if (right == Right::none && lacks_unit(*action, by.actor, agency, by.today, *place))
        return Unexpected{no_unit()};
    if (right == Right::none) {
        return Unexpected{
            Refusal{RefusalKind::forbidden,
                    "not_yours",
                    {"ไม่ใช่ขั้นตอนของบทบาทนี้", "This step is not your role's"},
                    {"ขั้นตอนนี้เป็นของ" + std::string(name_th(action->roles.front())),
                     "It is for the " + std::string(name_en(action->roles.front())) + "."}}};
    }
    std::vector<std::string> needs = action->needs;
    if (right == Right::on_behalf) needs.insert(needs.end(), {"document", "date", "signer"});
    Object note;
    for (const char* name : {"comment", "document", "date", "signer", "version"}) {
        const auto text = text_member(body, name, kTextBytes);
        if (!text) return Unexpected{text.error()};
        if (!text->empty()) note.emplace_back(name, Value(*text));
        if (text->empty() && std::find(needs.begin(), needs.end(), name) != needs.end())
            return Unexpected{needed(name)};
    }
    for (const std::string& name : needs) {
        const bool is_text =
            name == "comment" || name == "document" || name == "date" || name == "signer";
        // The signed paper is evidence of the plan, or a file of the subject.
        const bool is_file = name == "file" && !list_in(body, "files").empty();
        const Value* given = body.find(name);
        if (!is_text && !is_file && (given == nullptr || given->is_null()))
            return Unexpected{needed(name)};
    }
    if (const auto attached = note_files(agency, kind, subject, body, note); !attached)
        return Unexpected{attached.error()};
    const auto bound = note_binding(plans_, *of, *action, agency, subject, body, binding, note);
    if (!bound) return Unexpected{bound.error()};
    if (of->subject == kPlanSubject && plans_.position) {
        const auto noted = note_version(*action, subject, body, note);
        if (!noted) return Unexpected{noted.error()};
    }
    const std::string date = text_of(body, "date");
    if (!date.empty() && !base::parse_iso(date))
        return Unexpected{
            invalid("bad_day", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                    {"“date” ต้องเป็นวันที่ เช่น 2022-03-31", "“date” must be a day, as 2022-03-31."})};
    if (right == Right::on_behalf) note.emplace_back("recorded_by", Value(by.actor.account));
    const auto title = text_member(body, "title", kTextBytes);
    if (!title) return Unexpected{title.error()};
    if (!title->empty()) state.assigned = *title;
    store::WorkflowMove move;
    move.action = action->id;
    move.from = state.state;
    move.note = base::to_canonical_json(Value(std::move(note)));
    // It moves on with the last of those that it was assigned to.
    const bool is_last = !action->by_each_unit || binding.units.empty() ||
                         binding.answered.size() + 1 == binding.units.size();
    if (is_last) state.state = action->to;
    const store::Command command{std::string(agency), by.actor.account, now_(), by.once.key,
                                 by.once.fingerprint};
    store::Announcement announcement;
    if (announce_) {
        auto told = announce_(agency, *of, state, move, *before, by);
        if (!told) return Unexpected{told.error()};
        announcement = std::move(*told);
    }
    const auto moved = store_.move(command, state, move, announcement);
    if (!moved) return Unexpected{from_store(moved.error(), subject_named())};
    const Value moved_on(Object{{"kind", Value(kind)}, {"subject", Value(subject)}});
    publish_("agency/" + std::string(agency), "workflow", moved_on);
    // Who looks at the plan sees at once whether it may still be changed.
    if (of->subject == kPlanSubject) publish_("plan/" + std::string(subject), "workflow", moved_on);
    return shown(agency, kind, subject, by.actor, by.today);
}

Workflow::Answer<bool> Workflow::is_month_closed(std::string_view agency, std::string_view plan,
                                                 std::string_view month) const {
    const auto kinds = kinds_of(agency);
    if (!kinds) return Unexpected{kinds.error()};
    const std::string subject = std::string(plan) + "." + std::string(month);
    for (const WorkflowKind& kind : *kinds) {
        const bool locks = std::any_of(kind.states.begin(), kind.states.end(),
                                       [](const auto& state) { return state.locks_month; });
        if (!locks) continue;
        const auto state = store_.workflow(agency, kind.kind, subject);
        if (!state) {
            if (state.error().kind == store::ErrorKind::not_found) continue;
            return Unexpected{from_store(state.error(), subject_named())};
        }
        const WorkflowStateText* now = kind.state(state->state);
        if (now != nullptr && now->locks_month) return true;
    }
    return false;
}

}  // namespace phaen::app
