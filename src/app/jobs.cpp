#include "phaen/app/jobs.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "refusals.h"

namespace phaen::app {

namespace {

constexpr std::size_t kWaiting = 100;
constexpr std::size_t kRemembered = 1000;

bool has_ended(JobStatus status) {
    return status != JobStatus::queued && status != JobStatus::running;
}

Refusal bug(const std::string& what) {
    Refusal refusal = fault();
    refusal.internal = what;
    return refusal;
}

}  // namespace

Jobs::Jobs(std::function<void(const Job&)> changed)
    : changed_(std::move(changed)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Jobs::~Jobs() {
    thread_.request_stop();
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, entry] : entries_) entry->stop.request_stop();
    }
    thread_.join();
}

base::Result<Job, Refusal> Jobs::add(std::string id, std::string kind, Work work) {
    auto entry = std::make_shared<Entry>();
    entry->job.id = std::move(id);
    entry->job.kind = std::move(kind);
    entry->job.step = {"รอคิว", "Waiting"};
    entry->work = std::move(work);
    const Job job = entry->job;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= kWaiting) return base::Unexpected{too_busy()};
        entries_.emplace(job.id, entry);
        waiting_.push_back(std::move(entry));
    }
    wake_.notify_one();
    return job;
}

bool Jobs::has_room() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size() < kWaiting;
}

bool Jobs::has_any() const {
    const std::lock_guard lock(mutex_);
    return entries_.size() > ended_.size();
}

std::optional<Job> Jobs::find(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto at = entries_.find(id);
    if (at == entries_.end()) return std::nullopt;
    return at->second->job;
}

bool Jobs::stop(std::string_view id) {
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(mutex_);
        const auto at = entries_.find(id);
        if (at == entries_.end()) return false;
        entry = at->second;
    }
    entry->stop.request_stop();
    return true;
}

void Jobs::change(Entry& entry, const std::function<void(Job&)>& how) {
    Job job;
    {
        const std::lock_guard lock(mutex_);
        how(entry.job);
        job = entry.job;
        if (has_ended(job.status)) {
            ended_.push_back(job.id);
            if (ended_.size() > kRemembered) {
                entries_.erase(ended_.front());
                ended_.pop_front();
            }
        }
    }
    changed_(job);
}

void Jobs::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::shared_ptr<Entry> entry;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
            entry = std::move(waiting_.front());
            waiting_.pop_front();
        }
        const std::stop_token asked = entry->stop.get_token();
        if (asked.stop_requested()) {
            change(*entry, [](Job& job) { job.status = JobStatus::stopped; });
            continue;
        }
        change(*entry, [](Job& job) { job.status = JobStatus::running; });
        const Tell tell = [&](int progress, BothTexts step) {
            change(*entry, [&](Job& job) {
                job.progress = std::clamp(progress, 0, 100);
                job.step = std::move(step);
            });
        };
        base::Result<std::string, Refusal> result = std::string();
        try {
            result = entry->work(asked, tell);
        } catch (const std::exception& error) {
            result = base::Unexpected{bug(error.what())};
        }
        entry->work = nullptr;
        change(*entry, [&](Job& job) {
            if (result) {
                job.status = JobStatus::done;
                job.progress = 100;
                job.step = {"เสร็จแล้ว", "Done"};
                job.result = *result;
            } else if (asked.stop_requested()) {
                job.status = JobStatus::stopped;
            } else {
                job.status = JobStatus::failed;
                job.refusal = result.error();
            }
        });
    }
}

}  // namespace phaen::app
