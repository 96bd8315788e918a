#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <thread>

#include "language.h"

namespace phaen::cli {

/// A line on standard error that says how far the work is, from its second second on, and only on a
/// terminal. It is gone when the work is.
class Progress {
  public:
    /// `what` is the document, or what the documents are called; `all` is how many there are.
    Progress(std::string what, std::size_t all, Language language);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// One more is done.
    void advance() { ++done_; }

  private:
    void show(const std::stop_token& stop);

    std::string what_;
    std::size_t all_;
    Language language_;
    std::atomic<std::size_t> done_ = 0;
    std::jthread thread_;
};

}  // namespace phaen::cli
