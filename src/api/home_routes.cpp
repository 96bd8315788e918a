#include <string>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/home.h"

namespace phaen::api {

using http::Method;
using http::Request;

void add_home_operations(Table& table, const Services& services) {
    const app::Home home(services.workspace, services.year, services.workflow, services.accounts,
                         services.notices);
    Operation& read =
        table.add("score.read", Method::get, "/plans/{plan:id}/home", "read_home",
                  {"หน้าแรกของผู้ใช้: สิ่งที่ต้องทำ สิ่งที่ล่าช้า และสิ่งที่เปลี่ยนไป",
                   "The first page: what is mine to do, what is late, what has changed"},
                  "year", [home](const Request& request, const Caller& caller) {
                      return answer(home.read(request.parameter("plan"), moment_of(request),
                                              request.query("since").value_or(""),
                                              {*caller.actor, caller.today, {}}),
                                    request);
                  });
    read.queries = {{"as_of", "string", false, {}},
                    {"known_at", "string", false, {}},
                    {"since", "string", false, {}}};
    read.answers = {{200, "Home", {}, {}}};
    for (const int status : {409, 422}) read.problems.push_back(status);
}

}  // namespace phaen::api
