#include <charconv>
#include <string>
#include <utility>

#include "answers.h"
#include "gate.h"
#include "operation_table.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"

namespace phaen::api {

using base::Object;
using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::string_view kProviderCookie = "phaen_provider";
constexpr std::uint64_t kSmallBody = 16u << 10;

bool is_over_tls(const Request& request) { return request.header("X-Forwarded-Proto") == "https"; }

/// Gone with the browser's session when `token` is empty.
http::Cookie cookie_of(const Request& request, std::string token) {
    http::Cookie cookie;
    cookie.name = kSessionCookie;
    cookie.max_age = std::chrono::seconds(token.empty() ? -1 : 7 * 86'400);
    cookie.value = std::move(token);
    cookie.secure = is_over_tls(request);
    return cookie;
}

std::string text_of(const Value& body, std::string_view name) {
    const Value* member = body.find(name);
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

/// The caller as the browser keeps it.
Response session_answer(app::Accounts& accounts, const app::Actor* actor, const std::string& csrf,
                        const Value& example, const app::Oidc& oidc, const Request& request) {
    Value session{Object{{"signed_in", Value(actor != nullptr)}}};
    if (actor != nullptr) {
        auto me = accounts.me(*actor);
        if (!me) return refuse(me.error(), request);
        session.set("csrf", Value(csrf));
        session.set("account", std::move(*me));
    } else {
        if (!example.is_null()) session.set("example_accounts", example);
        if (oidc.is_on()) session.set("provider", Value(Object{{"name", Value(oidc.name())}}));
    }
    Response response = Response::json(200, session);
    response.set_header("Cache-Control", "no-store");
    return response;
}

void add_session(Table& table, const Services& services) {
    app::Accounts& accounts = services.accounts;
    Operation& sign_in = table.add(
        kPublic, Method::post, "/session", "sign_in", {"เข้าสู่ระบบ", "Signs in"}, "session",
        [&accounts, &privacy = services.privacy, &oidc = services.oidc](const Request& request,
                                                                        const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                // Whoever was signed in here no longer is.
                if (!caller.session.empty()) {
                    const auto out = accounts.sign_out(caller.session);
                    if (!out) return refuse(out.error(), request);
                }
                auto signed_in = accounts.sign_in({text_of(body, "login"),
                                                   text_of(body, "password"), text_of(body, "code"),
                                                   std::string(request.remote_address())});
                privacy.note_traffic(signed_in ? "sign_in" : "sign_in_failed",
                                     signed_in ? signed_in->actor->account : "",
                                     request.remote_address());
                if (!signed_in) {
                    Response response = refuse(signed_in.error(), request);
                    for (const auto& [name, value] : signed_in.error().members) {
                        if (name == "retry_after")
                            response.set_header("Retry-After", std::to_string(*value.as_integer()));
                    }
                    return response;
                }
                Response response = session_answer(accounts, signed_in->actor.get(),
                                                   signed_in->csrf, {}, oidc, request);
                response.set_cookie(cookie_of(request, signed_in->token));
                return response;
            });
        });
    json_body(sign_in, "Credentials");
    sign_in.route.body = http::BodyRule::memory(kSmallBody, {"application/json"});
    sign_in.answers = {{200, "Session", {}, {}}};
    for (const int status : {401, 429}) sign_in.problems.push_back(status);
    table
        .add(kPublic, Method::get, "/session", "read_session", {"ผู้ที่เข้าสู่ระบบอยู่", "Who is signed in"},
             "session",
             [&accounts, &oidc = services.oidc, example = services.example_accounts](
                 const Request& request, const Caller& caller) {
                 std::string csrf;
                 if (!caller.session.empty()) {
                     const auto known = accounts.by_session(caller.session);
                     if (known) csrf = known->csrf;
                 }
                 return session_answer(accounts, caller.actor, csrf, example, oidc, request);
             })
        .answers = {{200, "Session", {}, {}}};
    table
        .add(
            kSignedIn, Method::delete_, "/session", "sign_out", {"ออกจากระบบ", "Signs out"},
            "session",
            [&accounts, &privacy = services.privacy](const Request& request, const Caller& caller) {
                const auto out = accounts.sign_out(caller.session);
                if (!out) return refuse(out.error(), request);
                privacy.note_traffic("sign_out", caller.actor->account, request.remote_address());
                Response response = Response::empty();
                response.set_cookie(cookie_of(request, ""));
                return response;
            })
        .answers = {{204, {}, {}, {}}};
    Operation& password = table.add(
        kSession, Method::put, "/session/password", "change_password",
        {"เปลี่ยนรหัสผ่าน", "Changes one's password; all other sessions end"}, "session",
        [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(accounts.change_password(*caller.actor, body, caller.session),
                              request);
            });
        });
    json_body(password, "PasswordChange");
    password.answers = {{204, {}, {}, {}}};
    password.problems.push_back(429);
}

/// Of the way to a provider and back; gone when `value` is empty.
http::Cookie provider_cookie(const Request& request, std::string value) {
    http::Cookie cookie;
    cookie.name = kProviderCookie;
    cookie.max_age = std::chrono::seconds(value.empty() ? -1 : 600);
    cookie.value = std::move(value);
    cookie.secure = is_over_tls(request);
    cookie.path = "/api/v1/session/provider";
    return cookie;
}

void add_provider(Table& table, const Services& services) {
    app::Oidc& oidc = services.oidc;
    app::Accounts& accounts = services.accounts;
    Operation& begin =
        table.add(kPublic, Method::get, "/session/provider", "sign_in_by_provider",
                  {"เข้าสู่ระบบผ่านผู้ให้บริการ", "Goes to the OpenID Connect provider"}, "session",
                  [&oidc](const Request& request, const Caller&) {
                      auto begun = oidc.begin(request.query("to").value_or("/"));
                      if (!begun) return refuse(begun.error(), request);
                      Response response = Response::empty(302);
                      response.set_header("Location", begun->address);
                      response.set_header("Cache-Control", "no-store");
                      response.set_cookie(provider_cookie(request, std::move(begun->cookie)));
                      return response;
                  });
    begin.queries = {{"to", "string", false, {}}};
    begin.answers = {{302, {}, {}, "Location"}};
    for (const int status : {401, 404}) begin.problems.push_back(status);
    Operation& finish = table.add(
        kPublic, Method::get, "/session/provider/back", "sign_in_from_provider",
        {"กลับจากผู้ให้บริการ", "Comes back from the provider, signed in or not"}, "session",
        [&oidc, &accounts, &privacy = services.privacy](const Request& request,
                                                        const Caller& caller) {
            auto finished = oidc.finish(
                request.query("code").value_or(""), request.query("state").value_or(""),
                request.query("iss").value_or(""), request.cookie(kProviderCookie).value_or(""));
            // People read the sign-in page, not problem details.
            Response response = Response::see_other(
                finished ? finished->target : "/sign-in?failed=" + finished.error().type);
            response.set_header("Cache-Control", "no-store");
            response.set_cookie(provider_cookie(request, ""));
            privacy.note_traffic(finished ? "sign_in" : "sign_in_failed",
                                 finished ? finished->signed_in.actor->account : "",
                                 request.remote_address());
            if (!finished) return response;
            if (!caller.session.empty()) (void)accounts.sign_out(caller.session);
            response.set_cookie(cookie_of(request, std::move(finished->signed_in.token)));
            return response;
        });
    finish.queries = {{"code", "string", false, {}},
                      {"state", "string", false, {}},
                      {"iss", "string", false, {}}};
    finish.answers = {{303, {}, {}, "Location"}};
}

/// What is shown once and kept nowhere on the way.
Response told_once(const base::Result<Value, app::Refusal>& result, int status,
                   const Request& request) {
    if (!result) return refuse(result.error(), request);
    Response response = Response::json(status, *result);
    response.set_header("Cache-Control", "no-store");
    return response;
}

void add_second_factor(Table& table, app::Accounts& accounts) {
    table
        .add(kSession, Method::post, "/session/second-factor", "begin_second_factor",
             {"เริ่มใช้รหัสจากโทรศัพท์", "A secret for an authenticator, to be confirmed"}, "session",
             [&accounts](const Request& request, const Caller& caller) {
                 return told_once(accounts.begin_second_factor(*caller.actor), 200, request);
             })
        .answers = {{200, "SecondFactor", {}, {}}};
    Operation& confirm = table.add(
        kSession, Method::put, "/session/second-factor", "confirm_second_factor",
        {"ยืนยันรหัสจากโทรศัพท์", "Confirms the authenticator by a code"}, "session",
        [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return told_once(accounts.confirm_second_factor(*caller.actor, body), 200, request);
            });
        });
    json_body(confirm, "SecondFactorCode");
    confirm.answers = {{200, "RecoveryCodes", {}, {}}};
    confirm.problems.push_back(409);
    Operation& renew = table.add(
        kSession, Method::post, "/session/second-factor/recovery-codes", "renew_recovery_codes",
        {"ขอรหัสสำรองชุดใหม่", "New recovery codes; those from before are good no more"}, "session",
        [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return told_once(accounts.renew_recovery_codes(*caller.actor, body), 200, request);
            });
        });
    json_body(renew, "Password");
    renew.answers = {{200, "RecoveryCodes", {}, {}}};
    for (const int status : {409, 429}) renew.problems.push_back(status);
    Operation& remove = table.add(
        kSession, Method::post, "/session/second-factor/removal", "remove_second_factor",
        {"เลิกใช้รหัสจากโทรศัพท์", "Signs in without a code again"}, "session",
        [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(accounts.remove_second_factor(*caller.actor, body), request);
            });
        });
    json_body(remove, "Password");
    remove.answers = {{204, {}, {}, {}}};
    remove.problems.push_back(429);
}

void add_tokens(Table& table, app::Accounts& accounts) {
    table
        .add(kOwn, Method::get, "/tokens", "list_tokens", {"โทเค็นของฉัน", "One's API tokens"},
             "session",
             [&accounts](const Request& request, const Caller& caller) {
                 return answer(accounts.tokens(*caller.actor), request);
             })
        .answers = {{200, "ApiTokens", {}, {}}};
    Operation& add =
        table.add(kSession, Method::post, "/tokens", "add_token",
                  {"สร้างโทเค็น", "A token for a program; it is shown once"}, "session",
                  [&accounts](const Request& request, const Caller& caller) {
                      return with_body(request, [&](const Value& body) {
                          return told_once(accounts.add_token(*caller.actor, body), 201, request);
                      });
                  });
    json_body(add, "NewToken");
    add.answers = {{201, "MadeToken", {}, {}}};
    add.problems.push_back(409);
    table
        .add(kOwn, Method::delete_, "/tokens/{token:id}", "remove_token",
             {"ยกเลิกโทเค็น", "Ends a token"}, "session",
             [&accounts](const Request& request, const Caller& caller) {
                 return answer(accounts.remove_token(*caller.actor, request.parameter("token")),
                               request);
             })
        .answers = {{204, {}, {}, {}}};
}

/// 201 with what was made.
Response made(const base::Result<Value, app::Refusal>& result, const Request& request) {
    if (!result) return refuse(result.error(), request);
    return Response::json(201, *result);
}

void add_accounts(Table& table, app::Accounts& accounts) {
    constexpr std::string_view kManage = "account.manage";
    table
        .add(kManage, Method::get, "/accounts", "list_accounts",
             {"บัญชีผู้ใช้ทั้งหมด", "All accounts with their roles"}, "accounts",
             [&accounts](const Request& request) { return answer(accounts.accounts(), request); })
        .answers = {{200, "UserAccounts", {}, {}}};
    Operation& add = table.add(
        kManage, Method::post, "/accounts", "add_account", {"เพิ่มบัญชีผู้ใช้", "Adds an account"},
        "accounts", [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return made(accounts.add(caller.actor->account, body), request);
            });
        });
    json_body(add, "NewAccount");
    add.answers = {{201, "UserAccount", {}, {}}};
    add.problems.push_back(409);
    Operation& change = table.add(
        kManage, Method::patch, "/accounts/{account:id}", "change_account",
        {"แก้ไขบัญชีผู้ใช้", "Renames, closes or opens an account, or sets its password"}, "accounts",
        [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    accounts.change(caller.actor->account, request.parameter("account"), body),
                    request);
            });
        });
    json_body(change, "AccountChange");
    change.answers = {{200, "UserAccount", {}, {}}};
    change.problems.push_back(409);
    table
        .add(kManage, Method::delete_, "/accounts/{account:id}", "erase_account",
             {"ลบบัญชีและข้อมูลส่วนบุคคล", "Erases an account and what is personal of it"}, "accounts",
             [&accounts](const Request& request, const Caller& caller) {
                 return answer(accounts.erase(caller.actor->account, request.parameter("account")),
                               request);
             })
        .answers = {{204, {}, {}, {}}};
}

void add_roles(Table& table, app::Accounts& accounts, const app::Responsibility& responsibility) {
    table
        .add(kSignedIn, Method::get, "/roles", "list_roles",
             {"บทบาทและสิทธิ์", "Roles, permissions, and how far each goes"}, "accounts",
             [](const Request&) { return Response::json(200, app::Accounts::table()); })
        .answers = {{200, "RoleTable", {}, {}}};
    constexpr std::string_view kAssign = "role.assign";
    table
        .add(kAssign, Method::get, "/agencies/{agency:id}/roles", "list_assignments",
             {"ผู้มีบทบาทในหน่วยงาน", "Who is what in the agency"}, "accounts",
             [&accounts, &responsibility](const Request& request, const Caller& caller) {
                 const auto units = responsibility.unit_names(caller.agency);
                 if (!units) return refuse(units.error(), request);
                 return answer(accounts.assignments(caller.agency, *units), request);
             })
        .answers = {{200, "Assignments", {}, {}}};
    Operation& assign = table.add(
        kAssign, Method::post, "/agencies/{agency:id}/roles", "assign_role",
        {"มอบหมายบทบาท", "Gives an account a role, perhaps for some days or in somebody's place"},
        "accounts", [&accounts](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return made(accounts.assign(caller.actor->account, caller.agency, body), request);
            });
        });
    json_body(assign, "NewAssignment");
    assign.answers = {{201, "Assignment", {}, {}}};
    table
        .add(kAssign, Method::delete_, "/agencies/{agency:id}/roles/{assignment:id}",
             "end_assignment", {"สิ้นสุดบทบาท", "Ends a role"}, "accounts",
             [&accounts](const Request& request, const Caller& caller) {
                 return answer(accounts.end_assignment(caller.actor->account, caller.agency,
                                                       request.parameter("assignment")),
                               request);
             })
        .answers = {{204, {}, {}, {}}};
}

}  // namespace

void add_account_operations(Table& table, const Services& services) {
    add_session(table, services);
    add_provider(table, services);
    add_second_factor(table, services.accounts);
    add_tokens(table, services.accounts);
    add_accounts(table, services.accounts);
    add_roles(table, services.accounts, services.responsibility);
}

}  // namespace phaen::api
