#include "phaen/app/jobs.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <vector>

namespace phaen::app {
namespace {

using base::Result;

/// Waits for the first change of a job to a status.
class Watch {
  public:
    std::function<void(const Job&)> listener() {
        return [this](const Job& job) {
            const std::lock_guard lock(mutex_);
            seen_.push_back(job);
            changed_.notify_all();
        };
    }
    Job wait(std::string_view id, JobStatus status) {
        std::unique_lock lock(mutex_);
        Job found;
        changed_.wait(lock, [&] {
            for (const Job& job : seen_) {
                if (job.id == id && job.status == status) {
                    found = job;
                    return true;
                }
            }
            return false;
        });
        return found;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Job> seen_;
};

TEST(Jobs, tells_how_far_it_is_and_what_it_made) {
    Watch watch;
    Jobs jobs(watch.listener());
    ASSERT_TRUE(jobs.add(
        "j1", "import",
        [](const std::stop_token&, const Jobs::Tell& tell) -> Result<std::string, Refusal> {
            tell(40, {"กำลังอ่าน", "Reading"});
            return std::string("import-9");
        }));
    EXPECT_EQ(watch.wait("j1", JobStatus::done).result, "import-9");
    EXPECT_EQ(jobs.find("j1")->progress, 100);
    EXPECT_FALSE(jobs.find("j2"));
}

TEST(Jobs, a_fault_is_no_end_of_the_queue) {
    Watch watch;
    Jobs jobs(watch.listener());
    ASSERT_TRUE(
        jobs.add("j1", "import",
                 [](const std::stop_token&, const Jobs::Tell&) -> Result<std::string, Refusal> {
                     throw std::runtime_error("x");
                 }));
    ASSERT_TRUE(
        jobs.add("j2", "import",
                 [](const std::stop_token&, const Jobs::Tell&) -> Result<std::string, Refusal> {
                     return std::string("ok");
                 }));
    const Job failed = watch.wait("j1", JobStatus::failed);
    ASSERT_TRUE(failed.refusal);
    EXPECT_EQ(failed.refusal->type, "internal");
    EXPECT_EQ(watch.wait("j2", JobStatus::done).result, "ok");
}

TEST(Jobs, what_runs_and_what_waits_can_be_stopped) {
    Watch watch;
    Jobs jobs(watch.listener());
    std::promise<void> started;
    ASSERT_TRUE(jobs.add(
        "j1", "import",
        [&](const std::stop_token& stop, const Jobs::Tell&) -> Result<std::string, Refusal> {
            started.set_value();
            while (!stop.stop_requested()) std::this_thread::yield();
            return base::Unexpected{Refusal{}};
        }));
    ASSERT_TRUE(
        jobs.add("j2", "import",
                 [](const std::stop_token&, const Jobs::Tell&) -> Result<std::string, Refusal> {
                     return std::string("never");
                 }));
    started.get_future().wait();
    EXPECT_TRUE(jobs.stop("j2"));
    EXPECT_TRUE(jobs.stop("j1"));
    EXPECT_FALSE(jobs.stop("j3"));
    watch.wait("j1", JobStatus::stopped);
    EXPECT_TRUE(watch.wait("j2", JobStatus::stopped).result.empty());
}

TEST(Jobs, ends_with_work_still_waiting) {
    Watch watch;
    std::promise<void> started;
    {
        Jobs jobs(watch.listener());
        ASSERT_TRUE(jobs.add(
            "j1", "import",
            [&](const std::stop_token& stop, const Jobs::Tell&) -> Result<std::string, Refusal> {
                started.set_value();
                while (!stop.stop_requested()) std::this_thread::yield();
                return base::Unexpected{Refusal{}};
            }));
        started.get_future().wait();
    }
    watch.wait("j1", JobStatus::stopped);
}

}  // namespace
}  // namespace phaen::app
