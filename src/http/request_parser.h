#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/http/request.h"

namespace phaen::http {

struct ParserLimits {
    std::size_t head_bytes = 16 * 1024;
    std::size_t header_fields = 100;
};

/// Reads one request from bytes as they come. It is Beast's parser, and the checks that Beast
/// leaves to its user: one Host, no transfer coding but `chunked`, one plain Content-Length, a
/// target in origin or absolute form. What it refuses must be followed by closing the connection,
/// since where the next request begins is then anybody's guess.
class RequestParser {
  public:
    enum class State { head, body, complete, refused };

    /// Fills `request`, which must outlive it.
    RequestParser(Request& request, const ParserLimits& limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /// Takes what it can from the beginning of `bytes` and returns how much that was. The rest is
    /// to be offered again with what comes later. It pauses after the head, so that the body's
    /// limit and place can be set, and stops at the end of the request.
    std::size_t put(std::string_view bytes);

    /// Where body bytes are appended, and how many there may be in all. Before the head is complete
    /// nothing is taken of the body.
    void receive_body(std::string& body, std::uint64_t limit_bytes);

    [[nodiscard]] State state() const { return state_; }
    /// After the head. True also for an announced body of no bytes in chunks.
    [[nodiscard]] bool has_body() const;
    [[nodiscard]] std::optional<std::uint64_t> content_length() const;
    [[nodiscard]] bool keeps_alive() const;
    [[nodiscard]] bool is_http_1_1() const;
    /// Any part of the request has been taken.
    [[nodiscard]] bool has_begun() const { return head_bytes_ > 0; }
    [[nodiscard]] std::uint64_t body_bytes() const;

    /// The status to refuse with, and why, in English for the client.
    [[nodiscard]] int refused_status() const { return refused_status_; }
    [[nodiscard]] std::string_view refused_why() const { return refused_why_; }

  private:
    struct Machine;
    void refuse(int status, std::string_view why);
    void finish_head();
    void check_framing();
    void read_target();

    Request& request_;
    ParserLimits limits_;
    std::unique_ptr<Machine> machine_;
    State state_ = State::head;
    std::size_t head_bytes_ = 0;
    int refused_status_ = 0;
    std::string refused_why_;
};

}  // namespace phaen::http
