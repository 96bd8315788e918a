#include <map>
#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/accounts.h"
#include "phaen/app/workflow.h"

namespace phaen::api {

namespace {

/// The subject with the names of those who took its steps: a history knows accounts. Null for who
/// has none any more.
base::Value with_names(base::Value subject, app::Accounts& accounts) {
    const base::Value* history = subject.find("history");
    if (history == nullptr || history->as_array() == nullptr) return subject;
    std::map<std::string, base::Value> names;
    base::Array moves;
    for (base::Value move : *history->as_array()) {
        const base::Value* by = move.find("by");
        if (by != nullptr && by->as_string() != nullptr) {
            const auto [name, is_new] = names.try_emplace(*by->as_string());
            const auto known = is_new ? accounts.by_account(name->first)
                                      : app::Accounts::Answer<app::Known>(app::Known{});
            if (known && known->actor != nullptr) name->second = base::Value(known->actor->name);
            move.set("by_name", name->second);
        }
        moves.push_back(std::move(move));
    }
    subject.set("history", base::Value(std::move(moves)));
    return subject;
}

using base::Value;
using http::Method;
using http::Request;
using http::Response;

void add_files(Table& table, app::Workflow& workflow) {
    constexpr std::uint64_t kFileBytes = 64u << 20;
    const std::string path = "/agencies/{agency:id}/subjects/{kind:id}/{subject:text}/files";
    Operation& add =
        table.add("workflow.move", Method::post, path, "add_subject_file",
                  {"แนบไฟล์กับเรื่อง", "Keeps a file for the next step of a subject, which names it"},
                  "workflow", [&workflow](const Request& request, const Caller& caller) {
                      const auto kept = workflow.add_file(
                          caller.agency, request.parameter("kind"), request.parameter("subject"),
                          request.query("file_name").value_or(""), request.body(),
                          {*caller.actor, caller.today, {}});
                      if (!kept) return refuse(kept.error(), request);
                      return Response::json(201, *kept);
                  });
    add.route.body = http::BodyRule::memory(kFileBytes, {});
    add.body_type = "application/octet-stream";
    add.queries = {{"file_name", "string", true, {}}};
    add.answers = {{201, "SubjectFile", {}, {}}};
    for (const int status : {413, 422}) add.problems.push_back(status);
    Operation& file = table.add(
        "workflow.read", Method::get, path + "/{file:text}", "download_subject_file",
        {"ดาวน์โหลดไฟล์ของเรื่อง", "A file that a step of the subject named"}, "workflow",
        [&workflow](const Request& request, const Caller& caller) {
            return answer(workflow.file(caller.agency, request.parameter("kind"),
                                        request.parameter("subject"), request.parameter("file"),
                                        *caller.actor, caller.today),
                          request);
        });
    file.answers = {{200, {}, "application/octet-stream", {}}};
    file.problems.push_back(409);
}

}  // namespace

void add_workflow_operations(Table& table, const Services& services) {
    app::Workflow& workflow = services.workflow;
    app::Accounts& accounts = services.accounts;
    app::Workspace& workspace = services.workspace;
    answers_tagged(
        table.add("workflow.read", Method::get, "/agencies/{agency:id}/workflows", "list_workflows",
                  {"ขั้นตอนการอนุมัติของหน่วยงาน", "The agency's workflows: states, actions, roles"},
                  "workflow",
                  [&workflow](const Request& request, const Caller& caller) {
                      return answer(workflow.kinds(caller.agency), request);
                  }),
        "Workflows");
    Operation& set =
        table.add("workflow.set", Method::put, "/agencies/{agency:id}/workflows", "set_workflows",
                  {"กำหนดขั้นตอนการอนุมัติ", "Sets the agency's workflows"}, "workflow",
                  [&workflow](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(workflow.set_kinds(caller.agency, tag, body,
                                                               {*caller.actor, caller.today, {}}),
                                            request);
                          });
                      });
                  });
    json_body(set, "Workflows");
    needs_tag(set);
    answers_tagged(set, "Workflows");
    set.problems.push_back(409);
    Operation& list = table.add(
        "workflow.read", Method::get, "/agencies/{agency:id}/subjects", "list_subjects",
        {"เรื่องที่อยู่ในขั้นตอน", "Subjects under way, with what the caller may do"}, "workflow",
        [&workflow](const Request& request, const Caller& caller) {
            return answer(workflow.list(caller.agency, request.query("kind").value_or(""),
                                        request.query("waiting") == "true", *caller.actor,
                                        caller.today, request.query("about").value_or("")),
                          request);
        });
    list.queries = {{"kind", "string", false, {}},
                    {"waiting", "boolean", false, {}},
                    {"about", "string", false, {}}};
    list.answers = {{200, "Subjects", {}, {}}};
    table
        .add("workflow.read", Method::get,
             "/agencies/{agency:id}/subjects/{kind:id}/{subject:text}", "read_subject",
             {"เรื่องหนึ่งกับประวัติ", "A subject with its history"}, "workflow",
             [&workflow, &accounts](const Request& request, const Caller& caller) {
                 auto subject =
                     workflow.read(caller.agency, request.parameter("kind"),
                                   request.parameter("subject"), *caller.actor, caller.today);
                 if (subject) *subject = with_names(std::move(*subject), accounts);
                 return answer(subject, request);
             })
        .answers = {{200, "SubjectWithHistory", {}, {}}};
    table
        .add("plan.read", Method::get, "/plans/{plan:id}/locks", "list_locks",
             {"สิ่งที่การอนุมัติล็อกไว้", "What approvals hold fast in the plan"}, "workflow",
             [&workflow](const Request& request, const Caller& caller) {
                 return answer(workflow.locks(caller.agency, request.parameter("plan")), request);
             })
        .answers = {{200, "PlanLocks", {}, {}}};
    table
        .add("finding.read", Method::get, "/plans/{plan:id}/standing", "read_standing",
             {"ข้อสังเกตของแผน และสิ่งที่การอนุมัติล็อกไว้",
              "What the checker says of the plan, and what approvals hold fast in it"},
             "workflow",
             [&workflow, &workspace](const Request& request, const Caller& caller) {
                 const std::string plan(request.parameter("plan"));
                 auto findings = workspace.findings(plan);
                 if (!findings) return refuse(findings.error(), request);
                 auto locks = workflow.locks(caller.agency, plan);
                 if (!locks) return refuse(locks.error(), request);
                 return http::Response::json(
                     200, Value(base::Object{{"findings", std::move(findings->value)},
                                             {"locks", *locks->find("items")}}));
             })
        .answers = {{200, "PlanStanding", {}, {}}};
    Operation& take = table.add(
        "workflow.move", Method::post, "/agencies/{agency:id}/subjects/{kind:id}/{subject:text}",
        "move_subject", {"ดำเนินการขั้นต่อไป", "Takes the next step of a subject"}, "workflow",
        [&workflow](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    return answer(workflow.take(caller.agency, request.parameter("kind"),
                                                request.parameter("subject"), body,
                                                {*caller.actor, caller.today, once}),
                                  request);
                });
            });
        });
    json_body(take, "SubjectMove");
    takes_key(take);
    take.answers = {{200, "SubjectWithHistory", {}, {}}};
    take.problems.push_back(409);
    add_files(table, workflow);
}

}  // namespace phaen::api
