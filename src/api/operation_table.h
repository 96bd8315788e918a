#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "answers.h"
#include "phaen/api/routes.h"
#include "phaen/app/year.h"

namespace phaen::api {

/// Collects operations; what most have in common is set here.
class Table {
  public:
    /// `permission` is one of app::permissions(), or `kPublic`, `kSignedIn`, `kOwn` or `kSession`.
    /// The handler takes the request, and the caller when it asks who that is.
    template <class Handler>
    Operation& add(std::string_view permission, http::Method method, std::string path,
                   std::string id, http::Message summary, std::string tag, Handler handler) {
        Operation operation;
        operation.permission = permission;
        operation.route.method = method;
        operation.route.pattern = "/api/v1" + std::move(path);
        operation.route.operation_id = std::move(id);
        operation.route.summary = std::move(summary);
        operation.route.tags = {std::move(tag)};
        if constexpr (std::is_invocable_v<Handler, const http::Request&, const Caller&>) {
            operation.handler = std::move(handler);
        } else {
            operation.handler = [handler = std::move(handler)](const http::Request& request,
                                                               const Caller&) {
                return handler(request);
            };
        }
        if (operation.route.pattern.find('{') != std::string::npos)
            operation.problems.push_back(404);
        if (permission != kPublic) operation.problems.push_back(401);
        if (permission != kPublic && permission != kSignedIn) operation.problems.push_back(403);
        operations_.push_back(std::move(operation));
        return operations_.back();
    }
    std::vector<Operation> take() { return std::move(operations_); }

  private:
    std::vector<Operation> operations_;
};

void json_body(Operation& operation, std::string schema, std::string type = "application/json");
void needs_tag(Operation& operation);
void takes_key(Operation& operation);
void answers_tagged(Operation& operation, std::string schema);

/// What a change of something seen takes: the tag, a body, and perhaps a key.
[[nodiscard]] http::Response with_all(
    const http::Request& request, const Caller& caller,
    const std::function<http::Response(std::string_view, const base::Value&, const app::Once&)>&
        next);

void add_account_operations(Table& table, const Services& services);
void add_backup_operations(Table& table, const Services& services);
void add_book_operations(Table& table, const Services& services);
void add_dictionary_operations(Table& table, const Services& services);
void add_scheme_operations(Table& table, const Services& services);
void add_home_operations(Table& table, const Services& services);
void add_search_operations(Table& table, const Services& services);
void add_year_operations(Table& table, const Services& services);
void add_notice_operations(Table& table, const Services& services);
void add_workflow_operations(Table& table, const Services& services);
void add_next_year_operations(Table& table, const Services& services);
void add_stewardship_operations(Table& table, const Services& services);
void add_administration_operations(Table& table, const Services& services);

/// `as_of` and `known_at` of the query.
[[nodiscard]] app::Moment moment_of(const http::Request& request);

}  // namespace phaen::api
