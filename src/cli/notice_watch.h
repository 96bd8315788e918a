#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

/// What a server does without being asked, again and again, on a thread of its own.
namespace phaen::cli {

class Watch {
  public:
    /// Calls `work` now and then every `every`, until it is destroyed.
    Watch(std::chrono::milliseconds every, std::function<void()> work);
    /// Waits for the work that is under way.
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

  private:
    std::mutex mutex_;
    std::condition_variable wakes_;
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace phaen::cli
