#include <string>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/proposed_scheme.h"
#include "phaen/app/schemes.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

app::By by_of(const Caller& caller) { return {*caller.actor, caller.today, {}}; }

/// Never 304: the tag is of the agency's own, and which plans name it changes without that.
Response scheme_answer(const base::Result<app::Tagged, app::Refusal>& result,
                       const Request& request) {
    if (!result) return refuse(result.error(), request);
    Response response = Response::json(200, result->value);
    response.set_etag(result->tag);
    return response;
}

}  // namespace

void add_scheme_operations(Table& table, const Services& services) {
    app::Schemes& schemes = services.schemes;
    const app::Workspace& workspace = services.workspace;
    const std::string path = "/agencies/{agency:id}/schemes";
    const std::string one = path + "/{scheme:id}";
    table
        .add("plan.read", Method::get, path, "list_schemes",
             {"หลักเกณฑ์ประจำปีที่หน่วยงานใช้ได้ กับแผนที่อ้าง",
              "The years' schemes that the agency can use, with the plans that name them"},
             "year",
             [&schemes, &workspace](const Request& request, const Caller& caller) {
                 return answer(schemes.list(std::string(caller.agency), workspace), request);
             })
        .answers = {{200, "Schemes", {}, {}}};
    table
        .add("plan.read", Method::get, one, "read_scheme",
             {"หลักเกณฑ์ประจำปีหนึ่งฉบับ กับแฟ้ม", "A scheme, with its file and its editions"}, "year",
             [&schemes, &workspace](const Request& request, const Caller& caller) {
                 return scheme_answer(schemes.read(std::string(caller.agency),
                                                   request.parameter("scheme"), workspace),
                                      request);
             })
        .answers = {{200, "Scheme", {}, "ETag"}};
    Operation& put =
        table.add("workflow.set", Method::put, one, "put_scheme",
                  {"กำหนดหลักเกณฑ์ประจำปีของหน่วยงาน",
                   "Makes a file the agency's own scheme, or its next edition"},
                  "year", [&schemes, &workspace](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(schemes.set(std::string(caller.agency),
                                                        request.parameter("scheme"), tag, body,
                                                        by_of(caller), workspace),
                                            request);
                          });
                      });
                  });
    json_body(put, "SchemeText");
    needs_tag(put);
    put.answers = {{200, "Scheme", {}, "ETag"}};
    put.problems.push_back(409);
    Operation& remove = table.add(
        "workflow.set", Method::delete_, one, "remove_scheme",
        {"นำหลักเกณฑ์ของหน่วยงานออก", "Removes the agency's own scheme, unless a plan goes by it"},
        "year", [&schemes, &workspace](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return answer(
                    schemes.remove(std::string(caller.agency), request.parameter("scheme"), tag,
                                   by_of(caller), workspace),
                    request);
            });
        });
    needs_tag(remove);
    remove.answers = {{204, {}, {}, {}}};
    remove.problems.push_back(409);
    Operation& check = table.add(
        "workflow.set", Method::post, "/agencies/{agency:id}/scheme-checks", "check_scheme",
        {"ตรวจแฟ้มหลักเกณฑ์โดยไม่บันทึก",
         "What is wrong with a scheme's file, and what it would become; nothing is kept"},
        "year", [&schemes](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(schemes.check(std::string(caller.agency), body), request);
            });
        });
    json_body(check, "SchemeText");
    check.answers = {{200, "SchemeCheck", {}, {}}};
    table
        .add("plan.read", Method::get, "/plans/{plan:id}/proposed-scheme", "propose_scheme",
             {"ร่างหลักเกณฑ์ประจำปีจากสิ่งที่แผนพิมพ์",
              "The scheme that the plan's own print suggests, as a file"},
             "year",
             [&workspace](const Request& request) {
                 return answer(app::proposed_scheme(workspace, request.parameter("plan")), request);
             })
        .answers = {{200, "ProposedScheme", {}, {}}};
}

}  // namespace phaen::api
