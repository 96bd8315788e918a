#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/http/request.h"
#include "phaen/http/upload.h"

namespace phaen::http {

/// How the parser, the router and the network fill a request that handlers only read.
struct RequestAccess {
    Request& request;

    void set_method(Method method) const { request.method_ = method; }
    /// Origin form, and where its query begins.
    void set_target(std::string target, std::size_t path_size) const {
        request.target_ = std::move(target);
        request.path_size_ = path_size;
    }
    [[nodiscard]] std::string_view target() const { return request.target_; }
    /// Joins to an earlier field of that name. `name` is in lower case.
    void add_field(std::string name, std::string_view value) const;
    [[nodiscard]] std::size_t field_count() const { return request.fields_.size(); }
    void set_parameters(std::vector<std::pair<std::string_view, std::string>> parameters) const {
        request.parameters_ = std::move(parameters);
    }
    void add_query(std::string name, std::string value) const {
        request.queries_.emplace_back(std::move(name), std::move(value));
    }
    [[nodiscard]] std::string& body() const { return request.body_; }
    void set_sink(std::shared_ptr<Sink> sink) const { request.sink_ = std::move(sink); }
    [[nodiscard]] std::shared_ptr<Sink> take_sink() const { return std::move(request.sink_); }
    void set_id(std::string id) const { request.id_ = std::move(id); }
    void set_remote_address(std::string address) const {
        request.remote_address_ = std::move(address);
    }
    void set_stop_token(std::stop_token token) const { request.stop_token_ = std::move(token); }
};

}  // namespace phaen::http
