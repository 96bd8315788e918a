#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/http/problem.h"
#include "phaen/http/request.h"
#include "phaen/http/response.h"
#include "phaen/http/upload.h"

namespace phaen::http {

/// Parses, calls one use case, maps the answer. Runs on a worker and may block. What it throws is
/// answered with 500 and the request's id.
using Handler = std::function<Response(const Request&)>;
/// Tried on the network thread before the handler is asked on a worker: the answer when everything
/// is in memory, null when something would have to be waited for. Takes microseconds.
using QuickHandler = std::function<std::optional<Response>(const Request&)>;
/// Looks at the head before a body is read; an answer refuses. Runs on a worker.
using Admission = std::function<std::optional<Response>(const Request&)>;
/// Makes what receives a body. Null: 507.
using SinkFactory = std::function<std::unique_ptr<Sink>(const Request&)>;

/// What body a route takes.
class BodyRule {
  public:
    /// Any body is refused with 413.
    static BodyRule none() { return {}; }
    /// In memory. `content_types` names what is taken (`application/json`); others get 415. Empty:
    /// anything.
    static BodyRule memory(std::uint64_t limit_bytes, std::vector<std::string> content_types);
    /// Streamed to a TempFile in the server's folder.
    static BodyRule temp_file(std::uint64_t limit_bytes, std::vector<std::string> content_types);
    /// Streamed to a sink of the route's own.
    static BodyRule sink(std::uint64_t limit_bytes, std::vector<std::string> content_types,
                         SinkFactory factory);

    [[nodiscard]] std::uint64_t limit_bytes() const { return limit_bytes_; }
    [[nodiscard]] const std::vector<std::string>& content_types() const { return content_types_; }
    [[nodiscard]] bool is_streamed() const { return streamed_; }
    /// Empty for the server's temporary file.
    [[nodiscard]] const SinkFactory& factory() const { return factory_; }

  private:
    std::uint64_t limit_bytes_ = 0;
    std::vector<std::string> content_types_;
    bool streamed_ = false;
    SinkFactory factory_;
};

enum class RunsOn {
    worker,   ///< may block
    network,  ///< never blocks, takes microseconds: answers even when all workers are busy
};

/// One operation of the interface. The table of them is what routes, what answers OPTIONS and 405,
/// and what an OpenAPI document is made from.
struct Route {
    Method method = Method::get;
    /// `/api/v1/plans/{plan:id}/versions/{number:int}`. Types: `id` (base::is_valid_id), `int` (0
    /// to 2^63-1), `hash` (64 lower-case hexadecimal digits), `date` (an existing day, YYYY-MM-DD),
    /// `text` (one segment of UTF-8, not empty, not `.` or `..`), `rest` (all further segments,
    /// last only). A path whose segment is not of the type does not match.
    std::string pattern;
    /// Unique, `[a-z][a-z0-9_]*`. Names the operation in the log, in metrics and in OpenAPI.
    std::string operation_id;
    Message summary;
    std::vector<std::string> tags;
    Handler handler;
    BodyRule body;
    Admission admission;
    RunsOn runs_on = RunsOn::worker;
    QuickHandler quick = {};  ///< may be null; of a route that takes no body
};

/// One segment of a pattern.
struct Segment {
    enum class Type { literal, id, integer, hash, date, text, rest };
    Type type = Type::literal;
    std::string name;  ///< the literal, or the parameter's name
};

/// The table of routes. Built once at start, then only read. A GET route answers HEAD too. Of
/// several patterns that match a path, the one with the more exact segment at the first difference
/// is taken (literal, then hash, date, int, id, text, rest), if it has the method.
class Router {
  public:
    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    /// A malformed or ambiguous route is a bug.
    void add(Route route);
    [[nodiscard]] std::vector<const Route*> routes() const;
    /// The pattern of a route of this table, taken apart.
    [[nodiscard]] const std::vector<Segment>& segments(const Route& route) const;
    /// The route's place in the order in which they were added.
    [[nodiscard]] std::size_t index_of(const Route& route) const;

    using Parameters = std::vector<std::pair<std::string_view, std::string>>;
    struct Match {
        const Route* route = nullptr;
        std::size_t index = 0;  ///< of the route, as by `index_of`
        Parameters parameters;  ///< names point into the router
        /// When no route has the method: the methods that the path has. Empty: there is no such
        /// path.
        std::vector<Method> allowed;
        bool malformed = false;  ///< the path is not percent-encoded UTF-8
    };
    /// `path` is percent-encoded and begins with a slash.
    [[nodiscard]] Match find(Method method, std::string_view path) const;

  private:
    struct Entry;
    std::vector<std::unique_ptr<Entry>> entries_;     // in the order of adding
    std::vector<std::vector<const Entry*>> by_size_;  // by number of segments, most exact first
    std::vector<const Entry*> with_rest_;
};

}  // namespace phaen::http
