#include <string>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/search.h"

namespace phaen::api {

using http::Method;
using http::Request;

void add_search_operations(Table& table, const Services& services) {
    const app::Search search(services.workspace, services.year, services.workflow,
                             services.accounts);
    Operation& find = table.add(
        "agency.read", Method::get, "/plans/{plan:id}/search", "search_plan",
        {"ค้นทะเบียน หลักฐาน คำขอและหนังสือ และบุคคล เท่าที่ผู้ใช้มีสิทธิ์ดู",
         "Finds records, evidence, requests and letters, and people, of what the caller may see"},
        "year", [search](const Request& request, const Caller& caller) {
            return answer(
                search.find(request.parameter("plan"), request.query("words").value_or(""),
                            {*caller.actor, caller.today, {}}),
                request);
        });
    find.queries = {{"words", "string", true, {}}};
    find.answers = {{200, "Found", {}, {}}};
    for (const int status : {409, 422}) find.problems.push_back(status);
}

}  // namespace phaen::api
