#include <charconv>
#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/administration.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

Response list_audit(const app::Administration& administration, const Request& request,
                    const Caller& caller) {
    const auto page = http::read_page(request, {.list = "audit"});
    if (!page) return to_response(page.error(), request);
    const auto text = [&](std::string_view name) {
        return std::string(request.query(name).value_or(""));
    };
    app::Administration::Page wanted{text("actor"), text("about"), text("from"),
                                     text("to"),    page->limit,   0};
    if (!page->after.empty()) {
        const std::string& key = page->after.front();
        const auto [end, error] =
            std::from_chars(key.data(), key.data() + key.size(), wanted.before);
        if (error != std::errc() || end != key.data() + key.size() || wanted.before < 1)
            return to_response(http::problem_of(400), request);
    }
    std::int64_t next = 0;
    const auto found = administration.audit(caller.agency, wanted, next);
    if (!found) return refuse(found.error(), request);
    Response response = Response::json(200, *found);
    if (next != 0)
        link_next(response, request, http::encode_cursor("audit", {std::to_string(next)}));
    return response;
}

}  // namespace

void add_administration_operations(Table& table, const Services& services) {
    app::Administration& administration = services.administration;
    Operation& add =
        table.add("account.manage", Method::post, "/agencies", "add_agency",
                  {"เพิ่มหน่วยงาน", "Adds an agency; who adds it is its administrator"}, "agencies",
                  [&administration](const Request& request, const Caller& caller) {
                      return with_body(request, [&](const Value& body) {
                          const auto added = administration.add_agency(caller.actor->account, body);
                          if (!added) return refuse(added.error(), request);
                          return Response::json(201, *added);
                      });
                  });
    json_body(add, "NewAgency");
    add.answers = {{201, "Agency", {}, {}}};
    add.problems.push_back(409);
    Operation& rename = table.add(
        "role.assign", Method::patch, "/agencies/{agency:id}", "rename_agency",
        {"เปลี่ยนชื่อหน่วยงาน", "Renames an agency"}, "agencies",
        [&administration](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    administration.rename_agency(caller.actor->account, caller.agency, body),
                    request);
            });
        });
    json_body(rename, "AgencyNames");
    rename.answers = {{200, "Agency", {}, {}}};
    rename.problems.push_back(409);
    Operation& audit =
        table.add("audit.read", Method::get, "/agencies/{agency:id}/audit", "list_audit",
                  {"บันทึกการตรวจสอบ ใหม่สุดก่อน", "The chain of commands, newest first"}, "audit",
                  [&administration](const Request& request, const Caller& caller) {
                      return list_audit(administration, request, caller);
                  });
    audit.queries = {{"actor", "string", false, {}},  {"about", "string", false, {}},
                     {"from", "string", false, {}},   {"to", "string", false, {}},
                     {"limit", "integer", false, {}}, {"cursor", "string", false, {}}};
    audit.answers = {{200, "AuditEntries", {}, "Link"}};
    for (const int status : {400, 422}) audit.problems.push_back(status);
    table
        .add("audit.read", Method::get, "/agencies/{agency:id}/audit/proof", "prove_audit",
             {"ตรวจสายบันทึกทั้งหมด", "Walks the chain: does each entry hold?"}, "audit",
             [&administration](const Request& request, const Caller& caller) {
                 return answer(administration.proof(caller.agency), request);
             })
        .answers = {{200, "AuditProof", {}, {}}};
}

}  // namespace phaen::api
