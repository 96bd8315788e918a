// Who is responsible, what waits in other systems, what is kept about people.
#include <algorithm>
#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/dictionaries.h"
#include "phaen/app/external_references.h"
#include "phaen/app/privacy.h"
#include "phaen/app/responsibility.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

app::By by_of(const Caller& caller, app::Once once = {}) {
    once.by = caller.actor->account;
    return {*caller.actor, caller.today, std::move(once)};
}

std::string query_of(const Request& request, std::string_view name) {
    return std::string(request.query(name).value_or(""));
}

void add_responsibility(Table& table, app::Responsibility& responsibility) {
    using Which = app::Responsibility::Which;
    for (const bool mine : {false, true}) {
        table
            .add("responsible.read", Method::get,
                 mine ? "/plans/{plan:id}/mine" : "/plans/{plan:id}/responsible",
                 mine ? "list_mine" : "list_responsible",
                 mine ? http::Message{"สิ่งที่ฉันรับผิดชอบหรือปฏิบัติแทนวันนี้",
                                      "What one is responsible for, or deputises, today"}
                      : http::Message{"ผู้รับผิดชอบของโครงการ ตัวชี้วัด และขั้นตอน",
                                      "Who is responsible for projects, indicators and steps"},
                 "responsible",
                 [&responsibility, mine](const Request& request, const Caller& caller) {
                     return answer(
                         responsibility.list(request.parameter("plan"),
                                             mine ? Which::mine : Which::all, by_of(caller)),
                         request);
                 })
            .answers = {{200, "Responsible", {}, {}}};
    }
    Operation& set = table.add(
        "responsible.set", Method::put, "/plans/{plan:id}/responsible/{element:id}",
        "set_responsible",
        {"กำหนดผู้รับผิดชอบและผู้ปฏิบัติแทน", "Says who is responsible for an element, and the deputy"},
        "responsible", [&responsibility](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(responsibility.set(request.parameter("plan"),
                                                 request.parameter("element"), body, by_of(caller)),
                              request);
            });
        });
    json_body(set, "ResponsibleWanted");
    set.answers = {{200, "Responsible", {}, {}}};
    set.problems.push_back(409);
    Operation& hand_over = table.add(
        "responsible.hand_over", Method::post, "/agencies/{agency:id}/hand-overs", "hand_over",
        {"มอบงานทั้งหมดของคนหนึ่งให้อีกคน",
         "All that one is responsible for passes to another from a day on"},
        "responsible", [&responsibility](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    return answer(
                        responsibility.hand_over(caller.agency, body, by_of(caller, once)),
                        request);
                });
            });
        });
    json_body(hand_over, "HandOver");
    takes_key(hand_over);
    hand_over.answers = {{200, "HandedOver", {}, {}}};
    hand_over.problems.push_back(409);
}

void add_references(Table& table, app::ExternalReferences& references) {
    Operation& list = table.add(
        "reference.read", Method::get, "/plans/{plan:id}/references", "list_references",
        {"เรื่องที่รออยู่ในระบบอื่น", "What waits, or waited, in other systems"}, "references",
        [&references](const Request& request) {
            return answer(references.list(request.parameter("plan"), query_of(request, "subject"),
                                          query_of(request, "state")),
                          request);
        });
    list.queries = {{"subject", "string", false, {}},
                    {"state", "string", false, {"waiting", "answered", "returned", "withdrawn"}}};
    list.answers = {{200, "ExternalReferences", {}, {}}};
    Operation& add = table.add(
        "reference.set", Method::post, "/plans/{plan:id}/references", "add_reference",
        {"เพิ่มเลขอ้างอิงของระบบอื่น", "Says that something waits in another system"}, "references",
        [&references](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                const auto added = references.add(request.parameter("plan"), body, by_of(caller));
                if (!added) return refuse(added.error(), request);
                Response response = Response::json(201, added->value);
                response.set_header("ETag", '"' + added->tag + '"');
                return response;
            });
        });
    json_body(add, "NewExternalReference");
    add.answers = {{201, "ExternalReference", {}, {}}};
    Operation& change =
        table.add("reference.set", Method::patch, "/plans/{plan:id}/references/{reference:id}",
                  "change_reference", {"แก้เลขอ้างอิงหรือสถานะ", "Changes its state, number or day"},
                  "references", [&references](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(references.change(request.parameter("plan"),
                                                              request.parameter("reference"), tag,
                                                              body, by_of(caller)),
                                            request);
                          });
                      });
                  });
    json_body(change, "ExternalReferenceChange");
    needs_tag(change);
    answers_tagged(change, "ExternalReference");
    change.problems.push_back(409);
}

/// With the dictionaries that the rules can be about. Never 304: what is due changes with the day,
/// also when the rules do not.
Response retention_answer(base::Result<app::Tagged, app::Refusal> result,
                          const app::Dictionaries& dictionaries, std::string_view agency,
                          const Request& request) {
    if (!result) return refuse(result.error(), request);
    auto personal = dictionaries.personal(std::string(agency));
    if (!personal) return refuse(personal.error(), request);
    result->value.set("datasets", Value(std::move(*personal)));
    Response response = Response::json(200, result->value);
    response.set_etag(result->tag);
    return response;
}

void add_privacy(Table& table, app::Privacy& privacy, app::Year& year,
                 const app::Dictionaries& dictionaries) {
    Operation& personal =
        table.add("personal.read", Method::get, "/plans/{plan:id}/personal-records/{dataset:id}",
                  "list_personal_records",
                  {"ทะเบียนพร้อมข้อมูลส่วนบุคคล ทุกครั้งที่ดูมีการบันทึก",
                   "Records with what is personal in them; each reading is told in the chain"},
                  "privacy", [&](const Request& request, const Caller& caller) {
                      const std::string_view dataset = request.parameter("dataset");
                      std::int64_t next = 0;
                      constexpr std::size_t kMost = 10'000;
                      auto records = year.records(request.parameter("plan"), dataset,
                                                  moment_of(request), kMost, 0, next);
                      if (!records) return refuse(records.error(), request);
                      return answer(privacy.shown(caller.agency, "records " + std::string(dataset),
                                                  std::move(*records), by_of(caller)),
                                    request);
                  });
    personal.queries = {{"as_of", "string", false, {}}, {"known_at", "string", false, {}}};
    personal.answers = {{200, "Records", {}, {}}};
    personal.problems.push_back(422);
    Operation& find = table.add(
        "personal.manage", Method::get, "/agencies/{agency:id}/people", "find_people",
        {"ค้นข้อมูลส่วนบุคคลที่เก็บไว้", "Whose personal fields say a text, and in which records"},
        "privacy", [&privacy](const Request& request, const Caller& caller) {
            return answer(privacy.find(caller.agency, query_of(request, "text"), by_of(caller)),
                          request);
        });
    find.queries = {{"text", "string", true, {}}};
    find.answers = {{200, "PeopleFound", {}, {}}};
    find.problems.push_back(422);
    Operation& erase = table.add(
        "personal.manage", Method::delete_, "/agencies/{agency:id}/people", "erase_person",
        {"ลบข้อมูลส่วนบุคคล", "Erases what is personal under the id; the records stay"}, "privacy",
        [&privacy](const Request& request, const Caller& caller) {
            return answer(privacy.erase(caller.agency, query_of(request, "person"), by_of(caller)),
                          request);
        });
    erase.queries = {{"person", "string", true, {}}};
    erase.answers = {{204, {}, {}, {}}};
    table
        .add("account.manage", Method::get, "/accounts/{account:id}/data", "read_account_data",
             {"ข้อมูลทั้งหมดที่เก็บเกี่ยวกับบัญชี", "All that is kept about an account"}, "privacy",
             [&privacy](const Request& request, const Caller& caller) {
                 return answer(privacy.of_account(request.parameter("account"), by_of(caller)),
                               request);
             })
        .answers = {{200, "AccountData", {}, {}}};
    table
        .add(kOwn, Method::get, "/session/data", "read_my_data",
             {"ข้อมูลทั้งหมดที่เก็บเกี่ยวกับฉัน", "All that is kept about oneself"}, "privacy",
             [&privacy](const Request& request, const Caller& caller) {
                 return answer(privacy.of_account(caller.actor->account, by_of(caller)), request);
             })
        .answers = {{200, "AccountData", {}, {}}};
    table
        .add("personal.manage", Method::get, "/agencies/{agency:id}/retention", "read_retention",
             {"กฎการเก็บข้อมูลส่วนบุคคล และจำนวนที่จะลบวันนี้",
              "How long what is personal is kept, and how many would be erased today"},
             "privacy",
             [&privacy, &dictionaries](const Request& request, const Caller& caller) {
                 return retention_answer(privacy.retention(caller.agency, caller.today),
                                         dictionaries, caller.agency, request);
             })
        .answers = {{200, "Retention", {}, "ETag"}};
    Operation& retention = table.add(
        "personal.manage", Method::put, "/agencies/{agency:id}/retention", "set_retention",
        {"กำหนดกฎการเก็บข้อมูลส่วนบุคคล", "Sets how long what is personal is kept, by dataset"},
        "privacy", [&privacy, &dictionaries](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return with_body(request, [&](const Value& body) {
                    return retention_answer(
                        privacy.set_retention(caller.agency, tag, body, by_of(caller)),
                        dictionaries, caller.agency, request);
                });
            });
        });
    json_body(retention, "RetentionRules");
    needs_tag(retention);
    retention.answers = {{200, "Retention", {}, "ETag"}};
    Operation& traffic =
        table.add("account.manage", Method::get, "/traffic", "list_traffic",
                  {"บันทึกการเข้าใช้ระบบ", "Who signed in and out from where, newest first"}, "privacy",
                  [&privacy](const Request& request) {
                      constexpr std::size_t kShown = 500;
                      return answer(privacy.traffic(query_of(request, "account"), kShown), request);
                  });
    traffic.queries = {{"account", "string", false, {}}};
    traffic.answers = {{200, "Traffic", {}, {}}};
}

}  // namespace

void add_stewardship_operations(Table& table, const Services& services) {
    add_responsibility(table, services.responsibility);
    add_references(table, services.references);
    add_privacy(table, services.privacy, services.year, services.dictionaries);
}

}  // namespace phaen::api
