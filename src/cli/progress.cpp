#include "progress.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "files.h"

namespace phaen::cli {

namespace {

void write_error(const std::string& text) {
    // Nothing depends on whether the terminal takes it.
    static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
}

}  // namespace

Progress::Progress(std::string what, std::size_t all, Language language)
    : what_(std::move(what)), all_(all), language_(language) {
    if (errors_are_seen())
        thread_ = std::jthread([this](const std::stop_token& stop) { show(stop); });
}

Progress::~Progress() = default;

void Progress::show(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    bool shown = false;
    while (!wake.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; }) &&
           !stop.stop_requested()) {
        std::string line = what_;
        if (all_ > 1) {
            line = count_text(done_, language_) + " / " + count_text(all_, language_);
        } else {
            line += " ...";
        }
        write_error("\r\x1b[K" + line);
        shown = true;
    }
    if (shown) write_error("\r\x1b[K");
}

}  // namespace phaen::cli
