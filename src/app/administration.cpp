#include "phaen/app/administration.h"

#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/id.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kNameBytes = 400;
constexpr std::size_t kBatch = 500;
/// Entries that are looked at for one page, and for one proof.
constexpr std::size_t kLookedAt = 20'000;
constexpr std::size_t kProved = 200'000;
constexpr std::int64_t kDay = 86'400 * 1'000'000LL;
constexpr std::int64_t kBangkok = 7 * 3'600 * 1'000'000LL;

BothTexts agency_named() { return {"หน่วยงาน", "agency"}; }
BothTexts chain_named() { return {"บันทึกการตรวจสอบ", "audit log"}; }

Refusal bad(std::string_view type, BothTexts detail) {
    return invalid(type, {"ข้อมูลที่ส่งใช้ไม่ได้", "What was sent cannot be used"}, std::move(detail));
}

Result<store::Agency, Refusal> agency_from(const Value& body, std::string id) {
    static const Value none{Object{}};
    const Value* name = body.find("name");
    auto th = text_member(name != nullptr ? *name : none, "th", kNameBytes);
    if (!th) return Unexpected{th.error()};
    auto en = text_member(name != nullptr ? *name : none, "en", kNameBytes);
    if (!en) return Unexpected{en.error()};
    if (th->empty())
        return Unexpected{
            bad("missing_member", {"ต้องมีชื่อภาษาไทย", "A name in Thai is needed, as name.th."})};
    if (en->empty()) en = *th;
    return store::Agency{std::move(id), std::move(*th), std::move(*en)};
}

Value agency_value(const store::Agency& agency) {
    return Value(
        Object{{"id", Value(agency.id)}, {"name", both({agency.name_th, agency.name_en})}});
}

/// The instant at which the day begins in Bangkok; null for an empty text.
Result<std::optional<store::Instant>, Refusal> begin_of(const std::string& text,
                                                        std::string_view name) {
    if (text.empty()) return std::optional<store::Instant>();
    const auto day = base::parse_iso(text);
    if (!day) {
        return Unexpected{
            bad("bad_day", {"“" + std::string(name) + "” ต้องเป็นวันที่ เช่น 2022-03-31",
                            "“" + std::string(name) + "” must be a day, as 2022-03-31."})};
    }
    const auto days = std::chrono::sys_days(*day).time_since_epoch().count();
    return std::optional<store::Instant>(days * kDay - kBangkok);
}

bool mentions(const store::AuditEntry& entry, const std::string& text) {
    return text.empty() || entry.command.find(text) != std::string::npos ||
           entry.body.find(text) != std::string::npos;
}

}  // namespace

Administration::Administration(store::PlanStore& plans, store::YearStore& facts, Accounts& accounts,
                               std::function<store::Instant()> now)
    : plans_(plans), facts_(facts), accounts_(accounts), now_(std::move(now)) {}

Result<Value, Refusal> Administration::add_agency(std::string_view by, const Value& body) {
    auto id = text_member(body, "id", kNameBytes);
    if (!id) return Unexpected{id.error()};
    if (!base::is_valid_id(*id) || *id == store::kSystemChain) {
        return Unexpected{
            bad("bad_id", {"“id” ใช้ตัวอักษร a ถึง z ตัวเลข จุด และขีด ไม่เกิน 64 ตัว",
                           "“id” takes a to z, digits, dots and hyphens, at most 64."})};
    }
    auto agency = agency_from(body, std::move(*id));
    if (!agency) return Unexpected{agency.error()};
    if (plans_.agency(agency->id)) {
        return Unexpected{conflict("agency_taken", {"มีหน่วยงานรหัสนี้แล้ว", "The agency's id is taken"},
                                   {"ใช้รหัสอื่น", "Choose another one."})};
    }
    const auto put = plans_.put_agency({agency->id, std::string(by), now_()}, *agency);
    if (!put) return Unexpected{from_store(put.error(), agency_named())};
    // Somebody must be able to let others in.
    const auto assigned = accounts_.assign(
        by, agency->id,
        Value(Object{{"account", Value(by)}, {"role", Value(to_string(Role::administrator))}}));
    if (!assigned) return Unexpected{assigned.error()};
    return agency_value(*agency);
}

Result<Value, Refusal> Administration::rename_agency(std::string_view by, std::string_view agency,
                                                     const Value& body) {
    const auto found = plans_.agency(agency);
    if (!found) return Unexpected{from_store(found.error(), agency_named())};
    auto changed = agency_from(body, std::string(agency));
    if (!changed) return Unexpected{changed.error()};
    const auto put = plans_.put_agency({std::string(agency), std::string(by), now_()}, *changed);
    if (!put) return Unexpected{from_store(put.error(), agency_named())};
    return agency_value(*changed);
}

Result<Value, Refusal> Administration::audit(std::string_view agency, const Page& page,
                                             std::int64_t& next) const {
    const auto from = begin_of(page.from, "from");
    if (!from) return Unexpected{from.error()};
    const auto to = begin_of(page.to, "to");
    if (!to) return Unexpected{to.error()};
    std::map<std::string, Value, std::less<>> names;
    if (const auto assigned = accounts_.assignments(agency)) {
        for (const Value& one : *assigned->find("items")->as_array()) {
            if (const Value* name = one.find("account_name"))
                names.emplace(*one.find("account")->as_string(), *name);
        }
    }
    Array list;
    next = 0;
    std::int64_t before = page.before;
    for (std::size_t looked_at = 0; looked_at < kLookedAt; looked_at += kBatch) {
        const auto entries = facts_.audit_before(agency, before, kBatch);
        if (!entries) return Unexpected{from_store(entries.error(), chain_named())};
        for (const store::AuditEntry& entry : *entries) {
            if (*from && entry.at < **from)
                return Value(Object{{"entries", Value(std::move(list))}});
            before = entry.seq;
            if (*to && entry.at >= **to + kDay) continue;
            if (!page.actor.empty() && entry.actor != page.actor) continue;
            if (!mentions(entry, page.command)) continue;
            Object shown{{"seq", Value(entry.seq)},     {"at", Value(to_text(entry.at))},
                         {"actor", Value(entry.actor)}, {"command", Value(entry.command)},
                         {"body", Value(entry.body)},   {"previous", Value(entry.previous)},
                         {"hash", Value(entry.hash)}};
            if (const auto name = names.find(entry.actor); name != names.end())
                shown.emplace_back("actor_name", name->second);
            list.emplace_back(std::move(shown));
            if (list.size() == page.limit) {
                next = entry.seq > 1 ? entry.seq : 0;
                return Value(Object{{"entries", Value(std::move(list))}});
            }
        }
        if (entries->size() < kBatch) return Value(Object{{"entries", Value(std::move(list))}});
    }
    next = before > 1 ? before : 0;
    return Value(Object{{"entries", Value(std::move(list))}});
}

Result<Value, Refusal> Administration::proof(std::string_view agency) const {
    const auto newest = facts_.audit_before(agency, 0, 1);
    if (!newest) return Unexpected{from_store(newest.error(), chain_named())};
    const std::int64_t count = newest->empty() ? 0 : newest->front().seq;
    const auto most = static_cast<std::int64_t>(kProved);
    std::int64_t after = count > most ? count - most : 0;
    std::string previous = after == 0 ? std::string(64, '0') : std::string();
    std::int64_t checked = 0;
    std::optional<std::int64_t> broken;
    while (!broken && after < count) {
        const auto entries = facts_.audit(agency, after, kBatch);
        if (!entries) return Unexpected{from_store(entries.error(), chain_named())};
        if (entries->empty()) broken = after + 1;
        for (const store::AuditEntry& entry : *entries) {
            const bool follows = previous.empty() || entry.previous == previous;
            if (entry.seq != after + 1 || !follows || store::hash_of(entry) != entry.hash) {
                broken = after + 1;
                break;
            }
            previous = entry.hash;
            after = entry.seq;
            ++checked;
        }
    }
    const auto sealed = facts_.latest_seal(agency);
    if (!sealed) return Unexpected{from_store(sealed.error(), chain_named())};
    Object answer{{"entries", Value(count)},
                  {"checked", Value(checked)},
                  {"holds", Value(!broken)},
                  {"broken_at", broken ? Value(*broken) : Value()}};
    answer.emplace_back("head", count == 0
                                    ? Value()
                                    : Value(Object{{"seq", Value(count)},
                                                   {"hash", Value(newest->front().hash)},
                                                   {"at", Value(to_text(newest->front().at))}}));
    answer.emplace_back("signed", !*sealed
                                      ? Value()
                                      : Value(Object{{"day", Value((*sealed)->day)},
                                                     {"seq", Value((*sealed)->seq)},
                                                     {"hash", Value((*sealed)->hash)},
                                                     {"public_key", Value((*sealed)->public_key)},
                                                     {"holds", Value((*sealed)->holds)}}));
    return Value(std::move(answer));
}

}  // namespace phaen::app
