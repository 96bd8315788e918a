#include "gate.h"

#include <sodium.h>

#include <memory>
#include <optional>
#include <utility>

#include "answers.h"
#include "phaen/base/check.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using http::Request;
using http::Response;

namespace {

http::Problem not_signed_in() {
    http::Problem problem = http::problem_of(401);
    problem.type = "not_signed_in";
    problem.title = {"ยังไม่ได้เข้าสู่ระบบ", "You are not signed in"};
    problem.detail = {"เข้าสู่ระบบแล้วทำรายการอีกครั้ง สิ่งที่กรอกไว้ยังอยู่",
                      "Sign in and try again. Programs send “Authorization: Bearer TOKEN”."};
    return problem;
}

http::Problem no_proof() {
    http::Problem problem = http::problem_of(403);
    problem.type = "csrf_token_missing";
    problem.detail = {
        "คำขอนี้ไม่ได้มาจากหน้าของระบบ โหลดหน้าใหม่แล้วลองอีกครั้ง",
        "The request did not come from a page of ours: load the page again and repeat. "
        "X-CSRF-Token must be what GET /api/v1/session tells."};
    return problem;
}

http::Problem not_permitted(std::string_view permission) {
    const app::Permission* row = app::find_permission(permission);
    PHAEN_CHECK(row != nullptr, "a permission of the table");
    http::Problem problem = http::problem_of(403);
    problem.type = "not_permitted";
    problem.title = {"ไม่มีสิทธิ์", "You may not do this"};
    problem.detail = {
        "บทบาทของท่านในหน่วยงานนี้ยังไม่มีสิทธิ์ “" + std::string(row->th) + "” ขอให้ผู้ดูแลระบบมอบหมายบทบาท",
        "Your roles in this agency do not let you " + std::string(row->en) +
            ". Ask your administrator for a role that does."};
    problem.members.emplace_back("permission", base::Value(permission));
    return problem;
}

http::Problem not_for_this_token() {
    http::Problem problem = http::problem_of(403);
    problem.type = "limited_token";
    problem.title = {"โทเค็นนี้ใช้ทำรายการนี้ไม่ได้", "This token is not for that"};
    problem.detail = {"โทเค็นนี้จำกัดสิทธิ์ไว้ จึงไม่ถึงข้อมูลส่วนตัวของบัญชี ใช้โทเค็นที่ไม่จำกัดสิทธิ์ หรือเข้าสู่ระบบ",
                      "The token was made for some permissions only and does not reach what is the "
                      "account's own. "
                      "Use one without limits, or sign in."};
    return problem;
}

http::Problem session_needed() {
    http::Problem problem = http::problem_of(403);
    problem.type = "session_needed";
    problem.title = {"ต้องเข้าสู่ระบบด้วยตนเอง", "Sign in to do this"};
    problem.detail = {"โทเค็นเปลี่ยนรหัสผ่าน การยืนยันสองขั้น หรือสร้างโทเค็นใหม่ไม่ได้ เข้าสู่ระบบแล้วทำรายการอีกครั้ง",
                      "A token cannot change the password or the second factor, or make another "
                      "token. Sign in and "
                      "try again."};
    return problem;
}

http::Problem not_there() { return http::problem_of(404); }

bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// Whether somebody who signed in needs no permission of the table.
bool is_for_anyone(std::string_view permission) {
    return permission == kSignedIn || permission == kOwn || permission == kSession;
}

/// The parameter of the path that leads to an agency.
enum class Leads { nowhere, agency, plan, import, job };

Leads leads_of(std::string_view pattern) {
    if (pattern.find("{agency:") != std::string_view::npos) return Leads::agency;
    if (pattern.find("{plan:") != std::string_view::npos) return Leads::plan;
    if (pattern.find("{import:") != std::string_view::npos) return Leads::import;
    if (pattern.find("{job:") != std::string_view::npos) return Leads::job;
    return Leads::nowhere;
}

class Gate {
  public:
    Gate(const Services& services, const Operation& operation)
        : accounts_(services.accounts),
          workspace_(services.workspace),
          permission_(operation.permission),
          leads_(leads_of(operation.route.pattern)),
          writes_(operation.route.method != http::Method::get) {}

    /// Calls `next` for who may pass.
    Response pass(const Request& request,
                  const std::function<Response(const Caller&)>& next) const {
        const std::optional<std::string_view> bearer = bearer_of(request);
        const std::string_view cookie = request.cookie(kSessionCookie).value_or("");
        auto known = bearer           ? accounts_.by_bearer(*bearer)
                     : cookie.empty() ? base::Result<app::Known, app::Refusal>(app::Known{})
                                      : accounts_.by_session(cookie);
        if (!known) return refuse(known.error(), request);
        Caller caller;
        caller.actor = known->actor.get();
        caller.session = bearer ? std::string_view() : cookie;
        caller.today = accounts_.today();
        if (permission_ == kPublic) return next(caller);
        if (caller.actor == nullptr) {
            Response response = to_response(not_signed_in(), request);
            response.set_header("WWW-Authenticate", "Bearer");
            return response;
        }
        if (writes_ && !bearer && !is_same(request.header(kCsrfHeader).value_or(""), known->csrf)) {
            return to_response(no_proof(), request);
        }
        if (permission_ == kOwn && !caller.actor->token_scopes.empty())
            return to_response(not_for_this_token(), request);
        if (permission_ == kSession && caller.actor->is_token)
            return to_response(session_needed(), request);
        return pass_to_agency(request, caller, next);
    }

    /// As `pass`, but null when somebody or something must be looked up first, or may not pass:
    /// then `pass` says so. Only of what changes nothing in a plan's agency.
    std::optional<Response> pass_quickly(
        const Request& request,
        const std::function<std::optional<Response>(const Caller&)>& next) const {
        const std::optional<std::string_view> bearer = bearer_of(request);
        const std::string_view cookie = request.cookie(kSessionCookie).value_or("");
        const auto known = accounts_.believed(bearer ? *bearer : cookie, bearer.has_value());
        if (!known || known->actor == nullptr) return std::nullopt;
        const auto agency = workspace_.known_agency_of_plan(request.parameter("plan"));
        if (!agency) return std::nullopt;
        Caller caller;
        caller.actor = known->actor.get();
        caller.session = bearer ? std::string_view() : cookie;
        caller.today = accounts_.today();
        caller.agency = *agency;
        const app::Scope scope =
            app::widest_scope(*caller.actor, permission_, *agency, caller.today);
        if (scope == app::Scope::none) return std::nullopt;
        if (scope != app::Scope::all && !app::belongs_to(*caller.actor, *agency, caller.today))
            return std::nullopt;
        return next(caller);
    }
    [[nodiscard]] bool may_be_quick() const {
        return !writes_ && leads_ == Leads::plan && permission_ != kPublic &&
               !is_for_anyone(permission_);
    }

  private:
    static std::optional<std::string_view> bearer_of(const Request& request) {
        constexpr std::string_view kScheme = "Bearer ";
        const auto header = request.header("Authorization");
        if (!header || !header->starts_with(kScheme)) return std::nullopt;
        return header->substr(kScheme.size());
    }

    Response pass_to_agency(const Request& request, Caller& caller,
                            const std::function<Response(const Caller&)>& next) const {
        std::string agency;
        if (leads_ == Leads::agency) {
            agency = request.parameter("agency");
        } else if (leads_ != Leads::nowhere) {
            auto found =
                leads_ == Leads::plan     ? workspace_.agency_of_plan(request.parameter("plan"))
                : leads_ == Leads::import ? workspace_.agency_of_import(request.parameter("import"))
                                          : workspace_.agency_of_job(request.parameter("job"));
            if (!found) return refuse(found.error(), request);
            agency = std::move(*found);
        }
        caller.agency = agency;
        const bool anyone = is_for_anyone(permission_);
        // Nobody learns what other agencies have.
        const bool is_member = app::belongs_to(*caller.actor, agency, caller.today);
        const app::Scope scope =
            anyone ? app::Scope::none
                   : app::widest_scope(*caller.actor, permission_, agency, caller.today);
        if (leads_ != Leads::nowhere && !is_member && scope != app::Scope::all)
            return to_response(not_there(), request);
        if (!anyone && scope == app::Scope::none)
            return to_response(not_permitted(permission_), request);
        return next(caller);
    }

    app::Accounts& accounts_;
    app::Workspace& workspace_;
    std::string_view permission_;
    Leads leads_;
    bool writes_;
};

}  // namespace

void close(Operation& operation, const Services& services) {
    const auto gate = std::make_shared<const Gate>(services, operation);
    if (operation.route.body.limit_bytes() > 0) {
        operation.route.admission = [gate](const Request& request) -> std::optional<Response> {
            bool passed = false;
            Response response = gate->pass(request, [&](const Caller&) {
                passed = true;
                return Response::empty();
            });
            if (passed) return std::nullopt;
            return response;
        };
    }
    if (operation.quick_handler) {
        PHAEN_CHECK(gate->may_be_quick(), "only reads of a plan are answered quickly");
        operation.route.quick = [gate, quick = operation.quick_handler](const Request& request) {
            return gate->pass_quickly(request,
                                      [&](const Caller& caller) { return quick(request, caller); });
        };
    }
    operation.route.handler = [gate, handler = operation.handler](const Request& request) {
        return gate->pass(request, [&](const Caller& caller) { return handler(request, caller); });
    };
}

}  // namespace phaen::api
