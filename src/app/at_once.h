#pragma once

#include <atomic>

namespace phaen::app {

/// One of those who do, or wait for, what keeps a processor busy for a while.
class AtOnce {
  public:
    explicit AtOnce(std::atomic<int>& all) : all_(all), count_(++all) {}
    ~AtOnce() { --all_; }
    AtOnce(const AtOnce&) = delete;
    AtOnce& operator=(const AtOnce&) = delete;
    /// How many there were with this one.
    [[nodiscard]] int count() const { return count_; }

  private:
    std::atomic<int>& all_;
    int count_;
};

}  // namespace phaen::app
