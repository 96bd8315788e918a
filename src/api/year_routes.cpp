#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/year.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::string_view kRecordList = "records";

void takes_moment(Operation& operation) {
    operation.queries.push_back({"as_of", "string", false, {}});
    operation.queries.push_back({"known_at", "string", false, {}});
    operation.problems.push_back(422);
    operation.problems.push_back(409);
}

using View = app::Year::Kept (app::Year::*)(std::string_view, const app::Moment&) const;

/// A way to see the plan's year as of a day.
void add_view(Table& table, app::Year& year, std::string_view permission, std::string path,
              std::string id, http::Message summary, std::string schema, View view) {
    Operation& operation = table.add(
        permission, Method::get, "/plans/{plan:id}" + std::move(path), std::move(id),
        std::move(summary), "year", [&year, view](const Request& request) {
            return answer((year.*view)(request.parameter("plan"), moment_of(request)), request);
        });
    answers_tagged(operation, std::move(schema));
    takes_moment(operation);
}

using Command = base::Result<Value, app::Refusal> (app::Year::*)(std::string_view, const Value&,
                                                                 const app::By&);

/// Facts of a body, all of them or none.
void add_command(Table& table, app::Year& year, std::string_view permission, std::string path,
                 std::string id, http::Message summary, std::string body, std::string answer_shape,
                 Command command) {
    Operation& operation = table.add(
        permission, Method::post, "/plans/{plan:id}" + std::move(path), std::move(id),
        std::move(summary), "year", [&year, command](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& sent) {
                    const auto kept = (year.*command)(request.parameter("plan"), sent,
                                                      {*caller.actor, caller.today, once});
                    if (!kept) return refuse(kept.error(), request);
                    return Response::json(201, *kept);
                });
            });
        });
    json_body(operation, std::move(body));
    takes_key(operation);
    operation.answers = {{201, std::move(answer_shape), {}, {}}};
    operation.problems.push_back(409);
}

app::By by_of(const Caller& caller, const app::Once& once = {}) {
    return {*caller.actor, caller.today, once};
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

/// A page of a list whose place is one number.
Response paged(const Request& request, std::string_view list,
               const std::function<base::Result<Value, app::Refusal>(
                   std::size_t limit, std::int64_t from, std::int64_t& next)>& read) {
    const auto page = http::read_page(request, {.list = list});
    if (!page) return to_response(page.error(), request);
    const auto from =
        page->after.empty() ? std::optional<std::int64_t>(0) : integer_of(page->after.front());
    if (!from) return to_response(http::problem_of(400), request);
    std::int64_t next = 0;
    const auto found = read(page->limit, *from, next);
    if (!found) return refuse(found.error(), request);
    Response response = Response::json(200, *found);
    if (next != 0) link_next(response, request, http::encode_cursor(list, {std::to_string(next)}));
    return response;
}

void answers_paged(Operation& operation, std::string schema) {
    operation.queries.push_back({"limit", "integer", false, {}});
    operation.queries.push_back({"cursor", "string", false, {}});
    operation.answers = {{200, std::move(schema), {}, "Link"}};
    for (const int status : {400, 409, 422}) operation.problems.push_back(status);
}

Response add_evidence(app::Year& year, const Request& request, const Caller& caller) {
    const auto text = [&](std::string_view name) {
        return std::string(request.query(name).value_or(""));
    };
    app::Year::NewEvidence what{text("element"), text("on"), text("title"), text("file_name"), {}};
    if (const auto level = request.query("level")) {
        const auto number = integer_of(*level);
        constexpr std::int64_t kMost = 100;
        if (!number || *number > kMost) {
            return to_response(http::problem_of(400, {"level ต้องเป็นจำนวนเต็ม 0 ถึง 100",
                                                      "“level” must be an integer, 0 to 100."}),
                               request);
        }
        what.level = static_cast<int>(*number);
    }
    return with_key(request, caller, [&](const app::Once& once) {
        const auto added =
            year.add_evidence(request.parameter("plan"), what, request.body(), by_of(caller, once));
        if (!added) return refuse(added.error(), request);
        return Response::json(201, *added);
    });
}

void add_evidence_operations(Table& table, app::Year& year) {
    constexpr std::uint64_t kFileBytes = 64u << 20;
    Operation& add =
        table.add("evidence.add", Method::post, "/plans/{plan:id}/evidence", "add_evidence",
                  {"แนบหลักฐาน", "Hands in a file that shows something"}, "year",
                  [&year](const Request& request, const Caller& caller) {
                      return add_evidence(year, request, caller);
                  });
    takes_key(add);
    add.route.body = http::BodyRule::memory(kFileBytes, {});
    add.body_type = "application/octet-stream";
    add.queries = {{"element", "string", true, {}},
                   {"on", "string", true, {}},
                   {"title", "string", true, {}},
                   {"file_name", "string", true, {}},
                   {"level", "integer", false, {}}};
    add.answers = {{201, "EvidenceKept", {}, {}}};
    for (const int status : {409, 413}) add.problems.push_back(status);
    Operation& file = table.add(
        "progress.read", Method::get, "/plans/{plan:id}/evidence/{fact:id}/file",
        "download_evidence", {"ดาวน์โหลดหลักฐาน", "The file of a piece of evidence"}, "year",
        [&year](const Request& request) {
            return answer(year.evidence_file(request.parameter("plan"), request.parameter("fact")),
                          request);
        });
    file.answers = {{200, {}, "application/octet-stream", {}}};
    file.problems.push_back(409);
}

void add_sheet_operations(Table& table, app::Year& year) {
    constexpr std::uint64_t kSheetBytes = 64u << 20;
    Operation& look = table.add(
        "posting.add", Method::post, "/plans/{plan:id}/sheets", "look_at_sheet",
        {"ส่งตารางของระบบการเงินเพื่อดูว่าจะอ่านอย่างไร",
         "Sends a sheet of the finance system, to see how it would be read"},
        "year", [&year](const Request& request) {
            return answer(year.look_at_sheet(request.parameter("plan"), request.body()), request);
        });
    look.route.body = http::BodyRule::memory(kSheetBytes, {});
    look.body_type = "application/octet-stream";
    look.answers = {{200, "SheetSeen", {}, {}}};
    for (const int status : {409, 413, 422}) look.problems.push_back(status);
    const auto add = [&](std::string path, std::string id, http::Message summary, std::string body,
                         std::string shape, Command command) {
        Operation& operation = table.add(
            "posting.add", Method::post, "/plans/{plan:id}" + std::move(path), std::move(id),
            std::move(summary), "year",
            [&year, command](const Request& request, const Caller& caller) {
                return with_key(request, caller, [&](const app::Once& once) {
                    return with_body(request, [&](const Value& sent) {
                        return answer(
                            (year.*command)(request.parameter("plan"), sent, by_of(caller, once)),
                            request);
                    });
                });
            });
        json_body(operation, std::move(body));
        takes_key(operation);
        operation.answers = {{200, std::move(shape), {}, {}}};
        operation.problems.push_back(409);
    };
    add("/sheet-imports", "import_sheet",
        {"ลองหรือนำเข้าตารางของระบบการเงิน", "Tries or imports a sheet of the finance system"},
        "SheetToImport", "SheetImported", &app::Year::import_sheet);
    add("/posting-removals", "take_back_postings",
        {"ถอนรายการงบประมาณหลายรายการ", "Takes postings back, with what they had corrected"},
        "PostingsToTakeBack", "FactsKept", &app::Year::take_back_postings);
}

void add_fact_operations(Table& table, app::Year& year) {
    Operation& list = table.add(
        "progress.read", Method::get, "/plans/{plan:id}/facts", "list_facts",
        {"สิ่งที่บันทึกไว้ ใหม่สุดก่อน", "What was recorded, newest first"}, "year",
        [&year](const Request& request, const Caller& caller) {
            return paged(
                request, "facts", [&](std::size_t limit, std::int64_t from, std::int64_t& next) {
                    const app::Year::FactPage page{
                        std::string(request.query("kind").value_or("")),
                        std::string(request.query("element").value_or("")), limit, from};
                    return year.facts(request.parameter("plan"), page, by_of(caller), next);
                });
        });
    answers_paged(list, "Facts");
    list.queries.push_back({"kind",
                            "string",
                            false,
                            {"progress", "posting", "record", "evidence", "assessment", "event"}});
    list.queries.push_back({"element", "string", false, {}});
    Operation& withdraw = table.add(
        "fact.withdraw", Method::delete_, "/plans/{plan:id}/facts/{fact:id}", "withdraw_fact",
        {"ถอนสิ่งที่บันทึก", "Takes back what a fact says"}, "year",
        [&year](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return answer(year.withdraw(request.parameter("plan"), request.parameter("fact"),
                                            by_of(caller, once)),
                              request);
            });
        });
    takes_key(withdraw);
    withdraw.answers = {{200, "FactsKept", {}, {}}};
    withdraw.problems.push_back(409);
}

/// Says where each register goes on as the list of its records takes it.
Value with_cursors(Value registries) {
    for (auto& [name, member] : *registries.as_object()) {
        if (name != "registers") continue;
        for (Value& one : *member.as_array()) {
            const std::int64_t* next = one.find("next")->as_integer();
            if (next != nullptr)
                one.set("next", Value(http::encode_cursor(kRecordList, {std::to_string(*next)})));
        }
    }
    return registries;
}

void add_dataset_operations(Table& table, app::Year& year) {
    Operation& records =
        table.add("record.read", Method::get, "/plans/{plan:id}/records/{dataset:id}",
                  "list_records", {"ทะเบียนของชุดข้อมูล", "The records of a dataset as they stand"},
                  "year", [&year](const Request& request) {
                      return paged(request, kRecordList,
                                   [&](std::size_t limit, std::int64_t from, std::int64_t& next) {
                                       return year.records(request.parameter("plan"),
                                                           request.parameter("dataset"),
                                                           moment_of(request), limit, from, next);
                                   });
                  });
    answers_paged(records, "Records");
    takes_moment(records);
    Operation& registries = table.add(
        "record.read", Method::get, "/plans/{plan:id}/registries", "read_registries",
        {"หน้าทะเบียน: พจนานุกรมข้อมูล ทะเบียนที่เปิด และตัวชี้วัดที่ใช้ข้อมูลนั้น",
         "The screen of the registries: dictionaries, the records of one, and what they feed"},
        "year", [&year](const Request& request, const Caller& caller) {
            auto found =
                year.registries(request.parameter("plan"), request.query("dataset").value_or(""),
                                moment_of(request), by_of(caller));
            if (!found) return refuse(found.error(), request);
            return Response::json(200, with_cursors(std::move(*found)));
        });
    registries.queries = {{"dataset", "string", false, {}}};
    registries.answers = {{200, "Registries", {}, {}}};
    takes_moment(registries);
    Operation& trial = table.add(
        "record.put", Method::post, "/plans/{plan:id}/record-trials", "try_records",
        {"ลองบันทึกทะเบียนโดยไม่เก็บ",
         "What is wrong with records, and what they would change; keeps nothing"},
        "year", [&year](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& sent) {
                return answer(year.try_records(request.parameter("plan"), sent, by_of(caller)),
                              request);
            });
        });
    json_body(trial, "NewRecords");
    trial.answers = {{200, "RecordsTried", {}, {}}};
    trial.problems.push_back(409);
}

void add_draft_operations(Table& table, app::Year& year) {
    const std::string path = "/plans/{plan:id}/drafts/{draft:id}";
    answers_tagged(table.add("draft.write", Method::get, path, "read_draft",
                             {"แบบที่กำลังกรอก", "A form that one is filling in"}, "year",
                             [&year](const Request& request, const Caller& caller) {
                                 return answer(
                                     year.draft(request.parameter("plan"),
                                                request.parameter("draft"), by_of(caller)),
                                     request);
                             }),
                   "FormDraft");
    Operation& put =
        table.add("draft.write", Method::put, path, "put_draft",
                  {"เก็บแบบที่กำลังกรอก (ครั้งแรกใช้ If-Match \"0\")",
                   "Keeps a form that one is filling in; for the first time with the tag 0"},
                  "year", [&year](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(year.put_draft(request.parameter("plan"),
                                                           request.parameter("draft"), tag, body,
                                                           by_of(caller)),
                                            request);
                          });
                      });
                  });
    json_body(put, "FormBody");
    needs_tag(put);
    answers_tagged(put, "FormDraft");
    Operation& drop =
        table.add("draft.write", Method::delete_, path, "drop_draft",
                  {"ทิ้งแบบที่กำลังกรอก", "Throws a form away"}, "year",
                  [&year](const Request& request, const Caller& caller) {
                      return answer(year.drop_draft(request.parameter("plan"),
                                                    request.parameter("draft"), by_of(caller)),
                                    request);
                  });
    drop.answers = {{204, {}, {}, {}}};
}

void add_commands(Table& table, app::Year& year) {
    add_command(table, year, "progress.report", "/progress", "report_progress",
                {"ส่งรายงานความก้าวหน้า", "Reports how far steps have come"}, "ProgressReports",
                "ProgressKept", &app::Year::report);
    add_command(table, year, "posting.add", "/postings", "add_postings",
                {"บันทึกรายการงบประมาณ", "Posts to the budget ledger"}, "Postings", "FactsKept",
                &app::Year::post);
    add_command(table, year, "event.add", "/events", "add_event",
                {"บันทึกเหตุการณ์", "Records what befell a project or a step"}, "NewEvent", "FactsKept",
                &app::Year::add_event);
    add_command(table, year, "agency.read", "/assessments", "add_assessment",
                {"ประเมินตัวชี้วัด", "Judges an indicator"}, "NewAssessment", "FactsKept",
                &app::Year::assess);
    add_command(table, year, "record.put", "/records", "put_records",
                {"บันทึกทะเบียน", "Writes records of datasets"}, "NewRecords", "FactsKept",
                &app::Year::put_records);
}

}  // namespace

app::Moment moment_of(const Request& request) {
    return {std::string(request.query("as_of").value_or("")),
            std::string(request.query("known_at").value_or(""))};
}

void add_year_operations(Table& table, const Services& services) {
    app::Year& year = services.year;
    add_view(table, year, "score.read", "/year", "read_year",
             {"ปีงบประมาณเดินไปถึงไหน", "How the year stands"}, "YearOverview", &app::Year::overview);
    add_view(table, year, "score.read", "/score", "read_score",
             {"คะแนนและที่มา", "Every score with what it comes from"}, "Derivation",
             &app::Year::score);
    add_view(table, year, "money.read", "/money", "read_money",
             {"ยอดงบประมาณและการเบิกจ่าย", "Balances, the curve of the year, assertions"}, "Money",
             &app::Year::money);
    Operation& under = table.add(
        "score.read", Method::get, "/plans/{plan:id}/score-under", "read_score_under",
        {"คะแนนของปีนี้ตามเกณฑ์ของแผนปีอื่น",
         "The scores by the year's own criteria and by those of another year's plan"},
        "year", [&year](const Request& request, const Caller& caller) {
            return answer(year.under_criteria(request.parameter("plan"),
                                              std::string(request.query("criteria").value_or("")),
                                              moment_of(request), by_of(caller)),
                          request);
        });
    under.queries.push_back({"criteria", "string", true, {}});
    answers_tagged(under, "ScoresUnder");
    takes_moment(under);
    Operation& progress =
        table.add("progress.read", Method::get, "/plans/{plan:id}/progress", "read_progress",
                  {"แบบรายงานความก้าวหน้าของเดือน", "The month's grid of steps"}, "year",
                  [&year](const Request& request) {
                      return answer(year.progress(request.parameter("plan"),
                                                  request.query("month").value_or(""),
                                                  request.query("owner").value_or("")),
                                    request);
                  });
    progress.queries = {{"month", "string", false, {}}, {"owner", "string", false, {}}};
    progress.answers = {{200, "ProgressGrid", {}, {}}};
    for (const int status : {409, 422}) progress.problems.push_back(status);
    add_view(table, year, "score.read", "/outlook", "read_outlook",
             {"คาดการณ์สิ้นปีและคำแนะนำ", "How the year will likely end, and what to do"}, "Outlook",
             &app::Year::outlook);
    Operation& what_if =
        table.add("score.read", Method::post, "/plans/{plan:id}/what-if", "ask_what_if",
                  {"คะแนนจะเป็นเท่าใดถ้า…", "The scores, were some facts so"}, "year",
                  [&year](const Request& request) {
                      return with_body(request, [&](const Value& body) {
                          return answer(year.what_if(request.parameter("plan"), body), request);
                      });
                  });
    json_body(what_if, "Suppositions");
    what_if.answers = {{200, "WhatIf", {}, {}}};
    what_if.problems.push_back(409);
    add_commands(table, year);
    add_sheet_operations(table, year);
    add_evidence_operations(table, year);
    add_fact_operations(table, year);
    add_dataset_operations(table, year);
    add_draft_operations(table, year);
}

}  // namespace phaen::api
