#include "phaen/app/links.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "members.h"
#include "parts.h"
#include "phaen/app/mail_text.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kTokenBytes = 200;

Refusal no_link() {
    return {RefusalKind::not_found,
            "link_not_valid",
            {"ลิงก์นี้ใช้ไม่ได้แล้ว", "This link is no longer good"},
            {"ลิงก์อาจถูกใช้ไปแล้วหรือหมดอายุ เข้าสู่ระบบเพื่อดำเนินการต่อ",
             "It was used already or has expired. Sign in to go on."}};
}

BothTexts link_named() { return {"ลิงก์", "link"}; }

Value about_of(const store::MailLink& link) {
    auto about = base::parse_json(link.about);
    PHAEN_CHECK(about.has_value(), "a stored link is JSON");
    return std::move(*about);
}

std::string iso_of(std::int64_t day) {
    return base::to_iso(std::chrono::year_month_day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))));
}

}  // namespace

Links::Links(store::Database& database, Accounts& accounts, Year& year, LinkOptions options)
    : store_(database), accounts_(accounts), year_(year), options_(std::move(options)) {
    PHAEN_CHECK(options_.key.size() >= 32, "links are signed with a key");
}

std::string Links::token_of(const store::MailLink& link) const {
    const std::string signed_text =
        fmt::format("phaen.link/1\n{}\n{}\n{}\n{}\n{}", link.id, link.agency, link.account,
                    link.purpose, link.ends_at);
    return link.id + "." + hmac_sha256_hex(options_.key, signed_text);
}

Result<std::string, Refusal> Links::token_for(const store::Notice& notice) {
    auto data = base::parse_json(notice.data);
    PHAEN_CHECK(data.has_value(), "a stored notice is JSON");
    const std::string on = text_of(*data, "on");
    store::MailLink link;
    link.id = "l" + notice.id;
    link.agency = notice.agency;
    link.account = notice.account;
    link.purpose = on == "workflow" ? "acknowledge" : "report";
    link.at = options_.now();
    link.ends_at = link.at + options_.lasts;
    Object about{{"notice", Value(notice.id)},
                 {"plan", Value(notice.plan)},
                 {"kind", Value(notice.kind)},
                 {"text", both(notice_text(notice.kind, notice.day, *data))}};
    if (on == "step") {
        about.emplace_back("steps",
                           Value(Array{Value(Object{{"id", Value(notice.about)},
                                                    {"name", Value(text_of(*data, "name"))}})}));
    } else if (on == "report") {
        about.emplace_back("day", Value(notice.day));
        about.emplace_back("steps", *data->find("steps"));
    }
    link.about = base::to_canonical_json(Value(std::move(about)));
    const auto added = store_.add_link(link);
    if (!added) return Unexpected{from_store(added.error(), link_named())};
    const auto kept = store_.link(link.id);
    if (!kept) return Unexpected{from_store(kept.error(), link_named())};
    return token_of(*kept);
}

Result<store::MailLink, Refusal> Links::find(std::string_view token) const {
    const std::size_t dot = token.rfind('.');
    if (token.size() > kTokenBytes || dot == std::string_view::npos) return Unexpected{no_link()};
    auto link = store_.link(token.substr(0, dot));
    if (!link) {
        if (link.error().kind == store::ErrorKind::not_found) return Unexpected{no_link()};
        return Unexpected{from_store(link.error(), link_named())};
    }
    const std::string right = token_of(*link);
    const bool is_right = right.size() == token.size() &&
                          sodium_memcmp(right.data(), token.data(), right.size()) == 0;
    if (!is_right || options_.now() >= link->ends_at) return Unexpected{no_link()};
    return std::move(*link);
}

Result<Value, Refusal> Links::look(std::string_view token) const {
    const auto link = find(token);
    if (!link) return Unexpected{link.error()};
    if (link->used_at != 0) return Unexpected{no_link()};
    const Value about = about_of(*link);
    const Value* steps = about.find("steps");
    return Value(Object{{"purpose", Value(link->purpose)},
                        {"text", *about.find("text")},
                        {"steps", steps != nullptr ? *steps : Value(Array{})},
                        {"ends_at", Value(to_text(link->ends_at))}});
}

Result<Value, Refusal> Links::send(std::string_view token, const Value& body) {
    const auto link = find(token);
    if (!link) return Unexpected{link.error()};
    if (link->used_at != 0) return Unexpected{no_link()};
    const auto known = accounts_.by_account(link->account);
    if (!known) return Unexpected{known.error()};
    if (known->actor == nullptr) return Unexpected{no_link()};
    const Value about = about_of(*link);
    const std::int64_t today = accounts_.today();
    std::int64_t count = 0;
    if (link->purpose == "report") {
        std::set<std::string> steps;
        for (const Value& step : *about.find("steps")->as_array())
            steps.insert(text_of(step, "id"));
        const Value* day = about.find("day");
        const std::int64_t on = day != nullptr && day->as_integer() != nullptr
                                    ? std::min(*day->as_integer(), today)
                                    : today;
        Array reports;
        const Value* sent = body.find("reports");
        for (const Value& report :
             sent != nullptr && sent->as_array() != nullptr ? *sent->as_array() : Array{}) {
            const std::string step = text_of(report, "step");
            // Each of the link's own, once.
            if (steps.erase(step) == 0) return Unexpected{no_link()};
            Object one{{"step", Value(step)},
                       {"on", Value(iso_of(on))},
                       {"percent", Value(text_of(report, "percent"))}};
            if (const std::string text = text_of(report, "text"); !text.empty())
                one.emplace_back("text", Value(text));
            reports.emplace_back(std::move(one));
        }
        count = static_cast<std::int64_t>(reports.size());
        const Value all{Object{{"reports", Value(std::move(reports))}}};
        // The key makes the link good for one effect, whatever happens between here and its mark.
        const Once once{"link." + link->id, base::sha256_hex(base::to_canonical_json(all)),
                        link->account};
        const auto kept = year_.report(text_of(about, "plan"), all, {*known->actor, today, once});
        if (!kept) return Unexpected{kept.error()};
    }
    const auto used = store_.use_link(link->id, options_.now());
    if (!used) return Unexpected{from_store(used.error(), link_named())};
    const auto read = store_.mark_read(link->account, {text_of(about, "notice")}, options_.now());
    if (!read) return Unexpected{from_store(read.error(), link_named())};
    return Value(Object{{"purpose", Value(link->purpose)}, {"reports", Value(count)}});
}

}  // namespace phaen::app
