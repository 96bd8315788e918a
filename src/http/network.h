#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "exchange.h"
#include "phaen/base/result.h"
#include "phaen/http/server.h"

namespace phaen::http {

/// Sockets, threads and time. Its source is the one file of the project with Asio and coroutines.
class Network {
  public:
    explicit Network(const Exchange& exchange);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    [[nodiscard]] base::Result<base::Done, StartError> start();
    [[nodiscard]] std::uint16_t port() const;
    void stop(std::chrono::milliseconds grace);
    /// From the beginning of stop on.
    [[nodiscard]] bool is_draining() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace phaen::http
