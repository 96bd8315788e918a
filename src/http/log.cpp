#include "phaen/http/log.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"

namespace phaen::http {

namespace {

// What may wait for a slow reader.
constexpr std::size_t kMaxQueuedBytes = 4u << 20;
// Lines of requests are written together: waking the writer and a system call for each cost more
// than the request itself.
constexpr std::size_t kBatchBytes = 64u << 10;
constexpr auto kBatchTime = std::chrono::milliseconds(20);

/// `2026-01-15T08:30:00.123Z`. All but the fraction is made once a second.
class InstantText {
  public:
    std::string_view of(std::chrono::system_clock::time_point at) {
        const auto second = std::chrono::floor<std::chrono::seconds>(at);
        if (text_.empty() || second != second_) {
            second_ = second;
            const auto day = std::chrono::floor<std::chrono::days>(second);
            const std::chrono::hh_mm_ss time(second - day);
            text_ = base::to_iso(std::chrono::year_month_day(day)) + "T" +
                    padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) +
                    ":" + padded(time.seconds().count(), 2) + ".";
            whole_ = text_.size();
        }
        text_.resize(whole_);
        const auto rest = std::chrono::floor<std::chrono::milliseconds>(at - second);
        return text_.append(padded(rest.count(), 3)).append("Z");
    }

  private:
    static std::string padded(std::int64_t number, std::size_t width) {
        std::string digits = std::to_string(number);
        return std::string(width - std::min(width, digits.size()), '0') + digits;
    }
    std::chrono::sys_seconds second_;
    std::string text_;
    std::size_t whole_ = 0;
};

/// JSON takes UTF-8 only, and a stranger's bytes may be anything.
base::Value text_value(std::string_view text) {
    return base::Value(base::is_utf8(text) ? std::string(text) : base::clean_text(text));
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::info:
            return "info";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

class JsonLog final : public Log {
  public:
    explicit JsonLog(int descriptor)
        : descriptor_(descriptor), writer_([this](const std::stop_token& stop) { run(stop); }) {}

    void access(const AccessRecord& record) override {
        const std::lock_guard lock(mutex_);
        const std::size_t before = queued_.size();
        queued_.append(R"({"at":")").append(instant_.of(record.at));
        queued_.append(R"(","kind":"access")");
        add_text(R"(,"request":)", record.request_id);
        add_text(R"(,"remote":)", record.remote_address);
        add_text(R"(,"method":)", record.method);
        add_text(R"(,"path":)", record.path);
        add_text(R"(,"operation":)", record.operation);
        add_number(R"(,"status":)", record.status);
        add_number(R"(,"bytes_in":)", static_cast<std::int64_t>(record.bytes_in));
        add_number(R"(,"bytes_out":)", static_cast<std::int64_t>(record.bytes_out));
        add_number(R"(,"duration_us":)", record.duration.count());
        queued_.append("}\n");
        if (queued_.size() > kMaxQueuedBytes) {
            queued_.resize(before);
            ++dropped_;
        } else if (before == 0 || (before < kBatchBytes && queued_.size() >= kBatchBytes)) {
            wake_.notify_one();
        }
    }

    void event(Severity severity, std::string_view what,
               const std::vector<std::pair<std::string_view, std::string>>& fields) override {
        base::Object line;
        line.emplace_back("at", base::Value(InstantText().of(std::chrono::system_clock::now())));
        line.emplace_back("kind", base::Value(name_of(severity)));
        line.emplace_back("what", text_value(what));
        for (const auto& [name, value] : fields) {
            line.emplace_back(std::string(name), text_value(value));
        }
        add(line);
    }

  private:
    void add(base::Object& line) {
        const std::string text = base::to_compact_json(base::Value(std::move(line)));
        const std::lock_guard lock(mutex_);
        if (queued_.size() + text.size() > kMaxQueuedBytes) {
            ++dropped_;
            return;
        }
        queued_ += text;
        queued_ += '\n';
        is_urgent_ = true;
        wake_.notify_one();
    }

    // Called with the lock held.
    void add_text(std::string_view name, std::string_view text) {
        queued_ += name;
        const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
            return c >= ' ' && c <= '~' && c != '"' && c != '\\';
        });
        if (is_plain) {
            queued_.append("\"").append(text).append("\"");
        } else {
            queued_ += base::to_compact_json(text_value(text));
        }
    }
    void add_number(std::string_view name, std::int64_t number) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        queued_.append(name).append(digits.data(), end);
    }

    void run(const std::stop_token& stop) {
        std::string bytes;
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, stop, [this] { return !queued_.empty(); });
                wake_.wait_for(lock, stop, kBatchTime,
                               [this] { return is_urgent_ || queued_.size() >= kBatchBytes; });
                // At the end of the log too, what was said is written first.
                if (queued_.empty()) return;
                is_urgent_ = false;
                bytes.clear();
                bytes.swap(queued_);
                if (dropped_ > 0) {
                    bytes += R"({"kind":"warning","what":"log lines dropped","count":)" +
                             std::to_string(dropped_) + "}\n";
                    dropped_ = 0;
                }
            }
            write_all(bytes);
        }
    }

    void write_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;  // nobody reads, and there is no other place to say so
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    int descriptor_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::string queued_;
    bool is_urgent_ = false;
    std::uint64_t dropped_ = 0;
    InstantText instant_;
    std::jthread writer_;  // last: it uses all of the above
};

}  // namespace

std::unique_ptr<Log> json_log(int descriptor) { return std::make_unique<JsonLog>(descriptor); }

}  // namespace phaen::http
