#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phaen::http {

/// One answered request. It holds no headers, no query and no body, since those may hold secrets.
struct AccessRecord {
    std::chrono::system_clock::time_point at;
    std::string_view request_id;
    std::string_view remote_address;
    std::string_view method;
    std::string_view path;       ///< percent-encoded, at most 256 bytes
    std::string_view operation;  ///< `file` for a static file, `none` when nothing matched
    int status = 0;              ///< 0: the client went away before the answer
    std::uint64_t bytes_in = 0;  ///< of the body
    std::uint64_t bytes_out = 0;
    std::chrono::microseconds duration{0};
};

enum class Severity { info, warning, error };

/// Where the server writes what happens. Called from any thread; it must not block for long.
class Log {
  public:
    Log() = default;
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    virtual ~Log() = default;
    virtual void access(const AccessRecord& record) = 0;
    /// `what` is fixed English; what varies stands in the fields.
    virtual void event(Severity severity, std::string_view what,
                       const std::vector<std::pair<std::string_view, std::string>>& fields) = 0;
};

/// Writes a JSON object a line to a file descriptor, from a thread of its own: when the reader does
/// not keep up, lines are dropped and counted, and nobody waits. The descriptor stays the caller's.
[[nodiscard]] std::unique_ptr<Log> json_log(int descriptor);

}  // namespace phaen::http
