#include <string>
#include <utility>
#include <vector>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/calendar_file.h"
#include "phaen/app/notices.h"
#include "phaen/base/instant.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::uint64_t kLinkBody = 64u << 10;

Response list_notices(const app::Notices& notices, const Request& request, const Caller& caller) {
    const auto page = http::read_page(request, {.list = "notices", .key_parts = 2});
    if (!page) return to_response(page.error(), request);
    std::vector<std::string> next;
    const auto list = notices.list(*caller.actor, request.query("unread") == "true", page->limit,
                                   page->after, next);
    if (!list) return refuse(list.error(), request);
    Response response = Response::json(200, *list);
    if (!next.empty()) link_next(response, request, http::encode_cursor("notices", next));
    return response;
}

void add_own(Table& table, app::Notices& notices) {
    Operation& list =
        table.add(kOwn, Method::get, "/notices", "list_notices",
                  {"การแจ้งเตือนของฉัน", "What one was told, the newest first"}, "notices",
                  [&notices](const Request& request, const Caller& caller) {
                      return list_notices(notices, request, caller);
                  });
    list.queries = {{"unread", "boolean", false, {}},
                    {"limit", "integer", false, {}},
                    {"cursor", "string", false, {}}};
    list.answers = {{200, "Notices", {}, "Link"}};
    for (const int status : {400, 422}) list.problems.push_back(status);
    Operation& read =
        table.add(kOwn, Method::post, "/notices/read", "read_notices",
                  {"อ่านการแจ้งเตือนแล้ว", "Marks notices as read: those that are named, or all"},
                  "notices", [&notices](const Request& request, const Caller& caller) {
                      return with_body(request, [&](const Value& body) {
                          return answer(notices.mark_read(*caller.actor, body), request);
                      });
                  });
    json_body(read, "NoticesRead");
    read.answers = {{204, {}, {}, {}}};
    table
        .add(kOwn, Method::get, "/notices/settings", "read_notice_settings",
             {"ช่องทางการแจ้งเตือนของฉัน", "How one wants to be told"}, "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.setting(*caller.actor), request);
             })
        .answers = {{200, "NoticeSettings", {}, {}}};
    Operation& set =
        table.add(kOwn, Method::put, "/notices/settings", "set_notice_settings",
                  {"กำหนดช่องทางการแจ้งเตือน", "Says how one wants to be told"}, "notices",
                  [&notices](const Request& request, const Caller& caller) {
                      return with_body(request, [&](const Value& body) {
                          return answer(notices.set_setting(*caller.actor, body), request);
                      });
                  });
    json_body(set, "NewNoticeSettings");
    set.answers = {{200, "NoticeSettings", {}, {}}};
}

void add_agency(Table& table, app::Notices& notices) {
    constexpr std::string_view kManage = "notice.manage";
    answers_tagged(
        table.add(
            kManage, Method::get, "/agencies/{agency:id}/notice-rules", "read_notice_rules",
            {"กฎการแจ้งเตือนของหน่วยงาน", "Of what the agency's people are told, and its webhook"},
            "notices",
            [&notices](const Request& request, const Caller& caller) {
                return answer(notices.rules(caller.agency), request);
            }),
        "NoticeRules");
    Operation& set =
        table.add(kManage, Method::put, "/agencies/{agency:id}/notice-rules", "set_notice_rules",
                  {"กำหนดกฎการแจ้งเตือน", "Sets the agency's rules of notices and its webhook"},
                  "notices", [&notices](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(notices.set_rules(caller.agency, tag, body,
                                                              {*caller.actor, caller.today, {}}),
                                            request);
                          });
                      });
                  });
    json_body(set, "NoticeRules");
    needs_tag(set);
    answers_tagged(set, "NoticeRules");
    Operation& list = table.add(
        kManage, Method::get, "/agencies/{agency:id}/messages", "list_messages",
        {"ข้อความที่ส่งออก", "Mails and webhooks: what waits, was sent, was given up"}, "notices",
        [&notices](const Request& request, const Caller& caller) {
            return answer(notices.messages(caller.agency, request.query("state").value_or("")),
                          request);
        });
    list.queries = {{"state", "string", false, {"waiting", "sent", "dead"}}};
    list.answers = {{200, "Messages", {}, {}}};
    list.problems.push_back(422);
    table
        .add(kManage, Method::post, "/agencies/{agency:id}/messages/{message:id}/retry",
             "retry_message", {"ส่งข้อความที่เลิกส่งแล้วอีกครั้ง", "Tries a message again that was given up"},
             "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.revive(caller.agency, request.parameter("message"),
                                              {*caller.actor, caller.today, {}}),
                               request);
             })
        .answers = {{204, {}, {}, {}}};
}

/// The token is in the body: addresses stand in logs, and what is asked for with GET does nothing.
void add_links(Table& table, app::Links& links) {
    const auto token_of = [](const Value& body) {
        const Value* token = body.find("token");
        return token != nullptr && token->as_string() != nullptr ? *token->as_string()
                                                                 : std::string();
    };
    Operation& look =
        table.add(kPublic, Method::post, "/links/look", "look_at_link",
                  {"ดูว่าลิงก์ของอีเมลใช้ทำอะไร", "What a mail's private link is for; does nothing"},
                  "notices", [&links, token_of](const Request& request, const Caller&) {
                      return with_body(request, [&](const Value& body) {
                          return answer(links.look(token_of(body)), request);
                      });
                  });
    json_body(look, "LinkToken");
    look.route.body = http::BodyRule::memory(kLinkBody, {"application/json"});
    look.answers = {{200, "LinkPurpose", {}, {}}};
    look.problems.push_back(404);
    Operation& send = table.add(
        kPublic, Method::post, "/links/send", "send_by_link",
        {"ส่งรายงานหรือรับทราบด้วยลิงก์ของอีเมล", "Sends the report or the acknowledgement, once"},
        "notices", [&links, token_of](const Request& request, const Caller&) {
            return with_body(request, [&](const Value& body) {
                return answer(links.send(token_of(body), body), request);
            });
        });
    json_body(send, "LinkReport");
    send.route.body = http::BodyRule::memory(kLinkBody, {"application/json"});
    send.answers = {{200, "LinkDone", {}, {}}};
    for (const int status : {403, 404, 409}) send.problems.push_back(status);
}

void add_calendars(Table& table, const Services& services) {
    app::Notices& notices = services.notices;
    app::Accounts& accounts = services.accounts;
    Operation& calendar = table.add(
        kPublic, Method::get, "/calendar.ics", "read_calendar",
        {"ปฏิทินกำหนดของบุคคล", "A person's due days, by the secret of the address"}, "notices",
        [&notices, &accounts](const Request& request, const Caller& caller) {
            const auto account = notices.account_of_feed(request.query("key").value_or(""));
            if (!account) return refuse(account.error(), request);
            const auto known = accounts.by_account(*account);
            if (!known) return refuse(known.error(), request);
            if (known->actor == nullptr) return to_response(http::problem_of(404), request);
            return answer(notices.calendar(*known->actor, caller.today), request);
        });
    calendar.queries = {{"key", "string", true, {}}};
    calendar.answers = {{200, {}, "text/calendar", {}}};
    calendar.problems.push_back(404);
    const std::string path = "/calendar";
    table
        .add(kOwn, Method::get, path, "read_calendar_address",
             {"ปฏิทินของฉันมีที่อยู่หรือยัง", "Whether one's calendar has an address"}, "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.feed(*caller.actor), request);
             })
        .answers = {{200, "CalendarAddressMade", {}, {}}};
    table
        .add(kOwn, Method::post, path, "make_calendar_address",
             {"สร้างที่อยู่ลับของปฏิทิน", "A new secret address; the one before is good no more"},
             "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.make_feed(*caller.actor), request);
             })
        .answers = {{200, "CalendarAddress", {}, {}}};
    table
        .add(kOwn, Method::delete_, path, "drop_calendar_address",
             {"ยกเลิกที่อยู่ของปฏิทิน", "The calendar's address is good no more"}, "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.drop_feed(*caller.actor), request);
             })
        .answers = {{204, {}, {}, {}}};
    app::Year& year = services.year;
    Operation& timeline = table.add(
        "score.read", Method::get, "/plans/{plan:id}/timeline.ics", "download_timeline",
        {"ลำดับขั้นตอนเป็นปฏิทิน", "The plan's steps as a calendar"}, "year",
        [&year](const Request& request) {
            const auto overview = year.overview(request.parameter("plan"), {});
            if (!overview) return refuse(overview.error(), request);
            const auto value = base::parse_json((*overview)->json);
            const std::string plan(request.parameter("plan"));
            const auto known = base::Instant::parse(*value->find("known_at")->as_string());
            return answer(base::Result<app::Download, app::Refusal>(
                              app::Download{plan + ".ics", "text/calendar; charset=utf-8",
                                            app::to_icalendar(plan, app::timeline_events(*value),
                                                              known ? known->microseconds() : 0)}),
                          request);
        });
    timeline.answers = {{200, {}, "text/calendar", {}}};
    timeline.problems.push_back(409);
}

}  // namespace

void add_notice_operations(Table& table, const Services& services) {
    add_own(table, services.notices);
    add_agency(table, services.notices);
    add_links(table, services.links);
    add_calendars(table, services);
}

}  // namespace phaen::api
