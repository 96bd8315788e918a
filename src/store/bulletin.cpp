#include "phaen/store/bulletin.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "libpq.h"

namespace phaen::store {

namespace {

/// What may wait while there is no line.
constexpr std::size_t kWaiting = 10'000;
constexpr auto kAgain = std::chrono::seconds(1);
/// How often a silent line is looked at.
constexpr int kLookMilliseconds = 2'000;

struct Finish {
    void operator()(PGconn* line) const { libpq().finish(line); }
};
using Line = std::unique_ptr<PGconn, Finish>;
struct Clear {
    void operator()(PGresult* result) const { libpq().clear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

}  // namespace

struct Bulletin::Parts {
    Parts(std::string the_url, Listener the_listener)
        : url(std::move(the_url)),
          listener(std::move(the_listener)),
          bell(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          thread([this](const std::stop_token& stop) { run(stop); }) {}
    ~Parts() {
        thread.request_stop();
        ring();
        thread.join();
        ::close(bell);
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void ring() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(bell, &one, sizeof one);
    }

    bool tell(std::string_view news) {
        {
            const std::lock_guard lock(mutex);
            if (waiting.size() >= kWaiting) return false;
            waiting.emplace_back(news);
        }
        ring();
        return true;
    }

    void run(const std::stop_token& stop) {
        std::condition_variable_any wakes;
        bool was_lost = false;
        while (!stop.stop_requested()) {
            if (const Line line = open()) {
                if (was_lost) listener.missed();
                talk(*line, stop);
            }
            was_lost = true;
            std::unique_lock lock(mutex);
            wakes.wait_for(lock, stop, kAgain, [] { return false; });
        }
    }

    /// A line that listens; null when there is none.
    [[nodiscard]] Line open() {
        Line line(libpq().connectdb(url.c_str()));
        if (libpq().status(line.get()) != CONNECTION_OK) return nullptr;
        libpq().setNoticeReceiver(line.get(), [](void*, const PGresult*) {}, nullptr);
        const Answer encoding(libpq().exec(line.get(), "SET client_encoding TO 'UTF8'"));
        if (libpq().resultStatus(encoding.get()) != PGRES_COMMAND_OK) return nullptr;
        // A database may hold several of us, each in a schema of its own.
        const Answer schema(libpq().exec(line.get(), "SELECT 'phaen.' || current_schema()"));
        if (libpq().resultStatus(schema.get()) != PGRES_TUPLES_OK) return nullptr;
        channel = libpq().getvalue(schema.get(), 0, 0);
        char* quoted = libpq().escapeIdentifier(line.get(), channel.data(), channel.size());
        if (quoted == nullptr) return nullptr;
        const std::string listens = "LISTEN " + std::string(quoted);
        libpq().freemem(quoted);
        const Answer done(libpq().exec(line.get(), listens.c_str()));
        return libpq().resultStatus(done.get()) == PGRES_COMMAND_OK ? std::move(line) : nullptr;
    }

    /// Until the line breaks or the program ends.
    void talk(PGconn& line, const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::array<pollfd, 2> looked{pollfd{libpq().socket(&line), POLLIN, 0},
                                         pollfd{bell, POLLIN, 0}};
            ::poll(looked.data(), looked.size(), kLookMilliseconds);
            std::uint64_t rung = 0;
            [[maybe_unused]] const ssize_t read = ::read(bell, &rung, sizeof rung);
            if (!send(line)) return;
            if (libpq().consumeInput(&line) == 0) return;
            while (PGnotify* notify = libpq().notifies(&line)) {
                const bool is_own = notify->be_pid == libpq().backendPID(&line);
                const std::string news = notify->extra;
                libpq().freemem(notify);
                if (!is_own) listener.heard(news);
            }
        }
    }

    /// What waits, the oldest first. False when the line broke: what was not sent waits on.
    [[nodiscard]] bool send(PGconn& line) {
        for (;;) {
            std::string news;
            {
                const std::lock_guard lock(mutex);
                if (waiting.empty()) return true;
                news = waiting.front();
            }
            const std::array<const char*, 2> values{channel.c_str(), news.c_str()};
            const Answer sent(libpq().execParams(&line, "SELECT pg_notify($1, $2)", 2, nullptr,
                                                 values.data(), nullptr, nullptr, 0));
            if (libpq().resultStatus(sent.get()) != PGRES_TUPLES_OK) return false;
            const std::lock_guard lock(mutex);
            waiting.pop_front();
        }
    }

    std::string url;
    Listener listener;
    std::string channel;
    std::mutex mutex;
    std::deque<std::string> waiting;
    int bell;
    std::jthread thread;  // last: it uses all the others
};

Bulletin::Bulletin(const Database& database, Listener listener) {
    if (!database.has_one_server())
        parts_ = std::make_unique<Parts>(database.url().postgres, std::move(listener));
}

Bulletin::~Bulletin() = default;

bool Bulletin::tell(std::string_view news) {
    if (!parts_) return true;
    return news.size() <= kMost && parts_->tell(news);
}

}  // namespace phaen::store
