#include "phaen/http/server.h"

#include <utility>

#include "exchange.h"
#include "metrics.h"
#include "network.h"
#include "phaen/base/check.h"
#include "phaen/http/problem.h"

namespace phaen::http {

namespace {

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

Route operation(std::string pattern, std::string id, Message summary, Handler handler,
                RunsOn runs_on) {
    Route route;
    route.pattern = std::move(pattern);
    route.operation_id = std::move(id);
    route.summary = std::move(summary);
    route.tags = {"operations"};
    route.handler = std::move(handler);
    route.runs_on = runs_on;
    return route;
}

}  // namespace

struct Server::Parts {
    ServerOptions options;
    Router router;
    std::unique_ptr<const StaticFiles> files;
    std::unique_ptr<Metrics> metrics;
    std::unique_ptr<Exchange> exchange;
    std::unique_ptr<Network> network;

    [[nodiscard]] Response ready() const {
        bool is_ready = !network->is_draining();
        base::Object checks;
        checks.emplace_back("accepting", base::Value(is_ready));
        if (options.readiness) {
            for (const Readiness& readiness : options.readiness()) {
                is_ready = is_ready && readiness.ready;
                checks.emplace_back(readiness.name, base::Value(readiness.ready));
            }
        }
        base::Object object;
        object.emplace_back("ready", base::Value(is_ready));
        object.emplace_back("checks", base::Value(std::move(checks)));
        return Response::json(is_ready ? 200 : 503, base::Value(std::move(object)));
    }

    [[nodiscard]] Response measured(const Request& request) const {
        // A stranger learns nothing, not even that there is something to be learnt.
        if (!options.public_metrics && !is_loopback(request.remote_address())) {
            return to_response(problem_of(404), request);
        }
        std::string text = metrics->to_text();
        if (options.more_metrics) text += options.more_metrics();
        return Response::bytes(200, "text/plain; version=0.0.4; charset=utf-8", std::move(text));
    }

    void add_operations() {
        router.add(operation(
            "/healthz", "get_health", {"โปรแกรมทำงานอยู่หรือไม่", "Whether the program runs"},
            [](const Request&) { return Response::text(200, "ok\n"); }, RunsOn::network));
        router.add(operation(
            "/readyz", "get_readiness", {"พร้อมตอบคำขอหรือไม่", "Whether requests can be answered"},
            [this](const Request&) { return ready(); }, RunsOn::worker));
        router.add(operation(
            "/metrics", "get_metrics", {"ตัวชี้วัดการทำงานของระบบ", "What the server counts"},
            [this](const Request& request) { return measured(request); }, RunsOn::worker));
    }
};

Server::Server(ServerOptions options, Router router, Log& log,
               std::unique_ptr<const StaticFiles> files)
    : parts_(std::make_unique<Parts>()) {
    PHAEN_CHECK(options.network_threads > 0 && options.workers > 0, "somebody has to work");
    PHAEN_CHECK(options.limits.head_bytes >= 1024 && options.limits.head_bytes <= (1u << 20),
                "a head of 1 KB to 1 MB");
    PHAEN_CHECK(options.limits.bytes_per_second > 0, "a rate");
    parts_->options = std::move(options);
    parts_->router = std::move(router);
    parts_->files = std::move(files);
    parts_->add_operations();
    std::vector<std::string> operations;
    for (const Route* route : parts_->router.routes()) operations.push_back(route->operation_id);
    parts_->metrics = std::make_unique<Metrics>(std::move(operations));
    parts_->exchange = std::make_unique<Exchange>(parts_->options, parts_->router,
                                                  parts_->files.get(), *parts_->metrics, log);
    parts_->network = std::make_unique<Network>(*parts_->exchange);
}

Server::~Server() = default;

base::Result<base::Done, StartError> Server::start() { return parts_->network->start(); }
std::uint16_t Server::port() const { return parts_->network->port(); }
void Server::stop(std::chrono::milliseconds grace) { parts_->network->stop(grace); }
const Router& Server::router() const { return parts_->router; }

}  // namespace phaen::http
