#include "phaen/app/privacy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "parts.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/dataset/records.h"
#include "refusals.h"
#include "settings.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::person_id_of;

namespace {

constexpr std::string_view kRetention = "retention";
constexpr std::size_t kFound = 100;
constexpr std::size_t kNotices = 1000;
constexpr std::size_t kTextBytes = 400;
constexpr std::size_t kRules = 100;
constexpr std::int64_t kDay = 86'400 * 1'000'000LL;

BothTexts rules_named() { return {"กฎการเก็บข้อมูลส่วนบุคคล", "retention rules"}; }
BothTexts person_named() { return {"ข้อมูลส่วนบุคคล", "personal data"}; }

Refusal bad(std::string_view type, BothTexts detail) {
    return invalid(type, {"ข้อมูลที่ส่งใช้ไม่ได้", "What was sent cannot be used"}, std::move(detail));
}

/// Calls `use` for every value of an answer, with the name under which it stands. Not recursive:
/// what people recorded may be deep.
template <class Use>
void for_each_value(Value& root, const Use& use) {
    std::vector<std::pair<std::string, Value*>> open{{std::string(), &root}};
    while (!open.empty()) {
        auto [name, value] = open.back();
        open.pop_back();
        if (use(name, *value)) continue;
        if (Array* array = value->as_array()) {
            for (Value& item : *array) open.emplace_back(name, &item);
        }
        if (Object* object = value->as_object()) {
            for (auto& [member, one] : *object) open.emplace_back(member, &one);
        }
    }
}

}  // namespace

Result<std::map<std::string, Value>, Refusal> Privacy::persons(std::string_view agency,
                                                               std::string_view about,
                                                               const std::set<std::string>& ids,
                                                               const By& by) {
    if (widest_scope(by.actor, "personal.read", agency, by.today) == Scope::none) {
        return Unexpected{Refusal{RefusalKind::forbidden,
                                  "not_personal",
                                  {"ไม่มีสิทธิ์ดูข้อมูลส่วนบุคคล", "Personal data is not yours to see"},
                                  {"ดูโดยไม่แสดงข้อมูลส่วนบุคคล หรือขอสิทธิ์จากผู้ดูแลระบบ",
                                   "Look without it, or ask your administrator for the role."}}};
    }
    if (ids.empty()) return std::map<std::string, Value>();
    auto persons = store_.persons(agency, {ids.begin(), ids.end()});
    if (!persons) return Unexpected{from_store(persons.error(), person_named())};
    // Told before anybody sees it: what cannot be told is not shown.
    const auto told =
        store_.note_reading({std::string(agency), by.actor.account, now_()},
                            Object{{"about", Value(about)},
                                   {"count", Value(static_cast<std::int64_t>(persons->size()))}});
    if (!told) return Unexpected{from_store(told.error(), person_named())};
    return std::move(*persons);
}

Result<Value, Refusal> Privacy::shown(std::string_view agency, std::string_view about, Value answer,
                                      const By& by) {
    std::set<std::string> ids;
    for_each_value(answer, [&](const std::string&, Value& value) {
        const std::string* id = person_id_of(value);
        if (id != nullptr) ids.insert(*id);
        return id != nullptr;
    });
    const auto known = persons(agency, about, ids, by);
    if (!known) return Unexpected{known.error()};
    for_each_value(answer, [&](const std::string& name, Value& value) {
        const std::string* id = person_id_of(value);
        if (id == nullptr) return false;
        const auto found = known->find(*id);
        const Value* data = found == known->end() ? nullptr : found->second.find(name);
        // What was erased stays a pointer.
        if (data != nullptr) value = Value(*data);
        return true;
    });
    return answer;
}

Result<Value, Refusal> Privacy::find(std::string_view agency, std::string_view text, const By& by) {
    if (text.size() < 2 || text.size() > kTextBytes) {
        return Unexpected{bad("bad_member", {"ระบุข้อความที่ค้นอย่างน้อย 2 ตัวอักษร",
                                             "Give at least two letters to look for."})};
    }
    const auto found = store_.find_persons(agency, text, kFound);
    if (!found) return Unexpected{from_store(found.error(), person_named())};
    // Not what was looked for: that is personal itself.
    const auto told =
        store_.note_reading({std::string(agency), by.actor.account, now_()},
                            Object{{"about", Value("search")},
                                   {"count", Value(static_cast<std::int64_t>(found->size()))}});
    if (!told) return Unexpected{from_store(told.error(), person_named())};
    Array items;
    for (const store::PersonFound& person : *found) {
        Array records;
        for (const store::PersonFound::Place& place : person.places) {
            records.emplace_back(
                Object{{"dataset", Value(place.dataset)}, {"record", Value(place.record)}});
        }
        auto data = base::parse_json(person.data);
        items.emplace_back(Object{{"person", Value(person.id)},
                                  {"data", data ? std::move(*data) : Value(Object{})},
                                  {"records", Value(std::move(records))}});
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<Done, Refusal> Privacy::erase(std::string_view agency, std::string_view person,
                                     const By& by) {
    const auto erased = store_.erase_persons({std::string(agency), by.actor.account, now_()},
                                             {std::string(person)});
    if (!erased) return Unexpected{from_store(erased.error(), person_named())};
    return Done{};
}

Result<Value, Refusal> Privacy::of_account(std::string_view account, const By& by) {
    const auto found = accounts_.account(account);
    if (!found) return Unexpected{from_store(found.error(), {"บัญชี", "account"})};
    const auto given = accounts_.assignments_of(account);
    if (!given) return Unexpected{from_store(given.error(), {"บัญชี", "account"})};
    const auto setting = notices_.setting(account);
    if (!setting) return Unexpected{from_store(setting.error(), {"บัญชี", "account"})};
    const auto notices = notices_.of(account, false, 0, "", kNotices);
    if (!notices) return Unexpected{from_store(notices.error(), {"บัญชี", "account"})};
    const auto counts = store_.counts_of(account);
    if (!counts) return Unexpected{from_store(counts.error(), {"บัญชี", "account"})};
    const auto lines = traffic(account, kNotices);
    if (!lines) return Unexpected{lines.error()};
    if (by.actor.account != account) {
        const auto told = store_.note_reading(
            {std::string(store::kSystemChain), by.actor.account, now_()},
            Object{{"about", Value("account " + std::string(account))}, {"count", Value(1)}});
        if (!told) return Unexpected{from_store(told.error(), person_named())};
    }
    Array roles;
    for (const store::Assignment& one : *given) {
        roles.emplace_back(Object{{"agency", Value(one.agency)},
                                  {"role", Value(one.role)},
                                  {"unit", Value(one.unit)},
                                  {"part", Value(one.part)},
                                  {"in_place", Value(one.in_place)}});
    }
    Array told;
    for (const store::Notice& notice : *notices) {
        told.emplace_back(Object{{"at", Value(to_text(notice.at))},
                                 {"kind", Value(notice.kind)},
                                 {"about", Value(notice.about)},
                                 {"plan", Value(notice.plan)}});
    }
    Object kept;
    for (const auto& [name, count] : *counts) kept.emplace_back(name, Value(count));
    return Value(
        Object{{"account", Value(Object{{"id", Value(found->id)},
                                        {"login", Value(found->login)},
                                        {"name", Value(found->name)},
                                        {"disabled", Value(found->is_disabled)},
                                        {"has_second_factor", Value(!found->second_factor.empty())},
                                        {"at", Value(to_text(found->at))}})},
               {"notices_by", Value(Object{{"channel", Value(setting->channel)},
                                           {"mail", Value(setting->mail)},
                                           {"language", Value(setting->language)}})},
               {"roles", Value(std::move(roles))},
               {"notices", Value(std::move(told))},
               {"traffic", *lines->find("items")},
               {"counts", Value(std::move(kept))}});
}

Result<std::vector<RetentionRule>, Refusal> Privacy::rules(std::string_view agency,
                                                           const Setting& setting) const {
    const auto dictionaries = dictionaries_.of(std::string(agency));
    if (!dictionaries) return Unexpected{dictionaries.error()};
    std::vector<RetentionRule> rules;
    const auto value = base::parse_json(setting.is_own() ? setting.text : "{}");
    const Value* own = value ? value->find("rules") : nullptr;
    if (own != nullptr && own->as_array() != nullptr) {
        for (const Value& rule : *own->as_array())
            rules.push_back({*rule.find("dataset")->as_string(), *rule.find("days")->as_integer()});
    }
    for (const dataset::Dictionary& dictionary : (*dictionaries)->current()) {
        if (!dictionary.retention) continue;
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const RetentionRule& rule) {
            return rule.dataset == dictionary.id;
        });
        // What the agency says holds in the place of the dictionary; both count from the same day.
        if (found == rules.end())
            rules.push_back(
                {dictionary.id, dictionary.retention->days, dictionary.retention->from, true});
        else
            found->from = dictionary.retention->from;
    }
    return rules;
}

Result<std::vector<std::string>, Refusal> Privacy::due(std::string_view agency,
                                                       const RetentionRule& rule,
                                                       std::int64_t today) const {
    auto ids = store_.persons_until(agency, rule.dataset, rule.from, today - rule.days);
    if (!ids) return Unexpected{from_store(ids.error(), person_named())};
    return std::move(*ids);
}

Result<Tagged, Refusal> Privacy::set_retention(std::string_view agency, std::string_view tag,
                                               const Value& body, const By& by) {
    const auto seen = setting_of(years_, agency, kRetention, rules_named());
    if (!seen) return Unexpected{seen.error()};
    if (seen->tag != tag) return Unexpected{stale_setting(rules_named())};
    const Value* list = body.find("rules");
    const Array* wanted = list != nullptr ? list->as_array() : nullptr;
    if (wanted == nullptr || wanted->size() > kRules) {
        return Unexpected{bad("bad_member", {"“rules” ต้องเป็นรายการ {dataset, days}",
                                             "“rules” must list {dataset, days}."})};
    }
    const auto dictionaries = dictionaries_.of(std::string(agency));
    if (!dictionaries) return Unexpected{dictionaries.error()};
    Array rules;
    std::set<std::string> named;
    for (const Value& rule : *wanted) {
        const auto dataset = text_member(rule, "dataset", kTextBytes);
        const Value* days = rule.find("days");
        const std::int64_t* number = days != nullptr ? days->as_integer() : nullptr;
        if (!dataset || (*dictionaries)->find(*dataset) == nullptr ||
            !named.insert(*dataset).second || number == nullptr || *number < 1 ||
            *number > dataset::kMostRetentionDays) {
            return Unexpected{
                bad("bad_member",
                    {fmt::format("กฎแต่ละข้อต้องมีชุดข้อมูลที่มีอยู่ ไม่ซ้ำกัน และจำนวนวัน 1 ถึง {}",
                                 dataset::kMostRetentionDays),
                     fmt::format("Each rule names a dataset that there is, once, and 1 to {} days.",
                                 dataset::kMostRetentionDays)})};
        }
        rules.emplace_back(Object{{"dataset", Value(*dataset)}, {"days", Value(*number)}});
    }
    const std::string text =
        base::to_canonical_json(Value(Object{{"rules", Value(std::move(rules))}}));
    const auto put = replace_setting(years_, {std::string(agency), by.actor.account, now_()},
                                     kRetention, *seen, text, rules_named());
    if (!put) return Unexpected{put.error()};
    return retention(agency, by.today);
}

Result<Tagged, Refusal> Privacy::retention(std::string_view agency, std::int64_t today) const {
    const auto setting = setting_of(years_, agency, kRetention, rules_named());
    if (!setting) return Unexpected{setting.error()};
    const auto known = rules(agency, *setting);
    if (!known) return Unexpected{known.error()};
    Array list;
    for (const RetentionRule& rule : *known) {
        const auto persons = due(agency, rule, today);
        if (!persons) return Unexpected{persons.error()};
        Object shown{{"dataset", Value(rule.dataset)},
                     {"days", Value(rule.days)},
                     {"declared", Value(rule.is_declared)},
                     {"due", Value(static_cast<std::int64_t>(persons->size()))}};
        if (!rule.from.empty()) shown.emplace_back("from", Value(rule.from));
        list.emplace_back(std::move(shown));
    }
    return Tagged{Value(Object{{"rules", Value(std::move(list))}}), setting->tag};
}

Result<std::int64_t, Refusal> Privacy::keep_retention(std::string_view agency, std::int64_t today) {
    const auto setting = setting_of(years_, agency, kRetention, rules_named());
    if (!setting) return Unexpected{setting.error()};
    const auto known = rules(agency, *setting);
    if (!known) return Unexpected{known.error()};
    std::set<std::string> gone;
    for (const RetentionRule& rule : *known) {
        const auto ids = due(agency, rule, today);
        if (!ids) return Unexpected{ids.error()};
        gone.insert(ids->begin(), ids->end());
    }
    if (gone.empty()) return 0;
    const auto erased = store_.erase_persons({std::string(agency), std::string(kProgram), now_()},
                                             {gone.begin(), gone.end()});
    if (erased) return *erased;
    // Another server was first.
    if (erased.error().kind == store::ErrorKind::not_found) return 0;
    return Unexpected{from_store(erased.error(), person_named())};
}

void Privacy::note_traffic(std::string_view kind, std::string_view account,
                           std::string_view address) {
    // The sign-in itself is not undone when this cannot be written.
    (void)store_.add_traffic({new_id_(), now_(), std::string(account),
                              std::string(address.substr(0, kTextBytes)), std::string(kind)});
}

Result<Value, Refusal> Privacy::traffic(std::string_view account, std::size_t limit) const {
    const auto lines = store_.traffic(account, 0, limit);
    if (!lines) return Unexpected{from_store(lines.error(), {"บันทึกการเข้าใช้", "traffic log"})};
    Array items;
    for (const store::Traffic& line : *lines) {
        items.emplace_back(Object{{"at", Value(to_text(line.at))},
                                  {"account", Value(line.account)},
                                  {"address", Value(line.address)},
                                  {"kind", Value(line.kind)}});
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<std::int64_t, Refusal> Privacy::drop_traffic() {
    const auto dropped = store_.drop_traffic(now_() - traffic_days_ * kDay);
    if (!dropped) return Unexpected{from_store(dropped.error(), {"บันทึกการเข้าใช้", "traffic log"})};
    return *dropped;
}

}  // namespace phaen::app
