#include <string>
#include <utility>
#include <vector>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/notices.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

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
        table.add(kSignedIn, Method::get, "/notices", "list_notices",
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
        table.add(kSignedIn, Method::post, "/notices/read", "read_notices",
                  {"อ่านการแจ้งเตือนแล้ว", "Marks notices as read: those that are named, or all"},
                  "notices", [&notices](const Request& request, const Caller& caller) {
                      return with_body(request, [&](const Value& body) {
                          return answer(notices.mark_read(*caller.actor, body), request);
                      });
                  });
    json_body(read, "NoticesRead");
    read.answers = {{204, {}, {}, {}}};
    table
        .add(kSignedIn, Method::get, "/notices/settings", "read_notice_settings",
             {"ช่องทางการแจ้งเตือนของฉัน", "How one wants to be told"}, "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.setting(*caller.actor), request);
             })
        .answers = {{200, "NoticeSettings", {}, {}}};
    Operation& set =
        table.add(kSignedIn, Method::put, "/notices/settings", "set_notice_settings",
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
    table
        .add(kManage, Method::get, "/agencies/{agency:id}/notice-rules", "read_notice_rules",
             {"กฎการแจ้งเตือนของหน่วยงาน", "Of what the agency's people are told, and its webhook"},
             "notices",
             [&notices](const Request& request, const Caller& caller) {
                 return answer(notices.rules(caller.agency), request);
             })
        .answers = {{200, "NoticeRules", {}, {}}};
    Operation& set = table.add(
        kManage, Method::put, "/agencies/{agency:id}/notice-rules", "set_notice_rules",
        {"กำหนดกฎการแจ้งเตือน", "Sets the agency's rules of notices and its webhook"}, "notices",
        [&notices](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    notices.set_rules(caller.agency, body, {*caller.actor, caller.today, {}}),
                    request);
            });
        });
    json_body(set, "NoticeRules");
    set.answers = {{200, "NoticeRules", {}, {}}};
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

}  // namespace

void add_notice_operations(Table& table, const Services& services) {
    add_own(table, services.notices);
    add_agency(table, services.notices);
}

}  // namespace phaen::api
