#include "metrics.h"

#include <algorithm>

namespace phaen::http {

namespace {

/// Seconds with the shortest fraction: 2500 µs is 0.0025.
std::string seconds(std::uint64_t microseconds) {
    std::string fraction = std::to_string(microseconds % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    std::string text = std::to_string(microseconds / 1'000'000);
    return fraction.empty() ? text : text + "." + fraction;
}

void head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    text.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

template <class Number>
void single(std::string& text, std::string_view name, std::string_view type, std::string_view help,
            const std::atomic<Number>& value) {
    head(text, name, type, help);
    text.append(name).append(" ").append(std::to_string(value.load())).append("\n");
}

std::string labelled(std::string_view name, std::string_view operation, std::string_view more,
                     std::string_view value) {
    std::string line(name);
    line.append("{operation=\"").append(operation).append("\"").append(more).append("} ");
    return line.append(value).append("\n");
}

}  // namespace

Metrics::Metrics(std::vector<std::string> operations) : operations_(operations.size() + 2) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
        operations_[i].name = std::move(operations[i]);
    }
    operations_[files_index()].name = "file";
    operations_[none_index()].name = "none";
}

void Metrics::count_request(std::size_t operation, int status, std::chrono::microseconds duration,
                            std::uint64_t bytes_in, std::uint64_t bytes_out) {
    Operation& counted = operations_[operation];
    const auto kind = static_cast<std::size_t>(std::clamp(status / 100, 0, 5));
    counted.by_class[kind].fetch_add(1, std::memory_order_relaxed);
    const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), duration.count());
    counted.by_duration[static_cast<std::size_t>(bound - kBounds.begin())].fetch_add(
        1, std::memory_order_relaxed);
    counted.duration_us.fetch_add(
        static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0)),
        std::memory_order_relaxed);
    counted.bytes_in.fetch_add(bytes_in, std::memory_order_relaxed);
    counted.bytes_out.fetch_add(bytes_out, std::memory_order_relaxed);
}

std::string Metrics::to_text() const {
    std::string text;
    head(text, "phaen_http_requests_total", "counter", "Requests answered, by class of status.");
    for (const Operation& operation : operations_) {
        for (std::size_t kind = 0; kind < operation.by_class.size(); ++kind) {
            const auto count = operation.by_class[kind].load();
            if (count == 0) continue;
            const std::string status = kind == 0 ? "gone" : std::to_string(kind) + "xx";
            text += labelled("phaen_http_requests_total", operation.name,
                             ",status=\"" + status + "\"", std::to_string(count));
        }
    }
    head(text, "phaen_http_request_seconds", "histogram",
         "From the first byte of a request to the last of its answer.");
    for (const Operation& operation : operations_) {
        std::uint64_t count = 0;
        std::string buckets;
        for (std::size_t i = 0; i <= kBounds.size(); ++i) {
            count += operation.by_duration[i].load();
            const std::string bound =
                i == kBounds.size() ? "+Inf" : seconds(static_cast<std::uint64_t>(kBounds[i]));
            buckets += labelled("phaen_http_request_seconds_bucket", operation.name,
                                ",le=\"" + bound + "\"", std::to_string(count));
        }
        if (count == 0) continue;
        text += buckets;
        text += labelled("phaen_http_request_seconds_sum", operation.name, "",
                         seconds(operation.duration_us.load()));
        text +=
            labelled("phaen_http_request_seconds_count", operation.name, "", std::to_string(count));
    }
    head(text, "phaen_http_body_bytes_total", "counter", "Bytes of bodies, by direction.");
    for (const Operation& operation : operations_) {
        const auto in = operation.bytes_in.load();
        const auto out = operation.bytes_out.load();
        if (in > 0) {
            text += labelled("phaen_http_body_bytes_total", operation.name, ",direction=\"in\"",
                             std::to_string(in));
        }
        if (out > 0) {
            text += labelled("phaen_http_body_bytes_total", operation.name, ",direction=\"out\"",
                             std::to_string(out));
        }
    }
    single(text, "phaen_http_connections", "gauge", "Open connections.", connections);
    single(text, "phaen_http_event_streams", "gauge", "Open event streams.", event_streams);
    single(text, "phaen_http_waiting_requests", "gauge", "Requests with or before a worker.",
           waiting_requests);
    single(text, "phaen_http_body_memory_bytes", "gauge", "Request bodies held in memory.",
           body_memory_bytes);
    single(text, "phaen_http_connections_accepted_total", "counter", "Connections taken.",
           connections_accepted);
    single(text, "phaen_http_connections_refused_total", "counter",
           "Connections closed at once, being too many.", connections_refused);
    single(text, "phaen_http_requests_refused_total", "counter",
           "Requests that were unreadable, too slow or too large.", requests_refused);
    single(text, "phaen_http_clients_gone_total", "counter",
           "Clients that left in the middle of a request.", clients_gone);
    return text;
}

}  // namespace phaen::http
