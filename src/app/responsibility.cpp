#include "phaen/app/responsibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/plan/elements.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using store::Assignment;

namespace {

constexpr std::size_t kIdBytes = 64;
constexpr std::int64_t kLastDay = 376'200;  // 2999-12-31 and a little

BothTexts account_named() { return {"บัญชี", "account"}; }
BothTexts element_named() { return {"องค์ประกอบนี้", "element"}; }

Result<std::int64_t, Refusal> day_in(const Value& body, std::string_view name,
                                     std::int64_t otherwise) {
    const auto text = text_member(body, name, 10);
    if (!text) return Unexpected{text.error()};
    if (text->empty()) return otherwise;
    const auto day = base::parse_iso(*text);
    if (!day) {
        return Unexpected{
            bad_member(name, {fmt::format("“{}” ต้องเป็นวันที่ เช่น 2022-03-31", name),
                              fmt::format("“{}” must be a day, as 2022-03-31.", name)})};
    }
    return std::chrono::sys_days(*day).time_since_epoch().count();
}

std::string text_of_day(std::int64_t day) {
    return base::to_iso(std::chrono::year_month_day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))));
}

bool names_a_part(const Assignment& given) {
    return given.role == to_string(Role::project_owner) && !given.part.empty();
}

bool is_of(const Assignment& given, const plan::Plan& plan) {
    return names_a_part(given) && (given.fiscal_year == 0 || given.fiscal_year == plan.fiscal_year);
}

bool can_have_people(plan::ElementKind kind) {
    return kind == plan::ElementKind::project || kind == plan::ElementKind::indicator ||
           kind == plan::ElementKind::step;
}

std::map<std::string, std::string> names_of(const std::vector<store::Account>& accounts) {
    std::map<std::string, std::string> names;
    for (const store::Account& account : accounts) names.emplace(account.id, account.name);
    return names;
}

Value person_value(const Assignment& given, const std::map<std::string, std::string>& names) {
    const auto name_of = [&](const std::string& account) {
        const auto found = names.find(account);
        return found == names.end() ? account : found->second;
    };
    Object person{{"account", Value(given.account)},
                  {"name", Value(name_of(given.account))},
                  {"is_deputy", Value(!given.in_place.empty())},
                  {"first_day", Value(text_of_day(given.first_day))}};
    if (given.last_day < kLastDay)
        person.emplace_back("last_day", Value(text_of_day(given.last_day)));
    if (!given.in_place.empty()) {
        person.emplace_back("for", Value(Object{{"account", Value(given.in_place)},
                                                {"name", Value(name_of(given.in_place))}}));
    }
    return Value(std::move(person));
}

Refusal not_yours(std::string_view element) {
    return {RefusalKind::forbidden,
            "not_yours",
            {"ไม่อยู่ในความรับผิดชอบ", "This is not yours"},
            {fmt::format("บทบาทของท่านกำหนดผู้รับผิดชอบของ “{}” ไม่ได้", element),
             fmt::format("Your roles do not let you say who is responsible for “{}”.", element)},
            {{"element", Value(element)}}};
}

/// Of two who say at once who is responsible, the second is told.
Refusal of_reassignment(const store::Error& error, std::string_view element) {
    if (error.kind != store::ErrorKind::conflict) return from_store(error, account_named());
    Refusal refusal = conflict(
        "responsible_changed", {"มีผู้กำหนดก่อนแล้ว", "Someone else was first"},
        {"ในขณะเดียวกันมีผู้อื่นกำหนดผู้รับผิดชอบ ยังไม่มีการบันทึกของท่าน ดูรายชื่อปัจจุบันแล้วกำหนดอีกครั้งหากยังต้องการ",
         "Somebody else said who is responsible at the same moment, so yours was not kept. See who "
         "it is now, and set it again if you still want to."});
    if (!element.empty()) refusal.members.emplace_back("element", Value(element));
    return refusal;
}

}  // namespace

Result<Value, Refusal> Responsibility::list(std::string_view plan, Which which,
                                            const By& by) const {
    const auto current = workspace_.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto given = accounts_.assignments_in(current->agency);
    if (!given) return Unexpected{from_store(given.error(), account_named())};
    const auto accounts = accounts_.accounts();
    if (!accounts) return Unexpected{from_store(accounts.error(), account_named())};
    const auto names = names_of(*accounts);
    std::map<std::string_view, Array> people;
    std::map<std::string_view, bool> is_mine;
    for (const Assignment& one : *given) {
        if (!is_of(one, *current->plan) || one.last_day < by.today) continue;
        people[one.part].push_back(person_value(one, names));
        if (one.account == by.actor.account && one.first_day <= by.today) is_mine[one.part] = true;
    }
    Array candidates;
    for (const store::Account& account : *accounts) {
        const bool is_here = std::any_of(given->begin(), given->end(), [&](const Assignment& one) {
            return one.account == account.id && one.last_day >= by.today;
        });
        if (which == Which::all && is_here && !account.is_disabled)
            candidates.emplace_back(
                Object{{"account", Value(account.id)}, {"name", Value(account.name)}});
    }
    Array items;
    plan::for_each_element(*current->plan, [&](const plan::Element& element) {
        if (!can_have_people(element.kind)) return;
        if (which == Which::mine && !is_mine[element.id]) return;
        items.emplace_back(Object{{"element", Value(element.id)},
                                  {"kind", Value(plan::to_string(element.kind))},
                                  {"title", Value(plan::title_of(element))},
                                  {"people", Value(std::move(people[element.id]))}});
    });
    return Value(
        Object{{"items", Value(std::move(items))}, {"candidates", Value(std::move(candidates))}});
}

Result<std::string, Refusal> Responsibility::known_account(std::string_view agency,
                                                           const std::string& account,
                                                           std::int64_t day) const {
    const auto given = accounts_.assignments_of(account);
    if (!given) return Unexpected{from_store(given.error(), account_named())};
    const auto found = accounts_.account(account);
    const bool is_here = std::any_of(given->begin(), given->end(), [&](const Assignment& one) {
        return one.agency == agency && one.last_day >= day;
    });
    if (found && !found->is_disabled && is_here) return account;
    return Unexpected{
        bad_member("account", {"ต้องเป็นบัญชีที่ใช้ได้และมีบทบาทในหน่วยงานนี้",
                               "It must be an open account that has a role in this agency."})};
}

Result<std::map<std::string, std::string>, Refusal> Responsibility::unit_names(
    std::string_view agency) const {
    const auto plans = workspace_.plans(agency);
    if (!plans) return Unexpected{plans.error()};
    std::map<std::string, std::string> names;
    // Newest first.
    const Array& items = *plans->find("items")->as_array();
    if (items.empty()) return names;
    const auto newest = workspace_.current(*items.front().find("id")->as_string());
    if (!newest) return Unexpected{newest.error()};
    for (const plan::Organisation& unit : newest->plan->organisations)
        names.emplace(unit.id, unit.name);
    return names;
}

Result<Value, Refusal> Responsibility::set(std::string_view plan, std::string_view element,
                                           const Value& body, const By& by) {
    const auto current = workspace_.current(plan);
    if (!current) return Unexpected{current.error()};
    const plan::ElementIndex index(*current->plan);
    const plan::Element* found = index.find(element);
    if (found == nullptr || !can_have_people(found->kind))
        return Unexpected{not_found(element_named())};
    const Pieces pieces(*current->plan);
    const Piece* piece = pieces.find(element);
    Resource resource{current->agency, current->plan->fiscal_year, {}, {}, {}, {}};
    if (piece != nullptr) {
        resource.leads = piece->leads;
        resource.supports = piece->supports;
    }
    if (!may(by.actor, "responsible.set", resource, by.today))
        return Unexpected{not_yours(element)};
    const auto first = day_in(body, "first_day", by.today);
    if (!first) return Unexpected{first.error()};
    const auto last = day_in(body, "last_day", kLastDay);
    if (!last) return Unexpected{last.error()};
    if (*last < *first) {
        return Unexpected{
            bad_member("last_day", {"วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม", "The last day is before the first."})};
    }
    auto account = text_member(body, "account", kIdBytes);
    if (!account) return Unexpected{account.error()};
    auto deputy = text_member(body, "deputy", kIdBytes);
    if (!deputy) return Unexpected{deputy.error()};
    if (account->empty() && !deputy->empty()) {
        return Unexpected{bad_member(
            "deputy", {"ผู้ปฏิบัติแทนต้องมีผู้รับผิดชอบ", "A deputy acts for somebody: name the account."})};
    }
    for (const std::string& one : {*account, *deputy}) {
        if (one.empty()) continue;
        if (const auto known = known_account(current->agency, one, *first); !known)
            return Unexpected{known.error()};
    }
    const auto given = accounts_.assignments_in(current->agency);
    if (!given) return Unexpected{from_store(given.error(), account_named())};
    store::Reassignment change;
    for (const Assignment& one : *given) {
        if (is_of(one, *current->plan) && one.part == element && one.last_day >= *first)
            change.ends.push_back({one.id, *first - 1, one.last_day});
    }
    change.none_left = {std::string(to_string(Role::project_owner)), std::string(element),
                        current->plan->fiscal_year, "", *first};
    const auto begin = [&](const std::string& who, const std::string& in_place) {
        if (who.empty()) return;
        change.begins.push_back(
            {new_id_(), who, current->agency, std::string(to_string(Role::project_owner)), "",
             current->plan->fiscal_year, std::string(element), in_place, *first, *last});
    };
    begin(*account, "");
    begin(*deputy, *account);
    const auto done = store_.reassign(
        {current->agency, by.actor.account, now_(), by.once.key, by.once.fingerprint}, change);
    if (!done) return Unexpected{of_reassignment(done.error(), element)};
    return list(plan, Which::all, by);
}

Result<Value, Refusal> Responsibility::hand_over(std::string_view agency, const Value& body,
                                                 const By& by) {
    const auto from = text_member(body, "from", kIdBytes);
    if (!from) return Unexpected{from.error()};
    const auto to = text_member(body, "to", kIdBytes);
    if (!to) return Unexpected{to.error()};
    const auto day = day_in(body, "day", by.today);
    if (!day) return Unexpected{day.error()};
    if (from->empty() || *from == *to) {
        return Unexpected{bad_member(
            "from",
            {"ต้องระบุผู้มอบและผู้รับคนละคน", "Name two people: who hands over, and who takes it."})};
    }
    if (const auto known = known_account(agency, *to, *day); !known)
        return Unexpected{known.error()};
    const auto given = accounts_.assignments_in(agency);
    if (!given) return Unexpected{from_store(given.error(), account_named())};
    store::Reassignment change;
    for (const Assignment& one : *given) {
        const bool is_theirs = one.account == *from;
        const bool is_for_them = one.in_place == *from;
        if (!names_a_part(one) || one.last_day < *day || (!is_theirs && !is_for_them)) continue;
        change.ends.push_back({one.id, std::min(one.last_day, *day - 1), one.last_day});
        Assignment next = one;
        next.id = new_id_();
        next.first_day = std::max(one.first_day, *day);
        if (is_theirs) next.account = *to;
        if (is_for_them) next.in_place = *to;
        // Nobody is their own deputy.
        if (next.account != next.in_place) change.begins.push_back(std::move(next));
    }
    if (change.ends.empty()) {
        return Unexpected{conflict("nothing_to_hand_over", {"ไม่มีสิ่งที่ต้องมอบ", "Nothing to hand over"},
                                   {"บัญชีนี้ไม่ได้เป็นผู้รับผิดชอบในวันนั้น",
                                    "The account is not responsible for anything on that day."})};
    }
    change.none_left = {std::string(to_string(Role::project_owner)), "", 0, *from, *day};
    const auto done = store_.reassign(
        {std::string(agency), by.actor.account, now_(), by.once.key, by.once.fingerprint}, change);
    if (!done) return Unexpected{of_reassignment(done.error(), "")};
    return Value(Object{{"handed_over", Value(static_cast<std::int64_t>(change.ends.size()))}});
}

}  // namespace phaen::app
