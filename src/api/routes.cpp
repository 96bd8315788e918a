#include "phaen/api/routes.h"

#include <charconv>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "answers.h"
#include "gate.h"
#include "operation_table.h"
#include "phaen/api/openapi.h"
#include "phaen/app/plan_then.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"
#include "phaen/http/response.h"

namespace phaen::api {

using base::Value;
using http::BodyRule;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::uint64_t kDocumentBytes = 64u << 20;
/// Who asks, for what no key makes harmless: a tag does.
app::Once asked_by(const Caller& caller) { return {{}, {}, caller.actor->account}; }

std::vector<std::string> agencies_of(const Caller& caller) {
    std::vector<std::string> agencies;
    for (const app::Duty& duty : caller.actor->duties) {
        if (app::belongs_to(*caller.actor, duty.agency, caller.today))
            agencies.push_back(duty.agency);
    }
    return agencies;
}

void add_agencies(Table& table, app::Workspace& workspace) {
    table
        .add(kSignedIn, Method::get, "/agencies", "list_agencies", {"หน่วยงานทั้งหมด", "All agencies"},
             "agencies",
             [&](const Request& request, const Caller& caller) {
                 return answer(workspace.agencies(agencies_of(caller)), request);
             })
        .answers = {{200, "Agencies", {}, {}}};
    table
        .add("plan.read", Method::get, "/agencies/{agency:id}/plans", "list_plans",
             {"แผนของหน่วยงาน", "An agency's plans"}, "plans",
             [&](const Request& request) {
                 return answer(workspace.plans(request.parameter("agency")), request);
             })
        .answers = {{200, "PlanHeads", {}, {}}};
    table
        .add("import.read", Method::get, "/agencies/{agency:id}/imports", "list_imports",
             {"การนำเข้าของหน่วยงาน", "An agency's imports"}, "imports",
             [&](const Request& request) {
                 return answer(workspace.imports(request.parameter("agency")), request);
             })
        .answers = {{200, "Imports", {}, {}}};
    Operation& upload = table.add(
        "import.manage", Method::post, "/agencies/{agency:id}/imports", "import_document",
        {"ส่งเอกสารแผนเพื่ออ่าน", "Send a plan's document to be read"}, "imports",
        [&](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                const auto job =
                    workspace.upload(request.parameter("agency"),
                                     request.query("file_name").value_or(""), request.body(), once);
                if (!job) return refuse(job.error(), request);
                Response response = Response::json(202, *job);
                response.set_header("Location", "/api/v1/jobs/" + *job->find("id")->as_string());
                return response;
            });
        });
    takes_key(upload);
    upload.route.body = BodyRule::memory(kDocumentBytes, {});
    upload.body_type = "application/octet-stream";
    upload.queries = {{"file_name", "string", true, {}}};
    upload.answers = {{202, "Job", {}, "Location"}};
    upload.problems.push_back(413);
    Operation& add = table.add(
        "import.manage", Method::post, "/agencies/{agency:id}/plans", "add_plan",
        {"เพิ่มแผนจากแฟ้มแผน", "Takes a plan file as a plan of the agency"}, "plans",
        [&](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    const auto added = workspace.add_plan(request.parameter("agency"), body, once);
                    if (!added) return refuse(added.error(), request);
                    Response response = Response::json(201, *added);
                    response.set_header("Location",
                                        "/api/v1/plans/" + *added->find("plan")->as_string());
                    return response;
                });
            });
        });
    json_body(add, "PlanContent");
    takes_key(add);
    add.answers = {{201, "Accepted", {}, "Location"}};
    add.problems.push_back(409);
}

void add_jobs(Table& table, app::Workspace& workspace, http::EventHub& hub) {
    table
        .add("import.read", Method::get, "/jobs/{job:id}", "read_job",
             {"ความคืบหน้าของงาน", "How far a job is"}, "jobs",
             [&](const Request& request) {
                 return answer(workspace.job(request.parameter("job")), request);
             })
        .answers = {{200, "Job", {}, {}}};
    table
        .add("import.manage", Method::delete_, "/jobs/{job:id}", "stop_job",
             {"หยุดงาน", "Stops a job"}, "jobs",
             [&](const Request& request) {
                 return answer(workspace.stop_job(request.parameter("job")), request);
             })
        .answers = {{204, {}, {}, {}}};
    table
        .add("import.read", Method::get, "/jobs/{job:id}/events", "watch_job",
             {"ติดตามงาน", "A job as it goes"}, "jobs",
             [&](const Request& request) {
                 const std::string id(request.parameter("job"));
                 // Listening first: nothing that changes after the reading is missed.
                 const auto stream = hub.subscribe({"job/" + id});
                 const auto job = workspace.job(id);
                 if (!job) return refuse(job.error(), request);
                 stream->push(http::Event{{}, "job", base::to_compact_json(*job)});
                 const std::string& status = *job->find("status")->as_string();
                 if (status != "queued" && status != "running") stream->end();
                 return Response::events(stream);
             })
        .answers = {{200, {}, "text/event-stream", {}}};
}

void add_imports(Table& table, app::Workspace& workspace) {
    answers_tagged(
        table.add("import.read", Method::get, "/imports/{import:id}", "read_import",
                  {"เอกสารที่อ่านแล้วกับร่างแผน", "A document as it was read, with its draft plan"},
                  "imports",
                  [&](const Request& request) {
                      return answer(workspace.import(request.parameter("import")), request);
                  }),
        "Import");
    Operation& hints = table.add(
        "import.manage", Method::put, "/imports/{import:id}/hints", "set_hints",
        {"บอกความหมายของหัวข้อและคอลัมน์แล้วอ่านใหม่",
         "Says what headings and columns mean and reads the document again"},
        "imports", [&](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    workspace.set_hints(request.parameter("import"), body, asked_by(caller)),
                    request);
            });
        });
    json_body(hints, "Hints");
    answers_tagged(hints, "Import");
    hints.problems.push_back(409);
    answers_tagged(table.add("import.read", Method::get,
                             "/imports/{import:id}/elements/{element:id}", "read_draft_element",
                             {"องค์ประกอบหนึ่งของร่างแผน", "One element of the draft plan"}, "imports",
                             [&](const Request& request) {
                                 return answer(
                                     workspace.import_element(request.parameter("import"),
                                                              request.parameter("element")),
                                     request);
                             }),
                   "Element");
    Operation& change = table.add(
        "import.manage", Method::patch, "/imports/{import:id}/elements/{element:id}",
        "change_draft_element", {"แก้องค์ประกอบของร่างแผน", "Corrects an element of the draft plan"},
        "imports", [&](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return with_body(request, [&](const Value& body) {
                    return answer(workspace.change_import_element(request.parameter("import"),
                                                                  request.parameter("element"), tag,
                                                                  body, asked_by(caller)),
                                  request);
                });
            });
        });
    json_body(change, "ElementPatch", "application/merge-patch+json");
    needs_tag(change);
    answers_tagged(change, "DraftChanged");
    change.problems.push_back(409);
    Operation& narrative = table.add(
        "import.manage", Method::post, "/imports/{import:id}/narratives", "take_as_prose",
        {"รับย่อหน้าเป็นข้อความบรรยายของแผน", "Takes a paragraph as prose of the plan"}, "imports",
        [&](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    return answer(workspace.add_narrative(request.parameter("import"), body, once),
                                  request);
                });
            });
        });
    json_body(narrative, "BlockNumber");
    takes_key(narrative);
    answers_tagged(narrative, "Import");
    narrative.problems.push_back(409);
    Operation& accept = table.add(
        "import.manage", Method::post, "/imports/{import:id}/accept", "accept_import",
        {"รับเป็นแผน", "Makes it a plan"}, "imports",
        [&](const Request& request, const Caller& caller) {
            return with_all(
                request, caller,
                [&](std::string_view tag, const Value& body, const app::Once& once) {
                    const auto accepted =
                        workspace.accept_import(request.parameter("import"), tag, body, once);
                    if (!accepted) return refuse(accepted.error(), request);
                    Response response = Response::json(201, *accepted);
                    response.set_header("Location",
                                        "/api/v1/plans/" + *accepted->find("plan")->as_string());
                    return response;
                });
        });
    json_body(accept, "OptionalReason");
    needs_tag(accept);
    takes_key(accept);
    accept.answers = {{201, "Accepted", {}, "Location"}};
    accept.body_optional = true;
    accept.problems.push_back(409);
    Operation& discard = table.add(
        "import.manage", Method::delete_, "/imports/{import:id}", "discard_import",
        {"ทิ้งการนำเข้า", "Discards an import"}, "imports",
        [&](const Request& request, const Caller& caller) {
            return answer(workspace.discard_import(request.parameter("import"), asked_by(caller)),
                          request);
        });
    discard.answers = {{204, {}, {}, {}}};
    discard.problems.push_back(409);
    Operation& document =
        table.add("import.read", Method::get, "/imports/{import:id}/document", "download_document",
                  {"ดาวน์โหลดเอกสาร", "The document itself, or with the findings as comments"},
                  "imports", [&](const Request& request) {
                      const bool annotated = request.query("annotated") == "1";
                      return answer(workspace.document(request.parameter("import"),
                                                       annotated ? app::DocumentForm::annotated
                                                                 : app::DocumentForm::as_uploaded,
                                                       request.language() == http::Language::th),
                                    request);
                  });
    document.queries = {{"annotated", "string", false, {"0", "1"}}};
    document.answers = {
        {200, {}, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", {}},
        {200, {}, "text/plain", {}}};
    for (const int status : {415, 422}) document.problems.push_back(status);
    table
        .add(kSignedIn, Method::get, "/catalogue", "read_catalogue",
             {"ความหมายที่บอกได้", "What a hint may say"}, "imports",
             [](const Request&) { return Response::json(200, app::Workspace::catalogue()); })
        .answers = {{200, "Catalogue", {}, {}}};
}

std::optional<std::int64_t> number_of(const Request& request, std::string_view name) {
    const auto text = request.query(name);
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 1)
        return std::nullopt;
    return number;
}

Response list_versions(app::Workspace& workspace, const Request& request) {
    const auto page = http::read_page(request, {.list = "versions"});
    if (!page) return to_response(page.error(), request);
    app::Page wanted{page->limit, 0};
    if (!page->after.empty()) {
        const std::string& key = page->after.front();
        const auto [end, error] =
            std::from_chars(key.data(), key.data() + key.size(), wanted.before);
        if (error != std::errc() || end != key.data() + key.size() || wanted.before < 1)
            return to_response(http::problem_of(400), request);
    }
    std::int64_t next = 0;
    const auto versions = workspace.versions(request.parameter("plan"), wanted, next);
    if (!versions) return refuse(versions.error(), request);
    Response response = Response::json(200, *versions);
    if (next != 0)
        link_next(response, request, http::encode_cursor("versions", {std::to_string(next)}));
    return response;
}

report::TimelineFilter timeline_filter_of(const Request& request) {
    const auto said = [&](std::string_view name) {
        return std::string(request.query(name).value_or(""));
    };
    return {said("owner"), said("project"), said("state"), said("text"),
            request.query("paper") == "a3"};
}

void add_plans(Table& table, app::Workspace& workspace, http::EventHub& hub, app::Books& books,
               app::Privacy& privacy) {
    Operation& read = table.add(
        "plan.read", Method::get, "/plans/{plan:id}", "read_plan",
        {"แผนฉบับล่าสุด หรือฉบับที่ใช้อยู่ ณ วันที่ระบุ",
         "The newest version, or the one that was in force on a day"},
        "plans", [&](const Request& request) {
            return answer(app::plan_then(workspace, request.parameter("plan"), moment_of(request)),
                          request);
        });
    answers_tagged(read, "Plan");
    read.queries = {{"as_of", "string", false, {}}, {"known_at", "string", false, {}}};
    read.problems.push_back(422);
    Operation& read_element = table.add(
        "plan.read", Method::get, "/plans/{plan:id}/elements/{element:id}", "read_element",
        {"องค์ประกอบหนึ่งของแผน", "One element of the plan"}, "plans", [&](const Request& request) {
            return answer(
                workspace.written_element(request.parameter("plan"), request.parameter("element")),
                request);
        });
    answers_tagged(read_element, "Element");
    read_element.quick_handler = [&](const Request& request,
                                     const Caller&) -> std::optional<Response> {
        auto written =
            workspace.known_element(request.parameter("plan"), request.parameter("element"));
        if (!written) return std::nullopt;
        return answer(
            app::Workspace::Answer<std::shared_ptr<const app::Written>>(std::move(written)),
            request);
    };
    Operation& change =
        table.add("plan.edit", Method::patch, "/plans/{plan:id}/elements/{element:id}",
                  "change_element", {"แก้องค์ประกอบของแผน", "Changes an element of the plan"},
                  "plans", [&](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return with_body(request, [&](const Value& body) {
                              return answer(workspace.change_element(request.parameter("plan"),
                                                                     request.parameter("element"),
                                                                     tag, body, asked_by(caller)),
                                            request);
                          });
                      });
                  });
    json_body(change, "ElementPatch", "application/merge-patch+json");
    needs_tag(change);
    answers_tagged(change, "ElementChanged");
    change.problems.push_back(409);
    Operation& add = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/elements", "add_element",
        {"เพิ่มองค์ประกอบของแผน", "Adds an element to the plan"}, "plans",
        [&](const Request& request, const Caller& caller) {
            return with_key(request, caller, [&](const app::Once& once) {
                return with_body(request, [&](const Value& body) {
                    const std::string_view plan = request.parameter("plan");
                    const auto added = workspace.add_element(plan, body, once);
                    if (!added) return refuse(added.error(), request);
                    Response response = Response::json(201, added->value);
                    response.set_header("ETag", '"' + added->tag + '"');
                    response.set_header("Location",
                                        "/api/v1/plans/" + std::string(plan) + "/elements/" +
                                            *added->value.find("element")->find("id")->as_string());
                    return response;
                });
            });
        });
    json_body(add, "ElementAddition");
    takes_key(add);
    add.answers = {{201, "ElementChanged", {}, "Location"}};
    add.problems.push_back(409);
    Operation& remove =
        table.add("plan.edit", Method::delete_, "/plans/{plan:id}/elements/{element:id}",
                  "remove_element", {"ลบองค์ประกอบของแผน", "Removes an element from the plan"},
                  "plans", [&](const Request& request, const Caller& caller) {
                      return with_tag(request, [&](std::string_view tag) {
                          return answer(workspace.remove_element(request.parameter("plan"),
                                                                 request.parameter("element"), tag,
                                                                 asked_by(caller)),
                                        request);
                      });
                  });
    remove.answers = {{200, "Version", {}, {}}};
    remove.problems.push_back(409);
    remove.problems.push_back(400);
    needs_tag(remove);
    for (const bool back : {true, false}) {
        Operation& step = table.add(
            "plan.edit", Method::post, back ? "/plans/{plan:id}/undo" : "/plans/{plan:id}/redo",
            back ? "undo" : "redo",
            back ? http::Message{"เลิกทำการแก้ไขล่าสุด", "Takes the last change back"}
                 : http::Message{"ทำซ้ำสิ่งที่เลิกทำ", "Brings back what was undone"},
            "plans", [&workspace, back](const Request& request, const Caller& caller) {
                return with_tag(request, [&](std::string_view tag) {
                    return with_key(request, caller, [&](const app::Once& once) {
                        const std::string_view plan = request.parameter("plan");
                        return answer(back ? workspace.undo(plan, tag, once)
                                           : workspace.redo(plan, tag, once),
                                      request);
                    });
                });
            });
        takes_key(step);
        step.answers = {{200, "Version", {}, {}}};
        step.problems.push_back(409);
        needs_tag(step);
    }
    Operation& versions =
        table.add("plan.read", Method::get, "/plans/{plan:id}/versions", "list_versions",
                  {"ประวัติของแผน", "The plan's history, newest first"}, "versions",
                  [&](const Request& request) { return list_versions(workspace, request); });
    versions.queries = {{"limit", "integer", false, {}}, {"cursor", "string", false, {}}};
    versions.answers = {{200, "Versions", {}, "Link"}};
    versions.problems.push_back(400);
    answers_tagged(table.add("plan.read", Method::get, "/plans/{plan:id}/versions/{number:int}",
                             "read_version", {"แผนฉบับหนึ่ง", "One version"}, "versions",
                             [&](const Request& request) {
                                 return answer(workspace.version(request.parameter("plan"),
                                                                 request.integer("number")),
                                               request);
                             }),
                   "VersionContent");
    Operation& compare = table.add(
        "plan.read", Method::get, "/plans/{plan:id}/compare", "compare_versions",
        {"เทียบสองฉบับ", "Compares two versions"}, "versions", [&](const Request& request) {
            const auto from = number_of(request, "from");
            const auto to = number_of(request, "to");
            if (!from || !to) {
                return to_response(
                    http::problem_of(400, {"ระบุ from และ to เป็นเลขฉบับ",
                                           "Give “from” and “to” as numbers of versions."}),
                    request);
            }
            return answer(workspace.compare(request.parameter("plan"), *from, *to), request);
        });
    compare.queries = {{"from", "integer", true, {}}, {"to", "integer", true, {}}};
    compare.answers = {{200, "Diff", {}, {}}};
    compare.problems.push_back(400);
    Operation& download = table.add(
        "plan.print", Method::get, "/plans/{plan:id}/download", "download_plan",
        {"ดาวน์โหลดไฟล์แผน", "The plan as a file"}, "plans", [&](const Request& request) {
            const bool json = request.query("format") == "json";
            return answer(workspace.download(request.parameter("plan"),
                                             json ? app::PlanForm::json : app::PlanForm::toml),
                          request);
        });
    download.queries = {{"format", "string", false, {"toml", "json"}}};
    download.answers = {{200, {}, "application/toml", {}}, {200, {}, "application/json", {}}};
    Operation& book = table.add(
        "plan.print", Method::get, "/plans/{plan:id}/book", "download_book",
        {"ดาวน์โหลดเล่มแผนหรือรายงานของปี", "The plan as a book for people, or a report of its year"},
        "plans", [&](const Request& request, const Caller& caller) {
            const std::string_view plan = request.parameter("plan");
            const std::string name(request.query("book").value_or("plan"));
            const std::string format(request.query("format").value_or("pdf"));
            const auto choice = request.query("template") == "shipped"
                                    ? app::TemplateChoice::shipped
                                    : app::TemplateChoice::agency;
            const app::By by{*caller.actor, caller.today, {}};
            app::ReadPersons read_persons;
            if (request.query("personal") == "yes") {
                read_persons = [&privacy, &by](std::string_view agency, std::string_view about,
                                               const std::set<std::string>& ids) {
                    return privacy.persons(agency, about, ids, by);
                };
            }
            auto made = books.book(plan, name, format, choice, moment_of(request), by,
                                   timeline_filter_of(request), read_persons);
            // Only a PDF is shown in the browser: it has no script and no address of ours.
            if (made && made->content_type == "application/pdf")
                made->shown = request.query("shown") == "1";
            return answer(made, request);
        });
    book.queries = {
        {"book",
         "string",
         false,
         {"plan", "agreement", "indicators", "projects", "progress", "budget", "self_assessment",
          "evaluation", "results", "meetings", "evidence", "timeline", "quarters"}},
        {"as_of", "string", false, {}},
        {"known_at", "string", false, {}},
        {"format", "string", false, {"pdf", "docx", "html", "xlsx", "txt"}},
        {"template", "string", false, {"agency", "shipped"}},
        // With what is personal in records, for `personal.read`; each time is told in the chain.
        {"personal", "string", false, {"yes"}},
        // Of the timeline: what of it, and on which paper.
        {"owner", "string", false, {}},
        {"project", "string", false, {}},
        {"state", "string", false, {"done", "late", "due", "waiting", "cancelled", "not_reported"}},
        {"text", "string", false, {}},
        {"paper", "string", false, {"a4", "a3"}},
        {"shown", "integer", false, {}}};
    book.answers = {
        {200, {}, "application/pdf", {}},
        {200, {}, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", {}},
        {200, {}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {}},
        {200, {}, "text/html", {}},
        {200, {}, "text/plain", {}}};
    book.problems.push_back(409);
    book.problems.push_back(422);
    table
        .add("plan.read", Method::get, "/plans/{plan:id}/events", "watch_plan",
             {"ติดตามการแก้ไข", "The plan's new versions as they come"}, "plans",
             [&](const Request& request) {
                 const std::string id(request.parameter("plan"));
                 const auto stream = hub.subscribe({"plan/" + id});
                 const auto plan = workspace.plan(id);
                 if (!plan) return refuse(plan.error(), request);
                 return Response::events(stream);
             })
        .answers = {{200, {}, "text/event-stream", {}}};
}

void add_findings(Table& table, app::Workspace& workspace) {
    answers_tagged(
        table.add("finding.read", Method::get, "/plans/{plan:id}/findings", "list_findings",
                  {"ข้อสังเกตของแผน", "What the checker says"}, "findings",
                  [&](const Request& request) {
                      return answer(workspace.findings(request.parameter("plan")), request);
                  }),
        "Findings");
    Operation& accept = table.add(
        "finding.accept", Method::post, "/plans/{plan:id}/findings/{key:id}/accept",
        "accept_finding", {"ยอมรับข้อสังเกตพร้อมเหตุผล", "Accepts a finding with a reason"}, "findings",
        [&](const Request& request, const Caller& caller) {
            return with_all(request, caller,
                            [&](std::string_view tag, const Value& body, const app::Once& once) {
                                return answer(workspace.accept_finding(request.parameter("plan"),
                                                                       request.parameter("key"),
                                                                       tag, body, once),
                                              request);
                            });
        });
    json_body(accept, "Reason");
    needs_tag(accept);
    takes_key(accept);
    answers_tagged(accept, "Findings");
    accept.problems.push_back(409);
    Operation& mend = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/findings/{key:id}/mend", "mend_finding",
        {"แก้ไขตามข้อเสนอ", "Applies a finding's fix"}, "findings",
        [&](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return with_key(request, caller, [&](const app::Once& once) {
                    return answer(workspace.mend_finding(request.parameter("plan"),
                                                         request.parameter("key"), tag, once),
                                  request);
                });
            });
        });
    needs_tag(mend);
    takes_key(mend);
    answers_tagged(mend, "Findings");
    mend.problems.push_back(409);
    table
        .add(kSignedIn, Method::get, "/rules/{rule:text}", "read_rule",
             {"กฎข้อหนึ่ง", "One rule, explained"}, "findings",
             [](const Request& request) {
                 return answer(app::Workspace::rule(request.parameter("rule")), request);
             })
        .answers = {{200, "Rule", {}, {}}};
}

}  // namespace

std::vector<Operation> operations(const Services& services) {
    app::Workspace& workspace = services.workspace;
    http::EventHub& hub = services.hub;
    Table table;
    add_agencies(table, workspace);
    add_jobs(table, workspace, hub);
    add_imports(table, workspace);
    add_plans(table, workspace, hub, services.books, services.privacy);
    add_book_operations(table, services);
    add_dictionary_operations(table, services);
    add_scheme_operations(table, services);
    add_findings(table, workspace);
    add_home_operations(table, services);
    add_search_operations(table, services);
    add_year_operations(table, services);
    add_next_year_operations(table, services);
    add_workflow_operations(table, services);
    add_notice_operations(table, services);
    add_administration_operations(table, services);
    add_backup_operations(table, services);
    add_stewardship_operations(table, services);
    add_account_operations(table, services);
    table
        .add(kPublic, Method::get, "/openapi.json", "read_openapi",
             {"คำอธิบายส่วนต่อประสาน", "This description"}, "description",
             [](const Request&) { return Response::empty(); })
        .answers = {{200, "OpenApi", {}, {}}};
    return table.take();
}

void add_routes(http::Router& router, const Services& services) {
    std::vector<Operation> all = operations(services);
    const auto text = std::make_shared<const std::string>(base::to_compact_json(openapi(all)));
    for (Operation& operation : all) {
        if (operation.route.operation_id == "read_openapi") {
            operation.handler = [text](const Request&, const Caller&) {
                return Response::view(200, "application/json", *text, text);
            };
        }
        close(operation, services);
        router.add(std::move(operation.route));
    }
}

}  // namespace phaen::api
