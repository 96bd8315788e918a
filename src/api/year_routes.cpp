#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/year.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

app::Moment moment_of(const Request& request) {
    return {std::string(request.query("as_of").value_or("")),
            std::string(request.query("known_at").value_or(""))};
}

void takes_moment(Operation& operation) {
    operation.queries.push_back({"as_of", "string", false, {}});
    operation.queries.push_back({"known_at", "string", false, {}});
    operation.problems.push_back(422);
    operation.problems.push_back(409);
}

using View = base::Result<Value, app::Refusal> (app::Year::*)(std::string_view,
                                                              const app::Moment&) const;

/// A way to see the plan's year as of a day.
void add_view(Table& table, app::Year& year, std::string_view permission, std::string path,
              std::string id, http::Message summary, std::string schema, View view) {
    Operation& operation = table.add(
        permission, Method::get, "/plans/{plan:id}" + std::move(path), std::move(id),
        std::move(summary), "year", [&year, view](const Request& request) {
            return answer((year.*view)(request.parameter("plan"), moment_of(request)), request);
        });
    operation.answers = {{200, std::move(schema), {}, {}}};
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

}  // namespace

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
    add_command(table, year, "progress.report", "/progress", "report_progress",
                {"ส่งรายงานความก้าวหน้า", "Reports how far steps have come"}, "ProgressReports",
                "ProgressKept", &app::Year::report);
}

}  // namespace phaen::api
