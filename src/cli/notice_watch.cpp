#include "notice_watch.h"

#include <utility>

namespace phaen::cli {

Watch::Watch(std::chrono::milliseconds every, std::function<void()> work)
    : thread_([this, every, work = std::move(work)] {
          std::unique_lock lock(mutex_);
          while (!ends_) {
              lock.unlock();
              work();
              lock.lock();
              wakes_.wait_for(lock, every, [this] { return ends_; });
          }
      }) {}

Watch::~Watch() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    wakes_.notify_all();
    thread_.join();
}

}  // namespace phaen::cli
