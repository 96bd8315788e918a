#include <string>
#include <utility>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/books.h"
#include "phaen/app/workspace.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::uint64_t kPdfBytes = 64u << 20;

app::By by_of(const Caller& caller) { return {*caller.actor, caller.today, {}}; }

void add_templates(Table& table, app::Books& books) {
    const std::string path = "/agencies/{agency:id}/templates";
    table
        .add("plan.print", Method::get, path, "list_templates",
             {"แม่แบบเอกสารของหน่วยงาน", "The agency's templates of books"}, "books",
             [&books](const Request& request, const Caller& caller) {
                 return answer(books.templates(caller.agency), request);
             })
        .answers = {{200, "Templates", {}, {}}};
    answers_tagged(
        table.add("plan.print", Method::get, path + "/{template:text}", "read_template",
                  {"แม่แบบที่ใช้อยู่", "A template as it is in force, and as it is shipped"}, "books",
                  [&books](const Request& request, const Caller& caller) {
                      return answer(
                          books.read_template(caller.agency, request.parameter("template")),
                          request);
                  }),
        "BookTemplate");
    Operation& put = table.add(
        "template.set", Method::put, path + "/{template:text}", "put_template",
        {"บันทึกแม่แบบของหน่วยงาน", "Makes a template the agency's own"}, "books",
        [&books](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return with_body(request, [&](const Value& body) {
                    return answer(books.put_template(caller.agency, request.parameter("template"),
                                                     tag, body, by_of(caller)),
                                  request);
                });
            });
        });
    json_body(put, "TemplateText");
    needs_tag(put);
    answers_tagged(put, "BookTemplate");
    Operation& reset = table.add(
        "template.set", Method::delete_, path + "/{template:text}", "reset_template",
        {"กลับไปใช้แม่แบบมาตรฐาน", "Back to the template that is shipped"}, "books",
        [&books](const Request& request, const Caller& caller) {
            return with_tag(request, [&](std::string_view tag) {
                return answer(books.reset_template(caller.agency, request.parameter("template"),
                                                   tag, by_of(caller)),
                              request);
            });
        });
    needs_tag(reset);
    answers_tagged(reset, "BookTemplate");
    Operation& check = table.add(
        "plan.print", Method::post, path + "/{template:text}/check", "check_template",
        {"ตรวจแม่แบบโดยไม่บันทึก", "What is wrong with a template's text; nothing is kept"}, "books",
        [](const Request& request, const Caller&) {
            return with_body(request, [&](const Value& body) {
                return answer(app::Books::check_template(request.parameter("template"), body),
                              request);
            });
        });
    json_body(check, "TemplateText");
    check.answers = {{200, "TemplateErrors", {}, {}}};
}

constexpr std::uint64_t kEditedBytes = 64u << 20;

/// What was downloaded, edited by hand and comes back.
void add_edited_files(Table& table, app::Workspace& workspace, app::Books& books) {
    Operation& review =
        table.add("plan.edit", Method::post, "/plans/{plan:id}/edited-files", "review_edited_file",
                  {"ส่งแฟ้มที่แก้ไขเพื่อดูว่าเปลี่ยนอะไร",
                   "Sends a file of the plan that was edited, to see what it would change"},
                  "books", [&workspace, &books](const Request& request) {
                      const std::string_view plan = request.parameter("plan");
                      const auto own = books.own_plan_template(plan);
                      if (!own) return refuse(own.error(), request);
                      const std::string name(request.query("file_name").value_or(""));
                      return answer(workspace.review_edited(plan, name, request.body(),
                                                            own->has_value() ? &**own : nullptr),
                                    request);
                  });
    review.queries = {{"file_name", "string", true, {}}};
    review.route.body = http::BodyRule::memory(kEditedBytes, {});
    review.body_type = "application/octet-stream";
    review.answers = {{200, "EditedReview", {}, {}}};
    for (const int status : {409, 413, 415, 422, 503}) review.problems.push_back(status);
    Operation& take = table.add(
        "plan.edit", Method::post, "/plans/{plan:id}/edited-imports", "take_edited_file",
        {"รับการแก้ไขจากแฟ้ม", "Takes over what was reviewed, as one version"}, "books",
        [&workspace, &books](const Request& request, const Caller& caller) {
            return with_all(request, caller,
                            [&](std::string_view tag, const Value& body, const app::Once& once) {
                                const std::string_view plan = request.parameter("plan");
                                const auto own = books.own_plan_template(plan);
                                if (!own) return refuse(own.error(), request);
                                return answer(
                                    workspace.take_edited(
                                        plan, tag, body, own->has_value() ? &**own : nullptr, once),
                                    request);
                            });
        });
    json_body(take, "EditedToTake");
    needs_tag(take);
    takes_key(take);
    take.answers = {{200, "Version", {}, {}}};
    for (const int status : {409, 503}) take.problems.push_back(status);
}

}  // namespace

void add_book_operations(Table& table, const Services& services) {
    app::Books& books = services.books;
    add_templates(table, books);
    add_edited_files(table, services.workspace, books);
    Operation& preview = table.add(
        "plan.print", Method::post, "/plans/{plan:id}/preview", "preview_book",
        {"ดูตัวอย่างเอกสาร", "A book as a page to look at, also by a template that is not kept"},
        "books", [&books](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(books.preview(request.parameter("plan"), body, moment_of(request),
                                            by_of(caller)),
                              request);
            });
        });
    json_body(preview, "BookPreview");
    preview.queries = {{"as_of", "string", false, {}}, {"known_at", "string", false, {}}};
    preview.answers = {{200, {}, "text/html", {}}};
    preview.problems.push_back(409);
    Operation& file = table.add(
        "evidence.add", Method::post, "/plans/{plan:id}/filed-books", "file_book",
        {"พิมพ์รายงานและแนบเป็นหลักฐานในคราวเดียว",
         "Composes a book or report and hands it in as evidence, in one act"},
        "books", [&books, &year = services.year](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return with_key(request, caller, [&](const app::Once& once) {
                    const auto kept =
                        books.file(request.parameter("plan"), body, moment_of(request),
                                   {*caller.actor, caller.today, once}, year);
                    if (!kept) return refuse(kept.error(), request);
                    return Response::json(201, *kept);
                });
            });
        });
    json_body(file, "BookToFile");
    takes_key(file);
    file.queries = {{"as_of", "string", false, {}}, {"known_at", "string", false, {}}};
    file.answers = {{201, "EvidenceKept", {}, {}}};
    file.problems.push_back(409);
    Operation& verify = table.add(
        "plan.read", Method::post, "/plans/{plan:id}/verify", "verify_book",
        {"ตรวจเอกสาร PDF กับแผน", "Whether a PDF is what a version of the plan prints"}, "books",
        [&books](const Request& request) {
            return answer(books.verify(request.parameter("plan"), request.body()), request);
        });
    verify.route.body = http::BodyRule::memory(kPdfBytes, {});
    verify.body_type = "application/pdf";
    verify.answers = {{200, "BookVerified", {}, {}}};
    for (const int status : {409, 413, 415, 503}) verify.problems.push_back(status);
}

}  // namespace phaen::api
