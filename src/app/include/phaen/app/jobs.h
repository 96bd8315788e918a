#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "phaen/app/refusal.h"
#include "phaen/base/result.h"

namespace phaen::app {

enum class JobStatus { queued, running, done, failed, stopped };

struct Job {
    std::string id;
    std::string kind;
    JobStatus status = JobStatus::queued;
    int progress = 0;  ///< 0 to 100
    BothTexts step;
    std::string result;  ///< id of what it made, when it is done
    std::optional<Refusal> refusal;
};

/// Long work, one after the other on a thread of its own. Safe from any thread.
class Jobs {
  public:
    /// What tells how far the work is.
    using Tell = std::function<void(int progress, BothTexts step)>;
    /// The work: an id of what it made, or why not.
    using Work = std::function<base::Result<std::string, Refusal>(std::stop_token, const Tell&)>;

    /// `changed` is called after each change, from any thread, without a lock held.
    explicit Jobs(std::function<void(const Job&)> changed);
    /// Stops what runs and drops what waits.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Refuses with `busy` when too much waits.
    [[nodiscard]] base::Result<Job, Refusal> add(std::string id, std::string kind, Work work);
    [[nodiscard]] bool has_room() const;
    /// True while one waits or runs.
    [[nodiscard]] bool has_any() const;
    [[nodiscard]] std::optional<Job> find(std::string_view id) const;
    /// Asks a job to stop; false when there is none of that id. One that has ended stays as it is.
    bool stop(std::string_view id);

  private:
    struct Entry {
        Job job;
        Work work;
        std::stop_source stop;
    };
    void run(const std::stop_token& stop);
    void change(Entry& entry, const std::function<void(Job&)>& how);

    std::function<void(const Job&)> changed_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
    std::deque<std::shared_ptr<Entry>> waiting_;
    std::deque<std::string> ended_;  // oldest first; the oldest are forgotten
    std::jthread thread_;            // last: it uses all the others
};

}  // namespace phaen::app
