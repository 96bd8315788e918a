#include "phaen/app/notice_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>

#include "members.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "refusals.h"

// NOLINTBEGIN: symbols of an assembly file
extern "C" {
extern const char phaen_notices_begin[];
extern const char phaen_notices_end[];
}
// NOLINTEND

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::string_view kSchema = "phaen.notices/1";
constexpr std::array<std::string_view, 5> kKinds = {"due", "late", "returned", "approved",
                                                    "waiting"};
constexpr std::size_t kMostRules = 100;

BothTexts wrong(const std::string& where, std::string_view th, std::string_view en) {
    return {fmt::format("{}: {}", where, th), fmt::format("{}: {}", where, en)};
}

std::vector<std::string> texts_in(const Value& value, std::string_view name) {
    std::vector<std::string> texts;
    for (const Value& item : list_in(value, name))
        texts.push_back(item.as_string() != nullptr ? *item.as_string() : std::string());
    return texts;
}

template <class List, class What>
bool contains(const List& list, const What& what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

std::optional<NoticeOn> on_from(const std::string& word) {
    if (word == "step") return NoticeOn::step;
    if (word == "report") return NoticeOn::report;
    if (word == "move") return NoticeOn::move;
    if (word == "state") return NoticeOn::state;
    return std::nullopt;
}

/// A number of the rule within bounds; null when it is another thing.
std::optional<int> number_in(const Value& value, std::string_view name, int otherwise, int least,
                             int most) {
    const Value* member = value.find(name);
    if (member == nullptr) return otherwise;
    const std::int64_t* number = member->as_integer();
    if (number == nullptr || *number < least || *number > most) return std::nullopt;
    return static_cast<int>(*number);
}

Result<NoticeRule, BothTexts> rule_from(const Value& value) {
    NoticeRule rule;
    rule.id = text_of(value, "id");
    const std::string where = "/rules/" + rule.id;
    if (!base::is_valid_id(rule.id))
        return Unexpected{wrong("/rules", "แต่ละกฎต้องมี id", "each rule needs an id")};
    rule.kind = text_of(value, "kind");
    if (!contains(kKinds, rule.kind))
        return Unexpected{wrong(where + "/kind", "ต้องเป็น due late returned approved หรือ waiting",
                                "must be due, late, returned, approved or waiting")};
    const auto on = on_from(text_of(value, "on"));
    const bool is_dated = rule.kind == "due" || rule.kind == "late";
    if (!on || is_dated != (*on == NoticeOn::step || *on == NoticeOn::report))
        return Unexpected{wrong(where + "/on",
                                "due และ late ใช้กับ step หรือ report นอกนั้นใช้กับ move หรือ state",
                                "due and late are on step or report, the others on move or state")};
    rule.on = *on;
    const auto days = number_in(value, "days", 0, 0, 90);
    if (!days) return Unexpected{wrong(where + "/days", "ต้องเป็น 0 ถึง 90", "must be 0 to 90")};
    rule.days = *days;
    const auto day = number_in(value, "day_of_month", 1, 1, 28);
    if (!day)
        return Unexpected{wrong(where + "/day_of_month", "ต้องเป็น 1 ถึง 28", "must be 1 to 28")};
    rule.day_of_month = *day;
    for (const std::string& word : texts_in(value, "to")) {
        const auto role = role_from(word);
        if (!role) return Unexpected{wrong(where + "/to", "ไม่มีบทบาทนี้", "there is no such role")};
        rule.to.push_back(*role);
    }
    rule.actions = texts_in(value, "actions");
    if (is_dated ? rule.to.empty() : rule.actions.empty())
        return Unexpected{wrong(where, is_dated ? "ต้องระบุ to" : "ต้องระบุ actions",
                                is_dated ? "“to” is needed" : "“actions” is needed")};
    return rule;
}

std::int64_t number_of(std::chrono::year_month_day day) {
    return std::chrono::sys_days(day).time_since_epoch().count();
}

std::chrono::year_month_day day_from(std::int64_t number) {
    return std::chrono::sys_days(std::chrono::days(static_cast<int>(number)));
}

std::int64_t last_day_of(base::YearMonth month) {
    return number_of(std::chrono::sys_days(std::chrono::year(month.year()) /
                                           std::chrono::month(month.month()) / std::chrono::last));
}

std::optional<std::int64_t> day_in(const Value& value, std::string_view name) {
    const auto day = base::parse_iso(text_of(value, name));
    if (!day) return std::nullopt;
    return number_of(*day);
}

/// The day on which a step of an overview must be done.
std::optional<std::int64_t> due_of(const Value& step) {
    std::optional<std::int64_t> due;
    for (const std::string& text : texts_in(step, "months")) {
        const auto month = base::YearMonth::parse(text);
        if (month) due = std::max(due.value_or(last_day_of(*month)), last_day_of(*month));
    }
    return due;
}

/// Nobody waits for what is done or was cancelled.
bool is_awaited(const Value& step) {
    const std::string state = text_of(step, "state");
    return state != "done" && state != "cancelled";
}

bool is_for(const NoticeRule& rule, const Holder& holder, const Value& overview,
            const Value& schedule, std::string_view step, std::int64_t today) {
    if (!contains(rule.to, holder.duty.role)) return false;
    const std::string id = text_of(schedule, "id");
    const std::string project = text_of(schedule, "project");
    const std::string indicator = text_of(schedule, "indicator");
    const std::vector<std::string> owners = texts_in(schedule, "owners");
    Resource resource;
    resource.agency = holder.duty.agency;
    const Value* year = overview.find("fiscal_year");
    if (year != nullptr && year->as_integer() != nullptr)
        resource.fiscal_year = static_cast<int>(*year->as_integer());
    resource.leads.assign(owners.begin(), owners.end());
    for (const std::string_view one :
         {step, std::string_view(id), std::string_view(project), std::string_view(indicator)}) {
        if (!one.empty()) resource.path.push_back(one);
    }
    Actor actor;
    actor.account = holder.account;
    actor.duties = {holder.duty};
    return may(actor, "progress.report", resource, today);
}

/// Whom a rule reaches with a step, each once.
std::set<std::string> reached(const NoticeRule& rule, const std::vector<Holder>& holders,
                              const Value& overview, const Value& schedule, std::string_view step,
                              std::int64_t today) {
    std::set<std::string> accounts;
    for (const Holder& holder : holders) {
        if (is_for(rule, holder, overview, schedule, step, today)) accounts.insert(holder.account);
    }
    return accounts;
}

bool is_within_year(const Value& overview, std::int64_t day) {
    const auto first = day_in(overview, "first_day");
    const auto last = day_in(overview, "last_day");
    return first && last && *first <= day && day <= *last;
}

Value named(const BothTexts& name) { return both(name); }

std::string shown_in(const Value& data, std::string_view name, const char* language) {
    const Value* both_texts = data.find(name);
    return both_texts != nullptr ? text_of(*both_texts, language) : std::string();
}

}  // namespace

Result<NoticeRules, BothTexts> notice_rules_from(const Value& value) {
    if (text_of(value, "schema") != kSchema)
        return Unexpected{wrong("/schema", "ต้องเป็น phaen.notices/1", "must be phaen.notices/1")};
    NoticeRules rules;
    for (const Value& item : list_in(value, "rules")) {
        auto rule = rule_from(item);
        if (!rule) return Unexpected{rule.error()};
        const bool is_there = std::any_of(rules.rules.begin(), rules.rules.end(),
                                          [&](const NoticeRule& r) { return r.id == rule->id; });
        if (is_there) return Unexpected{wrong("/rules/" + rule->id, "มีซ้ำ", "is there twice")};
        if (rules.rules.size() == kMostRules)
            return Unexpected{wrong("/rules", "มีกฎมากเกินไป", "there are too many rules")};
        rules.rules.push_back(std::move(*rule));
    }
    const Value* webhook = value.find("webhook");
    if (webhook == nullptr || webhook->is_null()) return rules;
    rules.webhook = text_of(*webhook, "url");
    if ((!rules.webhook.starts_with("https://") && !rules.webhook.starts_with("http://")) ||
        rules.webhook.size() > 1000)
        return Unexpected{
            wrong("/webhook/url", "ต้องเป็นที่อยู่ https://", "must be an https:// address")};
    rules.webhook_kinds = texts_in(*webhook, "kinds");
    for (const std::string& kind : rules.webhook_kinds) {
        if (!contains(kKinds, kind))
            return Unexpected{wrong("/webhook/kinds", "ไม่มีชนิดนี้", "there is no such kind")};
    }
    return rules;
}

Value standard_notice_rules_value() {
    auto value = base::parse_json({phaen_notices_begin, phaen_notices_end});
    PHAEN_CHECK(value.has_value(), "the standard notices are JSON");
    return std::move(*value);
}

const NoticeRules& standard_notice_rules() {
    static const NoticeRules kRules = [] {
        auto read = notice_rules_from(standard_notice_rules_value());
        PHAEN_CHECK(read.has_value(), "the standard notices hold together");
        return std::move(*read);
    }();
    return kRules;
}

std::vector<Told> told_of_steps(const NoticeRules& rules, const Value& overview,
                                const std::vector<Holder>& holders, std::int64_t today) {
    std::vector<Told> all;
    if (!is_within_year(overview, today)) return all;
    const std::string plan = text_of(overview, "plan");
    for (const Value& schedule : list_in(overview, "schedules")) {
        for (const Value& step : list_in(schedule, "steps")) {
            const auto due = due_of(step);
            if (!due || !is_awaited(step)) continue;
            const std::string id = text_of(step, "id");
            for (const NoticeRule& rule : rules.rules) {
                if (rule.on != NoticeOn::step) continue;
                const bool is_time = rule.kind == "due" ? *due - rule.days <= today && today <= *due
                                                        : *due + rule.days <= today;
                if (!is_time) continue;
                for (const std::string& account :
                     reached(rule, holders, overview, schedule, id, today)) {
                    Told told{account,   fmt::format("{} {} {} {}", rule.id, plan, id, *due),
                              rule.kind, plan,
                              id,        *due,
                              {}};
                    told.data = {{"on", Value("step")},
                                 {"name", Value(text_of(step, "name"))},
                                 {"title", Value(text_of(schedule, "title"))}};
                    all.push_back(std::move(told));
                }
            }
        }
    }
    return all;
}

std::vector<Told> told_of_reports(const NoticeRules& rules, const Value& overview,
                                  const std::vector<Holder>& holders, std::int64_t today) {
    std::vector<Told> all;
    const auto as_of = day_in(overview, "as_of");
    if (!as_of || !is_within_year(overview, *as_of)) return all;
    const auto date = day_from(*as_of);
    const auto month =
        base::YearMonth::create(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
    PHAEN_CHECK(month.has_value(), "a day of the year has a month");
    const std::int64_t month_end = last_day_of(*month);
    const std::string plan = text_of(overview, "plan");
    for (const NoticeRule& rule : rules.rules) {
        if (rule.on != NoticeOn::report) continue;
        const std::int64_t first = number_of(std::chrono::year_month_day(
            date.year(), date.month(), std::chrono::day(static_cast<unsigned>(rule.day_of_month))));
        const bool is_time = rule.kind == "due" ? first <= today && today <= month_end
                                                : month_end + rule.day_of_month <= today;
        if (!is_time) continue;
        std::map<std::string, Array> steps;  // by account
        for (const Value& schedule : list_in(overview, "schedules")) {
            for (const Value& step : list_in(schedule, "steps")) {
                const Value* missing = step.find("not_reported");
                if (missing == nullptr || missing->as_bool() == nullptr || !*missing->as_bool())
                    continue;
                const std::string id = text_of(step, "id");
                for (const std::string& account :
                     reached(rule, holders, overview, schedule, id, today))
                    steps[account].emplace_back(Object{{"id", Value(id)},
                                                       {"name", Value(text_of(step, "name"))},
                                                       {"actual", Value(text_of(step, "actual"))}});
            }
        }
        for (auto& [account, list] : steps) {
            Told told{account,
                      fmt::format("{} {} {}", rule.id, plan, month->to_string()),
                      rule.kind,
                      plan,
                      month->to_string(),
                      month_end,
                      {}};
            told.data = {{"on", Value("report")},
                         {"month", Value(month->to_string())},
                         {"steps", Value(std::move(list))}};
            all.push_back(std::move(told));
        }
    }
    return all;
}

std::vector<Told> told_of_move(const NoticeRules& rules, const WorkflowKind& kind,
                               const store::WorkflowState& to, const store::WorkflowMove& how,
                               const std::vector<store::WorkflowMove>& before,
                               std::string_view actor, const std::vector<Holder>& holders,
                               std::int64_t today) {
    std::vector<Told> all;
    const std::string plan = kind.subject.starts_with("plan")
                                 ? to.subject.substr(0, to.subject.find('.'))
                                 : std::string();
    const WorkflowStateText* state = kind.state(to.state);
    const auto note = base::parse_json(how.note.empty() ? "{}" : how.note);
    Object data{{"on", Value("workflow")},
                {"workflow", Value(kind.kind)},
                {"kind_name", named(kind.name)},
                {"title", Value(to.assigned.empty() ? to.subject : to.assigned)},
                {"state_name", state != nullptr ? named(state->name) : Value()},
                {"comment", Value(note ? text_of(*note, "comment") : std::string())}};
    const auto tell = [&](const NoticeRule& rule, const std::set<std::string>& accounts) {
        for (const std::string& account : accounts) {
            if (account == actor) continue;
            all.push_back(
                {account,
                 fmt::format("{} {} {} {}", rule.id, kind.kind, to.subject, to.revision + 1),
                 rule.kind, plan, to.subject, today, data});
        }
    };
    for (const NoticeRule& rule : rules.rules) {
        std::set<std::string> accounts;
        if (rule.on == NoticeOn::move && contains(rule.actions, how.action)) {
            // Who brought it there and still belongs to the agency.
            for (const store::WorkflowMove& move : before) {
                const bool is_here =
                    std::any_of(holders.begin(), holders.end(), [&](const Holder& holder) {
                        return holder.account == move.by && holder.duty.first_day <= today &&
                               today <= holder.duty.last_day;
                    });
                if (is_here) accounts.insert(move.by);
            }
            tell(rule, accounts);
        }
        if (rule.on != NoticeOn::state) continue;
        for (const WorkflowAction& action : kind.actions) {
            if (!contains(rule.actions, action.id) || !contains(action.from, to.state)) continue;
            for (const Holder& holder : holders) {
                const Duty& duty = holder.duty;
                if (!contains(action.roles, duty.role) || today < duty.first_day ||
                    duty.last_day < today)
                    continue;
                const bool is_elsewhere = duty.role == Role::section_head && !duty.unit.empty() &&
                                          kind.subject.ends_with("organisation") &&
                                          !to.subject.ends_with("." + duty.unit);
                if (!is_elsewhere) accounts.insert(holder.account);
            }
        }
        tell(rule, accounts);
    }
    return all;
}

BothTexts notice_text(std::string_view kind, std::int64_t day, const Value& data) {
    const std::string on = text_of(data, "on");
    const auto date = day_from(day);
    if (on == "step") {
        const std::string name = text_of(data, "name");
        const std::string th =
            base::format_date_th(date, base::DateStyle::medium, base::Digits::arabic);
        if (kind == "due")
            return {fmt::format("ครบกำหนด {}: {}", th, name),
                    fmt::format("Due {}: {}", base::to_iso(date), name)};
        return {fmt::format("เลยกำหนดตั้งแต่ {}: {}", th, name),
                fmt::format("Late since {}: {}", base::to_iso(date), name)};
    }
    if (on == "report") {
        const auto month = static_cast<unsigned>(date.month());
        const int be = static_cast<int>(date.year()) + 543;
        const std::size_t count = list_in(data, "steps").size();
        const std::string name = fmt::format("{} {}", base::month_name_th(month), be);
        const std::string iso = text_of(data, "month");
        if (kind == "due")
            return {fmt::format("ยังไม่ได้รายงานความก้าวหน้าเดือน{} {} ขั้นตอน", name, count),
                    fmt::format("Steps still to report for {}: {}", iso, count)};
        return {fmt::format("ค้างรายงานความก้าวหน้าเดือน{} {} ขั้นตอน", name, count),
                fmt::format("Reports overdue for {}: {} steps", iso, count)};
    }
    const std::string title = text_of(data, "title");
    const std::string comment = text_of(data, "comment");
    const std::string kind_th = shown_in(data, "kind_name", "th");
    const std::string kind_en = shown_in(data, "kind_name", "en");
    const std::string state_th = shown_in(data, "state_name", "th");
    const std::string state_en = shown_in(data, "state_name", "en");
    if (kind == "returned")
        return {
            fmt::format("{} “{}” ถูกส่งคืน{}", kind_th, title, comment.empty() ? "" : ": " + comment),
            fmt::format("Returned, {}: “{}”{}", kind_en, title,
                        comment.empty() ? "" : ": " + comment)};
    if (kind == "waiting")
        return {fmt::format("{} “{}” รอท่านดำเนินการ ({})", kind_th, title, state_th),
                fmt::format("Waits for you, {}: “{}” ({})", kind_en, title, state_en)};
    return {fmt::format("{} “{}”: {}", kind_th, title, state_th),
            fmt::format("{}: “{}”, {}", kind_en, title, state_en)};
}

}  // namespace phaen::app
