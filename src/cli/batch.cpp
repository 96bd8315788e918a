#include "batch.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "files.h"
#include "guard.h"
#include "progress.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

class Batch {
  public:
    Batch(std::size_t count, std::string_view between,
          const std::function<Result<Piece, Refusal>(std::size_t)>& work, Language language)
        : count_(count),
          between_(between),
          work_(work),
          language_(language),
          progress_("", count, language) {}

    ExitStatus run() {
        const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
        const std::size_t workers = std::min(cores, count_);
        window_ = 4 * workers;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < workers; ++i) {
                threads.emplace_back([this] { take_turns(); });
            }
        }
        return status_;
    }

  private:
    struct Outcome {
        Piece piece;
        std::string complaint;
    };

    void take_turns() {
        for (;;) {
            std::size_t index = 0;
            {
                std::unique_lock lock(mutex_);
                printed_more_.wait(lock,
                                   [this] { return next_ < printed_ + window_ || output_failed_; });
                if (next_ == count_ || output_failed_) return;
                index = next_++;
            }
            Outcome outcome = outcome_of(index);
            progress_.advance();
            const std::unique_lock lock(mutex_);
            waiting_.emplace(index, std::move(outcome));
            print_what_is_next();
            printed_more_.notify_all();
        }
    }

    Outcome outcome_of(std::size_t index) const {
        Outcome outcome;
        outcome.piece.status = guarded(
            [&]() -> Result<ExitStatus, Refusal> {
                auto piece = work_(index);
                if (!piece) return Unexpected{piece.error()};
                outcome.piece.printed = std::move(piece->printed);
                return piece->status;
            },
            language_, outcome.complaint);
        return outcome;
    }

    void print_what_is_next() {
        for (auto first = waiting_.find(printed_); first != waiting_.end();
             first = waiting_.find(printed_)) {
            const Outcome& outcome = first->second;
            if (!outcome.complaint.empty()) complain(outcome.complaint);
            status_ = std::max(status_, outcome.piece.status);
            if (!outcome.piece.printed.empty()) print_one(outcome.piece.printed);
            waiting_.erase(first);
            ++printed_;
        }
    }

    void print_one(const std::string& text) {
        const auto done = print(any_printed_ ? std::string(between_) + text : text);
        any_printed_ = true;
        if (done || output_failed_) return;
        output_failed_ = true;
        complain(describe(done.error(), language_));
        status_ = std::max(status_, ExitStatus::could_not);
    }

    std::size_t count_;
    std::string_view between_;
    const std::function<Result<Piece, Refusal>(std::size_t)>& work_;
    Language language_;
    Progress progress_;
    std::size_t window_ = 0;

    std::mutex mutex_;  ///< guards all below
    std::condition_variable printed_more_;
    std::size_t next_ = 0;
    std::size_t printed_ = 0;
    std::map<std::size_t, Outcome> waiting_;
    ExitStatus status_ = ExitStatus::done;
    bool any_printed_ = false;
    bool output_failed_ = false;
};

}  // namespace

ExitStatus run_batch(std::size_t count, std::string_view between,
                     const std::function<Result<Piece, Refusal>(std::size_t)>& work,
                     Language language) {
    return Batch(count, between, work, language).run();
}

}  // namespace phaen::cli
