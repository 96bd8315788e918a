#include "notice_watch.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace phaen::cli {

Watch::Watch(std::chrono::milliseconds every, std::function<void()> work)
    : thread_([every, work = std::move(work)](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any wakes;
          std::unique_lock lock(mutex);
          while (!stop.stop_requested()) {
              work();
              wakes.wait_for(lock, stop, every, [] { return false; });
          }
      }) {}

}  // namespace phaen::cli
