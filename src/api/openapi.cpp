#include "phaen/api/openapi.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "gate.h"
#include "phaen/http/response.h"
#include "schemas.h"

namespace phaen::api {

using base::Array;
using base::Object;
using base::Value;

namespace {

Value reference(const std::string& schema) {
    return Value(Object{{"$ref", Value("#/components/schemas/" + schema)}});
}

Value content(const std::string& type, Value schema) {
    return Value(Object{{type, Value(Object{{"schema", std::move(schema)}})}});
}

Value typed(std::string_view type) { return Value(Object{{"type", Value(type)}}); }

/// `/plans/{plan:id}` is `/plans/{plan}` with a parameter.
struct Path {
    std::string text;
    Array parameters;
};

Path path_of(std::string_view pattern) {
    Path path;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        path.text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty()) break;
        const std::size_t colon = pattern.find(':');
        const std::size_t close = pattern.find('}');
        const std::string name(pattern.substr(1, colon - 1));
        const std::string_view type = pattern.substr(colon + 1, close - colon - 1);
        path.text += "{" + name + "}";
        path.parameters.push_back(Value(
            Object{{"name", Value(name)},
                   {"in", Value("path")},
                   {"required", Value(true)},
                   {"schema", type == "int"
                                  ? Value(Object{{"type", Value("integer")}, {"minimum", Value(0)}})
                                  : typed("string")}}));
        pattern.remove_prefix(close + 1);
    }
    return path;
}

Value header_parameter(std::string_view name, bool required, std::string_view description) {
    return Value(Object{{"name", Value(name)},
                        {"in", Value("header")},
                        {"required", Value(required)},
                        {"description", Value(description)},
                        {"schema", typed("string")}});
}

Value query_parameter(const Operation::Query& query) {
    Value schema = typed(query.type);
    if (!query.words.empty()) {
        Array words;
        for (const std::string& word : query.words) words.push_back(Value(word));
        schema.set("enum", Value(std::move(words)));
    }
    return Value(Object{{"name", Value(query.name)},
                        {"in", Value("query")},
                        {"required", Value(query.required)},
                        {"schema", std::move(schema)}});
}

std::string_view meaning_of(std::string_view header) {
    if (header == "ETag") return "The tag of what was answered, in double quotes.";
    if (header == "Location") return "Where that which was made is.";
    return "The next page, with rel=next; missing on the last one.";
}

Value header_value(std::string_view name) {
    return Value(Object{{std::string(name), Value(Object{{"description", Value(meaning_of(name))},
                                                         {"schema", typed("string")}})}});
}

/// What any operation may be refused with, besides what it says itself: the host is not ours,
/// another site sent it, the server or its database is busy.
std::set<int> problems_of(const Operation& operation) {
    std::set<int> problems(operation.problems.begin(), operation.problems.end());
    problems.insert({421, 503});
    if (operation.route.method != http::Method::get) problems.insert(403);
    return problems;
}

Value response_of(const AnswerShape& answer, bool tagged) {
    Object response{{"description", Value(http::reason_of(answer.status))}};
    if (!answer.header.empty()) response.emplace_back("headers", header_value(answer.header));
    if (tagged) response.emplace_back("headers", header_value("ETag"));
    if (!answer.schema.empty()) {
        response.emplace_back("content", content("application/json", reference(answer.schema)));
    } else if (!answer.content_type.empty()) {
        response.emplace_back("content", content(answer.content_type, typed("string")));
    }
    return Value(std::move(response));
}

Value responses_of(const Operation& operation) {
    Value responses{Object{}};
    for (const AnswerShape& answer : operation.answers) {
        const std::string status = std::to_string(answer.status);
        Value response = response_of(answer, operation.tagged);
        if (const Value* before = responses.find(status)) {
            Value both = *before->find("content");
            both.set(answer.content_type, *response.find("content")->find(answer.content_type));
            response.set("content", std::move(both));
        }
        responses.set(status, std::move(response));
    }
    if (operation.tagged && operation.route.method == http::Method::get)
        responses.set("304", response_of({304, {}, {}, {}}, true));
    for (const int status : problems_of(operation)) {
        responses.set(
            std::to_string(status),
            Value(Object{{"description", Value(http::reason_of(status))},
                         {"content", content("application/problem+json", reference("Problem"))}}));
    }
    return responses;
}

Value operation_value(const Operation& operation, Array parameters) {
    const http::Route& route = operation.route;
    for (const Operation::Query& query : operation.queries)
        parameters.push_back(query_parameter(query));
    if (operation.if_match) {
        parameters.push_back(header_parameter("If-Match", true,
                                              "The tag of what the client saw, in double quotes."));
    }
    if (operation.idempotency_key) {
        parameters.push_back(header_parameter(
            "Idempotency-Key", false,
            "Chosen by the client for this one request: sent again with it, the request has no "
            "second effect and gets the first answer."));
    }
    if (operation.tagged && route.method == http::Method::get) {
        parameters.push_back(
            header_parameter("If-None-Match", false, "Tags that the client has already."));
    }
    Array tags;
    for (const std::string& tag : route.tags) tags.push_back(Value(tag));
    Object object{{"operationId", Value(route.operation_id)},
                  {"summary", Value(route.summary.en)},
                  {"description", Value(route.summary.th)},
                  {"tags", Value(std::move(tags))},
                  {"parameters", Value(std::move(parameters))}};
    if (!operation.body_type.empty()) {
        object.emplace_back(
            "requestBody",
            Value(Object{{"required", Value(!operation.body_optional)},
                         {"content",
                          content(operation.body_type, operation.body_schema.empty()
                                                           ? typed("string")
                                                           : reference(operation.body_schema))}}));
    }
    if (operation.permission == kPublic) {
        object.emplace_back("security", Value(Array{}));
    } else {
        object.emplace_back("x-permission", Value(operation.permission));
    }
    object.emplace_back("responses", responses_of(operation));
    return Value(std::move(object));
}

std::string method_of(http::Method method) {
    std::string name(http::name_of(method));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(c - 'A' + 'a'); });
    return name;
}

}  // namespace

Value openapi(const std::vector<Operation>& operations) {
    Value paths{Object{}};
    std::vector<std::string> tags;
    for (const Operation& operation : operations) {
        Path path = path_of(operation.route.pattern);
        if (paths.find(path.text) == nullptr) paths.set(path.text, Value(Object{}));
        Value item = *paths.find(path.text);
        item.set(method_of(operation.route.method),
                 operation_value(operation, std::move(path.parameters)));
        paths.set(path.text, std::move(item));
        for (const std::string& tag : operation.route.tags) {
            if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
        }
    }
    Array tag_list;
    for (const std::string& tag : tags) {
        tag_list.push_back(Value(
            Object{{"name", Value(tag)}, {"description", Value("Operations on " + tag + ".")}}));
    }
    return Value(Object{
        {"openapi", Value("3.1.0")},
        {"info", Value(Object{
                     {"title", Value("Phaen")},
                     {"version", Value("1.0.0")},
                     {"description",
                      Value("Annual action plans of Thai public agencies: import and review, "
                            "elements, versions, findings.")},
                     {"license", Value(Object{{"name", Value("Apache License 2.0")},
                                              {"identifier", Value("Apache-2.0")}})},
                     {"contact", Value(Object{{"name", Value("The agency that runs it")},
                                              {"url", Value("https://example.invalid/phaen")}})}})},
        {"servers", Value(Array{Value(Object{{"url", Value("/")}})})},
        {"security", Value(Array{Value(Object{{"session", Value(Array{})}}),
                                 Value(Object{{"bearer", Value(Array{})}})})},
        {"tags", Value(std::move(tag_list))},
        {"paths", std::move(paths)},
        {"components",
         Value(Object{{"schemas", Value(schemas())},
                      {"securitySchemes",
                       Value(Object{{"session", Value(Object{{"type", Value("apiKey")},
                                                             {"in", Value("cookie")},
                                                             {"name", Value(kSessionCookie)}})},
                                    {"bearer", Value(Object{{"type", Value("http")},
                                                            {"scheme", Value("bearer")}})}})}})}});
}

}  // namespace phaen::api
