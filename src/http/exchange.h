#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "metrics.h"
#include "phaen/http/log.h"
#include "phaen/http/request.h"
#include "phaen/http/response.h"
#include "phaen/http/router.h"
#include "phaen/http/server.h"
#include "phaen/http/static_files.h"
#include "request_parser.h"

namespace phaen::http {

/// What happens to a request between its last byte in and its first byte out, without a socket: who
/// may ask, what is asked, what is said. Read by all threads, changed by none.
class Exchange {
  public:
    Exchange(const ServerOptions& options, const Router& router, const StaticFiles* files,
             Metrics& metrics, Log& log);

    /// Gives the request its id and the client's address.
    void identify(Request& request, std::string_view peer_address) const;

    /// What the head alone decides: an answer at once, or a route whose handler is to be called
    /// after its body was read.
    struct Decision {
        const Route* route = nullptr;
        std::optional<Response> answer;
        std::size_t operation = 0;  ///< index in the metrics
    };
    [[nodiscard]] Decision decide(Request& request, const RequestParser& parser) const;

    /// These never throw: what a handler throws is logged and answered with 500.
    [[nodiscard]] Response call(const Route& route, const Request& request) const noexcept;
    [[nodiscard]] std::optional<Response> call_quickly(const Route& route,
                                                       const Request& request) const noexcept;
    [[nodiscard]] std::optional<Response> admit(const Route& route,
                                                const Request& request) const noexcept;
    /// Null when there is none to be had.
    [[nodiscard]] std::unique_ptr<Sink> make_sink(const Route& route,
                                                  const Request& request) const noexcept;
    [[nodiscard]] Response refuse(const Request& request, int status, std::string_view why) const;

    struct Ending {
        bool keeps_alive = true;
        bool is_head = false;
    };
    /// The head of the answer, into `head`. `date` is an HTTP date.
    void write_head(std::string& head, const Request& request, const Response& response,
                    Ending ending, std::string_view date) const;

    struct Account {
        std::size_t operation = 0;
        int status = 0;
        std::uint64_t bytes_in = 0;
        std::uint64_t bytes_out = 0;
        std::chrono::microseconds duration{0};
    };
    void account(const Request& request, const Account& account) const;
    [[nodiscard]] const ServerOptions& options() const { return options_; }
    [[nodiscard]] Metrics& metrics() const { return metrics_; }
    [[nodiscard]] Log& log() const { return log_; }

  private:
    [[nodiscard]] std::optional<int> refused_by_guard(const Request& request) const;
    [[nodiscard]] Response internal_error(const Request& request, std::string_view operation,
                                          std::string_view what) const;

    const ServerOptions& options_;
    const Router& router_;
    const StaticFiles* files_;
    Metrics& metrics_;
    Log& log_;
    std::string id_prefix_;
    std::string fields_of_pages_;
    std::string fields_of_others_;
    mutable std::atomic<std::uint64_t> next_id_{1};
};

/// `Sun, 06 Nov 1994 08:49:37 GMT`
[[nodiscard]] std::string to_http_date(std::chrono::system_clock::time_point at);

}  // namespace phaen::http
