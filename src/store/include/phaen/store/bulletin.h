#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "phaen/store/database.h"

namespace phaen::store {

/// What the servers on one PostgreSQL tell each other while they run, so that whoever listens at
/// one hears what was done at another. Nothing rests on it but that: it is kept nowhere, and what
/// was told while a line was broken is not told again. The embedded database has one server; there,
/// nobody is told and nothing is heard. Safe from any thread.
class Bulletin {
  public:
    /// The bytes that one piece of news may have (PostgreSQL's own bound is 8,000).
    static constexpr std::size_t kMost = 7'900;

    struct Listener {
        /// Another server told this; never what this one told. From a thread of the bulletin.
        std::function<void(const std::string& news)> heard;
        /// The line is there again after it was not: what was told meanwhile is unknown.
        std::function<void()> missed;
    };
    Bulletin(const Database& database, Listener listener);
    ~Bulletin();
    Bulletin(const Bulletin&) = delete;
    Bulletin& operator=(const Bulletin&) = delete;

    /// Never waits. False when it is too long, or when too much waits for a broken line.
    bool tell(std::string_view news);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;  ///< null for the embedded database
};

}  // namespace phaen::store
