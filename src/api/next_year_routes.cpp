// From one fiscal year to the next, and frameworks of other plans.
#include <string>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/roll_over.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

void add_next_year_operations(Table& table, const Services& services) {
    app::Workspace& workspace = services.workspace;
    app::Year& year = services.year;
    Operation& trial = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/next-year/trial", "try_next_year",
        {"ดูร่างแผนปีถัดไปโดยไม่เก็บ", "What would become of the plan in the year after; keeps nothing"},
        "plans", [&year](const Request& request) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    app::try_next_year(year, request.parameter("plan"), body, moment_of(request)),
                    request);
            });
        });
    json_body(trial, "NextYearChoice");
    trial.answers = {{200, "NextYear", {}, {}}};
    Operation& make = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/next-year", "make_next_year",
        {"ทำแผนปีถัดไปจากแผนและผลของปีนี้",
         "Makes the plan of the year after, of the plan and what its year came to"},
        "plans", [&workspace, &year](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    const auto made = app::make_next_year(
                        workspace, year, request.parameter("plan"), body, moment_of(request), once);
                    if (!made) return refuse(made.error(), request);
                    Response response = Response::json(201, *made);
                    response.set_header(
                        "Location",
                        "/api/v1/plans/" + *made->find("plan")->find("id")->as_string());
                    return response;
                });
            });
        });
    json_body(make, "NextYearChoice");
    takes_key(make);
    make.answers = {{201, "NextYear", {}, "Location"}};
    make.problems.push_back(409);
    for (Operation* operation : {&trial, &make}) {
        operation->queries = {{"as_of", "string", false, {}}, {"known_at", "string", false, {}}};
        operation->body_optional = true;
    }
    Operation& adopt = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/adopted-frameworks", "adopt_frameworks",
        {"รับกรอบยุทธศาสตร์จากแผนอื่น", "Takes frameworks of another plan; links are kept"}, "plans",
        [&workspace](const Request& request, const Caller& caller) {
            return with_all(
                request, caller,
                [&](std::string_view tag, const Value& body, const app::Once& once) {
                    return answer(app::adopt_frameworks(workspace, request.parameter("plan"), tag,
                                                        body, {*caller.actor, caller.today, once}),
                                  request);
                });
        });
    json_body(adopt, "FrameworksWanted");
    needs_tag(adopt);
    takes_key(adopt);
    adopt.answers = {{200, "FrameworksAdopted", {}, {}}};
    adopt.problems.push_back(409);
}

}  // namespace phaen::api
