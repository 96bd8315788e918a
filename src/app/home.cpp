#include "phaen/app/home.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "members.h"
#include "phaen/base/check.h"
#include "phaen/base/instant.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostChanges = 20;
constexpr std::size_t kMostVersions = 20;
constexpr std::size_t kNames = 3;

bool is_after(std::string_view at, const std::optional<base::Instant>& since) {
    if (!since) return true;
    const auto instant = base::Instant::parse(at);
    return instant && *instant > *since;
}

/// Steps that are one's own, not those that one could write down for who signs on paper.
bool waits_for_me(const Value& subject) {
    const Value* fixed = subject.find("fixed");
    if (fixed != nullptr && fixed->as_bool() != nullptr && *fixed->as_bool()) return false;
    const Array& actions = list_in(subject, "actions");
    return std::any_of(actions.begin(), actions.end(), [](const Value& action) {
        const Value* on_behalf = action.find("on_behalf");
        return on_behalf == nullptr || on_behalf->as_bool() == nullptr || !*on_behalf->as_bool();
    });
}

/// How many there are of each severity.
Value counted(const Value& findings) {
    std::map<std::string, std::int64_t> counts{{"error", 0}, {"warning", 0}, {"info", 0}};
    for (const Value& finding : list_in(findings, "findings"))
        ++counts[text_of(finding, "severity")];
    Object object;
    for (const auto& [severity, count] : counts) object.emplace_back(severity, Value(count));
    return Value(std::move(object));
}

/// A version as a change: what was done, and to what.
Value change_of_version(const Value& version) {
    Array names;
    const Array& changes = list_in(version, "changes");
    for (const Value& change : changes) {
        const std::string& title = text_of(change, "title");
        if (!title.empty() && names.size() < kNames) names.emplace_back(title);
    }
    return Value(Object{{"kind", Value("plan")},
                        {"at", Value(text_of(version, "at"))},
                        {"by", Value(text_of(version, "by"))},
                        {"count", Value(static_cast<std::int64_t>(changes.size()))},
                        {"names", Value(std::move(names))}});
}

Value change_of_subject(const Value& subject) {
    Array names;
    const std::string& title = text_of(subject, "title");
    names.emplace_back(title.empty() ? text_of(subject, "subject") : title);
    return Value(Object{{"kind", Value("decision")},
                        {"at", Value(text_of(subject, "at"))},
                        {"by", Value(text_of(subject, "by"))},
                        {"count", Value(1)},
                        {"names", Value(std::move(names))},
                        {"state_name", *subject.find("state_name")}});
}

/// The roles without which nothing is reported, approved or counted.
constexpr std::array kNeeded = {Role::planning_officer, Role::section_head, Role::budget_officer,
                                Role::director};

Value system_value(const Value& assignments, const Value& dead) {
    std::set<std::string> people;
    std::set<std::string> roles;
    for (const Value& given : list_in(assignments, "items")) {
        people.insert(text_of(given, "account"));
        roles.insert(text_of(given, "role"));
    }
    Array without;
    for (const Role role : kNeeded) {
        if (roles.contains(std::string(to_string(role)))) continue;
        without.emplace_back(
            Object{{"role", Value(to_string(role))},
                   {"name", both({std::string(name_th(role)), std::string(name_en(role))})}});
    }
    return Value(Object{
        {"people", Value(static_cast<std::int64_t>(people.size()))},
        {"roles_without_anybody", Value(std::move(without))},
        {"messages_given_up", Value(static_cast<std::int64_t>(list_in(dead, "items").size()))}});
}

}  // namespace

Home::Home(const Workspace& workspace, const Year& year, const Workflow& workflow,
           Accounts& accounts, const Notices& notices)
    : workspace_(workspace),
      year_(year),
      workflow_(workflow),
      accounts_(accounts),
      notices_(notices) {}

Result<Value, Refusal> Home::read(std::string_view plan, const Moment& moment,
                                  std::string_view since, const By& by) const {
    std::optional<base::Instant> from;
    if (!since.empty()) {
        from = base::Instant::parse(since);
        if (!from) {
            return Unexpected{
                bad_member("since", {"“since” ต้องเป็นเวลา เช่น 2022-03-31T17:00:00Z",
                                     "“since” must be an instant, as 2022-03-31T17:00:00Z."})};
        }
    }
    const auto agency = workspace_.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto may = [&](std::string_view permission) {
        return widest_scope(by.actor, permission, *agency, by.today) != Scope::none;
    };
    const auto overview = year_.overview(plan, moment);
    if (!overview) return Unexpected{overview.error()};
    auto answer = year_.duties(plan, moment, from, by);
    if (!answer) return Unexpected{answer.error()};
    std::vector<Value> changes;
    for (const Value& change : list_in(*answer, "changes")) changes.push_back(change);

    Array waiting;
    if (may("workflow.read")) {
        const auto subjects = workflow_.list(*agency, {}, false, by.actor, by.today);
        if (!subjects) return Unexpected{subjects.error()};
        for (const Value& subject : list_in(*subjects, "items")) {
            if (waits_for_me(subject)) waiting.push_back(subject);
            const bool others = !from || text_of(subject, "by") != by.actor.account;
            if (others && is_after(text_of(subject, "at"), from))
                changes.push_back(change_of_subject(subject));
        }
    }
    if (may("plan.read")) {
        std::int64_t next = 0;
        const auto versions = workspace_.versions(plan, {kMostVersions, 0}, next);
        if (!versions) return Unexpected{versions.error()};
        for (const Value& version : list_in(*versions, "items")) {
            const bool others = !from || text_of(version, "by") != by.actor.account;
            if (others && is_after(text_of(version, "at"), from))
                changes.push_back(change_of_version(version));
        }
    }
    Value findings;
    Value imports;
    if (may("plan.edit")) {
        const auto found = workspace_.findings(plan);
        if (!found) return Unexpected{found.error()};
        findings = counted(found->value);
    }
    if (may("import.manage")) {
        const auto all = workspace_.imports(*agency);
        if (!all) return Unexpected{all.error()};
        const Array& items = list_in(*all, "items");
        imports = Value(static_cast<std::int64_t>(
            std::count_if(items.begin(), items.end(),
                          [](const Value& one) { return text_of(one, "status") == "review"; })));
    }
    Value system;
    if (may("role.assign")) {
        const auto assignments = accounts_.assignments(*agency);
        if (!assignments) return Unexpected{assignments.error()};
        const auto dead = notices_.messages(*agency, "dead");
        if (!dead) return Unexpected{dead.error()};
        system = system_value(*assignments, *dead);
    }

    std::stable_sort(changes.begin(), changes.end(), [](const Value& a, const Value& b) {
        const auto at = base::Instant::parse(text_of(a, "at"));
        const auto other = base::Instant::parse(text_of(b, "at"));
        return at > other;
    });
    const bool more = changes.size() > kMostChanges;
    if (more) changes.resize(kMostChanges);
    std::map<std::string, Value> names;
    for (Value& change : changes) {
        const std::string by_id = text_of(change, "by");
        const auto [at, is_new] = names.try_emplace(by_id);
        if (is_new && !by_id.empty()) {
            // Who is no account any more, or was a document, has no name.
            const auto known = accounts_.by_account(by_id);
            if (known && known->actor != nullptr) at->second = Value(known->actor->name);
        }
        change.set("by_name", at->second);
    }
    auto year = base::parse_json((*overview)->json);
    PHAEN_CHECK(year.has_value(), "the overview is JSON");
    answer->set("year", std::move(*year));
    answer->set("waiting", Value(std::move(waiting)));
    answer->set("findings", std::move(findings));
    answer->set("imports", std::move(imports));
    answer->set("system", std::move(system));
    answer->set("since", from ? Value(from->to_string()) : Value());
    answer->set("changes", Value(Array(changes.begin(), changes.end())));
    answer->set("more_changes", Value(more));
    return std::move(*answer);
}

}  // namespace phaen::app
