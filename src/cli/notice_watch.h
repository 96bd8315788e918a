#pragma once

#include <chrono>
#include <functional>
#include <thread>

/// What a server does without being asked, again and again, on a thread of its own.
namespace phaen::cli {

class Watch {
  public:
    /// Calls `work` now and then every `every`. It ends with this, once the work that is under way
    /// is done.
    Watch(std::chrono::milliseconds every, std::function<void()> work);

  private:
    std::jthread thread_;
};

}  // namespace phaen::cli
