#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/http/log.h"
#include "phaen/http/router.h"
#include "phaen/http/static_files.h"

namespace phaen::http {

/// What bounds strangers. Times and counts are of one connection unless they say otherwise.
struct Limits {
    std::size_t head_bytes = 16 * 1024;   ///< request line and headers; 431, or 414
    std::size_t header_fields = 100;      ///< 431
    std::size_t connections = 4096;       ///< of the server; further ones get 503
    std::size_t event_streams = 2048;     ///< of the server; further ones get 503
    std::size_t waiting_requests = 1024;  ///< of the server, for a worker; further ones get 503
    /// Of the server, all bodies that stand in memory; 503.
    std::uint64_t body_memory_bytes = 256u << 20;
    std::chrono::milliseconds head_time{10'000};  ///< from the first byte to the last; 408
    std::chrono::milliseconds idle_time{60'000};  ///< between requests; closed
    /// A body, and the reading of an answer, has this time and one second more for each
    /// `bytes_per_second`.
    std::chrono::milliseconds transfer_time{10'000};
    std::uint64_t bytes_per_second = 2048;
    std::chrono::milliseconds heartbeat_time{15'000};  ///< a comment on silent event streams
    /// How long and how much is still read after a refusal, so that its text arrives.
    std::chrono::milliseconds linger_time{2'000};
    std::uint64_t linger_bytes = 1u << 20;
};

/// One thing that must work for requests to be answered.
struct Readiness {
    std::string name;
    bool ready = false;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: a free one
    std::size_t network_threads = 2;
    std::size_t workers = 16;
    std::string temp_folder = "/tmp";
    Limits limits;
    /// The host names that this server answers to, without port; empty: any. Others get 421, which
    /// stops pages that point a name of theirs at a server inside.
    std::vector<std::string> hosts;
    /// A proxy of ours stands before the server: `X-Forwarded-For` and `X-Request-Id` are believed,
    /// and `X-Forwarded-Proto: https` makes answers carry Strict-Transport-Security.
    bool behind_proxy = false;
    /// Of pages and scripts (text/html, text/javascript). Other answers may load nothing at all.
    std::string content_security_policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /// Asked by /readyz on a worker.
    std::function<std::vector<Readiness>()> readiness;
    /// Appended to /metrics: lines in Prometheus' text format.
    std::function<std::string()> more_metrics;
    /// /metrics is for loopback addresses only, unless this is set.
    bool public_metrics = false;
};

enum class StartError { bad_address, address_in_use, not_permitted, other };

/// The server. It owns its threads; whoever owns it decides when it starts and stops. It adds
/// GET /healthz, /readyz and /metrics to the routes.
class Server {
  public:
    /// `log` must outlive the server. A contradiction in the options is a bug.
    Server(ServerOptions options, Router router, Log& log,
           std::unique_ptr<const StaticFiles> files = nullptr);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Stops without grace.
    ~Server();

    /// Listens and returns; answering happens on the server's threads.
    [[nodiscard]] base::Result<base::Done, StartError> start();
    [[nodiscard]] std::uint16_t port() const;
    /// Takes no more connections, lets requests in flight finish within `grace`, ends event
    /// streams, then cuts what is left, asks handlers that still run to stop, waits for them and
    /// returns. A second call does nothing.
    void stop(std::chrono::milliseconds grace);

    /// The routes with the server's own, for an OpenAPI document.
    [[nodiscard]] const Router& router() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::http
