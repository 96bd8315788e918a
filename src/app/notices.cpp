#include "phaen/app/notices.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "account_parts.h"
#include "parts.h"
#include "phaen/app/calendar_file.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "refusals.h"
#include "settings.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::string_view kSetting = "notices";
constexpr std::size_t kMessages = 200;
constexpr std::size_t kIds = 500;

BothTexts notice_named() { return {"การแจ้งเตือน", "notice"}; }
BothTexts rules_named() { return {"กฎการแจ้งเตือน", "rules of notices"}; }
BothTexts calendar_named() { return {"ปฏิทิน", "calendar"}; }
BothTexts message_named() { return {"ข้อความที่ส่งออก", "message"}; }

std::string iso_of(std::int64_t day) {
    return base::to_iso(std::chrono::year_month_day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))));
}

Value value_of(const store::Notice& notice) {
    const auto data = base::parse_json(notice.data);
    PHAEN_CHECK(data.has_value(), "a stored notice is JSON");
    const Value* workflow = data->find("workflow");
    return Value(
        Object{{"id", Value(notice.id)},
               {"agency", Value(notice.agency)},
               {"kind", Value(notice.kind)},
               {"text", both(notice_text(notice.kind, notice.day, *data))},
               {"plan", notice.plan.empty() ? Value() : Value(notice.plan)},
               {"about", Value(notice.about)},
               {"on", *data->find("on")},
               {"workflow", workflow != nullptr ? *workflow : Value()},
               {"day", Value(iso_of(notice.day))},
               {"at", Value(to_text(notice.at))},
               {"read_at", notice.read_at == 0 ? Value() : Value(to_text(notice.read_at))}});
}

/// One address, of what SMTP can carry: no spaces, no controls, no list.
bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (text.size() > 254 || at == std::string_view::npos || at == 0 || at + 1 == text.size() ||
        text.find('@', at + 1) != std::string_view::npos || text.find('.', at) == text.npos)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return is_letter || (c >= '0' && c <= '9') ||
               std::string_view("@.!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
    });
}

Value setting_value(const store::NoticeSetting& setting, bool sends_mail) {
    return Value(Object{{"channel", Value(setting.channel)},
                        {"mail", setting.mail.empty() ? Value() : Value(setting.mail)},
                        {"language", Value(setting.language)},
                        {"mail_works", Value(sends_mail)}});
}

/// The day of the month before, whose reports may be late.
std::string end_of_last_month(std::int64_t today) {
    const std::chrono::year_month_day day{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(today)))};
    return iso_of(today - static_cast<std::int64_t>(static_cast<unsigned>(day.day())));
}

}  // namespace

Notices::Notices(store::Database& database, NoticeOptions options)
    : store_(database), settings_(database), accounts_(database), options_(std::move(options)) {}

Result<Value, Refusal> Notices::list(const Actor& actor, bool unread, std::size_t limit,
                                     const std::vector<std::string>& after,
                                     std::vector<std::string>& next) const {
    store::Instant at = 0;
    std::string id;
    if (after.size() == 2) {
        const auto [end, error] =
            std::from_chars(after[0].data(), after[0].data() + after[0].size(), at);
        if (error != std::errc() || end != after[0].data() + after[0].size() || at < 1)
            return Unexpected{bad_member("cursor", {"เปิดรายการใหม่อีกครั้ง", "Begin the list again."})};
        id = after[1];
    }
    const auto list = store_.of(actor.account, unread, at, id, limit + 1);
    if (!list) return Unexpected{from_store(list.error(), notice_named())};
    const auto count = store_.unread(actor.account);
    if (!count) return Unexpected{from_store(count.error(), notice_named())};
    Array items;
    for (const store::Notice& notice : *list) {
        if (items.size() == limit) {
            const store::Notice& last = (*list)[limit - 1];
            next = {std::to_string(last.at), last.id};
            break;
        }
        items.push_back(value_of(notice));
    }
    return Value(Object{{"items", Value(std::move(items))}, {"unread", Value(*count)}});
}

Result<Done, Refusal> Notices::mark_read(const Actor& actor, const Value& body) {
    std::vector<std::string> ids;
    if (const Value* member = body.find("ids"); member != nullptr) {
        const Array* list = member->as_array();
        if (list == nullptr || list->empty() || list->size() > kIds)
            return Unexpected{
                bad_member("ids", {fmt::format("“ids” ต้องเป็นรายการ 1 ถึง {} รายการ", kIds),
                                   fmt::format("“ids” must be a list of 1 to {}.", kIds)})};
        for (const Value& item : *list)
            ids.push_back(item.as_string() != nullptr ? *item.as_string() : std::string());
    }
    const auto done = store_.mark_read(actor.account, ids, options_.now());
    if (!done) return Unexpected{from_store(done.error(), notice_named())};
    return Done{};
}

Result<Value, Refusal> Notices::setting(const Actor& actor) const {
    const auto setting = store_.setting(actor.account);
    if (!setting) return Unexpected{from_store(setting.error(), notice_named())};
    return setting_value(*setting, options_.sends_mail);
}

Result<Value, Refusal> Notices::set_setting(const Actor& actor, const Value& body) {
    const auto channel = text_member(body, "channel", 20);
    if (!channel) return Unexpected{channel.error()};
    const auto mail = text_member(body, "mail", 254);
    if (!mail) return Unexpected{mail.error()};
    const auto language = text_member(body, "language", 2);
    if (!language) return Unexpected{language.error()};
    if (*channel != "in_app" && *channel != "mail" && *channel != "none")
        return Unexpected{bad_member("channel", {"“channel” ต้องเป็น in_app, mail หรือ none",
                                                 "“channel” must be in_app, mail or none."})};
    if (!mail->empty() && !is_mail_address(*mail))
        return Unexpected{bad_member("mail", {"ที่อยู่อีเมลใช้ไม่ได้ ตัวอย่าง name@agency.go.th",
                                              "That is no mail address, as name@agency.go.th."})};
    if (*channel == "mail" && mail->empty())
        return Unexpected{bad_member("mail", {"ระบุที่อยู่อีเมลก่อน", "Give a mail address first."})};
    if (!language->empty() && *language != "th" && *language != "en")
        return Unexpected{bad_member(
            "language", {"“language” ต้องเป็น th หรือ en", "“language” must be th or en."})};
    const store::NoticeSetting setting{actor.account, options_.now(), *channel, *mail,
                                       language->empty() ? "th" : *language};
    const auto put = store_.put_setting(setting);
    if (!put) return Unexpected{from_store(put.error(), notice_named())};
    return setting_value(setting, options_.sends_mail);
}

Result<Tagged, Refusal> Notices::rules(std::string_view agency) const {
    const auto setting = setting_of(settings_, agency, kSetting, rules_named());
    if (!setting) return Unexpected{setting.error()};
    if (!setting->is_own()) return Tagged{standard_notice_rules_value(), setting->tag};
    auto value = base::parse_json(setting->text);
    PHAEN_CHECK(value.has_value(), "stored rules are JSON");
    return Tagged{std::move(*value), setting->tag};
}

NoticeRules Notices::rules_of(std::string_view agency) const {
    const auto value = rules(agency);
    if (!value) return standard_notice_rules();
    auto rules = notice_rules_from(value->value);
    PHAEN_CHECK(rules.has_value(), "stored rules hold together");
    return std::move(*rules);
}

Result<Tagged, Refusal> Notices::set_rules(std::string_view agency, std::string_view tag,
                                           const Value& body, const By& by) {
    const auto seen = setting_of(settings_, agency, kSetting, rules_named());
    if (!seen) return Unexpected{seen.error()};
    if (seen->tag != tag) return Unexpected{stale_setting(rules_named())};
    const auto rules = notice_rules_from(body);
    if (!rules)
        return Unexpected{invalid("bad_notice_rules",
                                  {"กฎการแจ้งเตือนใช้ไม่ได้", "The rules of notices cannot be used"},
                                  rules.error())};
    const store::Command command{std::string(agency), by.actor.account, options_.now(), by.once.key,
                                 by.once.fingerprint};
    const auto put = replace_setting(settings_, command, kSetting, *seen,
                                     base::to_canonical_json(body), rules_named());
    if (!put) return Unexpected{put.error()};
    return this->rules(agency);
}

Result<Value, Refusal> Notices::messages(std::string_view agency, std::string_view state) const {
    if (!state.empty() && state != "waiting" && state != "sent" && state != "dead")
        return Unexpected{bad_member("state", {"“state” ต้องเป็น waiting, sent หรือ dead",
                                               "“state” must be waiting, sent or dead."})};
    const auto list = store_.messages(agency, state, kMessages);
    if (!list) return Unexpected{from_store(list.error(), message_named())};
    Array items;
    for (const store::Outgoing& outgoing : *list) {
        const char* now = outgoing.sent_at != 0   ? "sent"
                          : outgoing.dead_at != 0 ? "dead"
                                                  : "waiting";
        const store::Instant then =
            outgoing.sent_at != 0 ? outgoing.sent_at : std::max(outgoing.dead_at, outgoing.next_at);
        items.emplace_back(
            Object{{"id", Value(outgoing.message.id)},
                   {"kind", Value(outgoing.message.kind)},
                   {"state", Value(now)},
                   {"at", Value(to_text(outgoing.message.at))},
                   {"tries", Value(outgoing.tries)},
                   {"then", then == 0 ? Value() : Value(to_text(then))},
                   {"problem", outgoing.problem.empty() ? Value() : Value(outgoing.problem)}});
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<Done, Refusal> Notices::revive(std::string_view agency, std::string_view id, const By& by) {
    const auto done = store_.revive(
        {std::string(agency), by.actor.account, options_.now(), by.once.key, by.once.fingerprint},
        id);
    if (!done) return Unexpected{from_store(done.error(), message_named())};
    return Done{};
}

Result<Value, Refusal> Notices::make_feed(const Actor& actor) {
    const std::string secret = new_secret();
    const auto put =
        store_.put_feed(actor.account, base::sha256_hex("calendar " + secret), options_.now());
    if (!put) return Unexpected{from_store(put.error(), calendar_named())};
    return Value(Object{{"path", Value("/api/v1/calendar.ics?key=" + secret)}});
}

Result<Done, Refusal> Notices::drop_feed(const Actor& actor) {
    const auto done = store_.drop_feed(actor.account);
    if (!done) return Unexpected{from_store(done.error(), calendar_named())};
    return Done{};
}

Result<Value, Refusal> Notices::feed(const Actor& actor) const {
    const auto at = store_.feed_of(actor.account);
    if (!at && at.error().kind != store::ErrorKind::not_found)
        return Unexpected{from_store(at.error(), calendar_named())};
    return Value(Object{{"at", at ? Value(to_text(*at)) : Value()}});
}

Result<std::string, Refusal> Notices::account_of_feed(std::string_view secret) const {
    auto account = store_.account_of_feed(base::sha256_hex("calendar " + std::string(secret)));
    if (!account) return Unexpected{from_store(account.error(), calendar_named())};
    return std::move(*account);
}

Result<Download, Refusal> Notices::calendar(const Actor& actor, std::int64_t today) const {
    std::vector<CalendarEvent> events;
    std::set<std::string> agencies;
    for (const Duty& duty : actor.duties) {
        if (!belongs_to(actor, duty.agency, today) || !agencies.insert(duty.agency).second)
            continue;
        const auto overviews = options_.overviews(duty.agency, iso_of(today));
        if (!overviews) return Unexpected{overviews.error()};
        for (const Value& overview : *overviews) {
            const auto more = due_events(overview, duty.agency, actor, today);
            events.insert(events.end(), more.begin(), more.end());
        }
    }
    return Download{"calendar.ics", "text/calendar; charset=utf-8",
                    to_icalendar("แผน: กำหนดของฉัน", events, options_.now()), true};
}

Result<std::vector<Holder>, Refusal> Notices::holders(std::string_view agency) const {
    const auto assignments = accounts_.assignments_in(agency);
    if (!assignments) return Unexpected{from_store(assignments.error(), notice_named())};
    const auto accounts = accounts_.accounts();
    if (!accounts) return Unexpected{from_store(accounts.error(), notice_named())};
    std::set<std::string> open;
    for (const store::Account& account : *accounts) {
        if (!account.is_disabled) open.insert(account.id);
    }
    std::vector<Holder> holders;
    for (const store::Assignment& given : *assignments) {
        const auto role = role_from(given.role);
        if (!role || open.count(given.account) == 0) continue;
        holders.push_back({given.account,
                           {*role, given.agency, given.unit, given.fiscal_year, given.part,
                            given.in_place, given.first_day, given.last_day}});
    }
    return holders;
}

Result<store::Announcement, Refusal> Notices::announcement(std::string_view agency,
                                                           const NoticeRules& rules,
                                                           const std::vector<Told>& told) const {
    const auto settings = store_.settings();
    if (!settings) return Unexpected{from_store(settings.error(), notice_named())};
    std::map<std::string, const store::NoticeSetting*> wanted;
    for (const store::NoticeSetting& setting : *settings) wanted[setting.account] = &setting;
    const store::Instant now = options_.now();
    std::vector<store::NewNotice> made;
    for (const Told& one : told) {
        const auto found = wanted.find(one.account);
        const std::string channel = found == wanted.end() ? "in_app" : found->second->channel;
        if (channel == "none") continue;
        store::NewNotice notice;
        notice.notice = {std::string(agency),
                         options_.new_id(),
                         one.account,
                         one.cause,
                         one.kind,
                         one.plan,
                         one.about,
                         one.day,
                         now,
                         0,
                         base::to_canonical_json(Value(one.data))};
        if (channel == "mail" && options_.sends_mail) {
            // Neither name nor address: both are looked up when it goes out.
            notice.mail = store::Message{
                std::string(agency), "m" + notice.notice.id, now, "mail",
                base::to_canonical_json(Value(Object{{"notice", Value(notice.notice.id)}}))};
        }
        made.push_back(std::move(notice));
    }
    auto fresh = store_.fresh(std::move(made));
    if (!fresh) return Unexpected{from_store(fresh.error(), notice_named())};
    store::Announcement announcement;
    announcement.notices = std::move(*fresh);
    if (rules.webhook.empty()) return announcement;
    std::set<std::string> causes;
    for (const Told& one : told) {
        const bool is_wanted = rules.webhook_kinds.empty() ||
                               std::find(rules.webhook_kinds.begin(), rules.webhook_kinds.end(),
                                         one.kind) != rules.webhook_kinds.end();
        if (!is_wanted || !causes.insert(one.cause).second) continue;
        const std::string id = "w" + base::sha256_hex(one.cause).substr(0, 31);
        const Object body{{"schema", Value("phaen.notice/1")},
                          {"id", Value(id)},
                          {"agency", Value(agency)},
                          {"kind", Value(one.kind)},
                          {"plan", one.plan.empty() ? Value() : Value(one.plan)},
                          {"about", Value(one.about)},
                          {"day", Value(iso_of(one.day))},
                          {"at", Value(to_text(now))},
                          {"text", both(notice_text(one.kind, one.day, Value(one.data)))}};
        announcement.messages.push_back(
            {std::string(agency), id, now, "webhook", base::to_canonical_json(Value(body))});
    }
    return announcement;
}

Result<store::Announcement, Refusal> Notices::of_move(
    std::string_view agency, const WorkflowKind& kind, const store::WorkflowState& to,
    const store::WorkflowMove& how, const std::vector<store::WorkflowMove>& before,
    const By& by) const {
    const auto people = holders(agency);
    if (!people) return Unexpected{people.error()};
    const NoticeRules rules = rules_of(agency);
    return announcement(
        agency, rules,
        told_of_move(rules, kind, to, how, before, by.actor.account, *people, by.today));
}

Result<std::size_t, Refusal> Notices::look(const std::string& agency, std::int64_t today) {
    PHAEN_CHECK(options_.overviews, "there are plans to look at");
    const auto people = holders(agency);
    if (!people) return Unexpected{people.error()};
    const NoticeRules rules = rules_of(agency);
    std::vector<Told> told;
    const auto add = [&told](std::vector<Told> more) {
        told.insert(told.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    };
    const auto now = options_.overviews(agency, iso_of(today));
    if (!now) return Unexpected{now.error()};
    for (const Value& overview : *now) {
        add(told_of_steps(rules, overview, *people, today));
        add(told_of_reports(rules, overview, *people, today));
    }
    const auto before = options_.overviews(agency, end_of_last_month(today));
    if (!before) return Unexpected{before.error()};
    for (const Value& overview : *before) add(told_of_reports(rules, overview, *people, today));
    const auto made = announcement(agency, rules, told);
    if (!made) return Unexpected{made.error()};
    // Messages stand beside notices: without a new one there is nothing new to send.
    if (made->notices.empty()) return std::size_t{0};
    const auto added = store_.add({agency, std::string(kProgram), options_.now(), {}, {}}, *made);
    if (!added)
        return Unexpected{added.error().kind == store::ErrorKind::not_found
                              ? fault()
                              : from_store(added.error(), notice_named())};
    return made->notices.size();
}

}  // namespace phaen::app
