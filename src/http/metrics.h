#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::http {

/// Counts what the server does, for Prometheus. Any thread may count; the names are fixed at start,
/// so strangers cannot make it grow.
class Metrics {
  public:
    /// The operations by index; the last two, for files and for what matched nothing, are added.
    explicit Metrics(std::vector<std::string> operations);

    [[nodiscard]] std::size_t files_index() const { return operations_.size() - 2; }
    [[nodiscard]] std::size_t none_index() const { return operations_.size() - 1; }
    [[nodiscard]] std::string_view operation_name(std::size_t index) const {
        return operations_[index].name;
    }
    void count_request(std::size_t operation, int status, std::chrono::microseconds duration,
                       std::uint64_t bytes_in, std::uint64_t bytes_out);

    std::atomic<std::uint64_t> connections_accepted{0};
    std::atomic<std::uint64_t> connections_refused{0};
    std::atomic<std::uint64_t> requests_refused{0};  ///< unreadable, slow or too large
    std::atomic<std::uint64_t> clients_gone{0};
    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> event_streams{0};
    std::atomic<std::int64_t> waiting_requests{0};
    std::atomic<std::int64_t> body_memory_bytes{0};

    /// The text format 0.0.4.
    [[nodiscard]] std::string to_text() const;

  private:
    // Upper bounds in microseconds: 0.5 ms to 10 s.
    static constexpr std::array<std::int64_t, 14> kBounds = {
        500,     1'000,   2'500,   5'000,     10'000,    25'000,    50'000,
        100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
    struct Operation {
        std::string name;
        std::array<std::atomic<std::uint64_t>, 6> by_class{};  // of status; 0: client gone
        std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> by_duration{};
        std::atomic<std::uint64_t> duration_us{0};
        std::atomic<std::uint64_t> bytes_in{0};
        std::atomic<std::uint64_t> bytes_out{0};
    };
    std::vector<Operation> operations_;
};

}  // namespace phaen::http
