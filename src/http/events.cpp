#include "phaen/http/events.h"

#include <algorithm>
#include <utility>

namespace phaen::http {

namespace {

void append_line(std::string& bytes, std::string_view field, std::string_view value) {
    bytes.append(field).append(": ");
    for (const char c : value) {
        if (c != '\r' && c != '\n' && c != '\0') bytes += c;
    }
    bytes += '\n';
}

}  // namespace

std::string format_event(const Event& event) {
    std::string bytes;
    if (!event.id.empty()) append_line(bytes, "id", event.id);
    if (!event.name.empty()) append_line(bytes, "event", event.name);
    // The reader counts CR, LF and CRLF as line ends, so each must begin a data line of its own.
    std::string_view rest = event.data;
    for (;;) {
        const auto end = rest.find_first_of("\r\n");
        append_line(bytes, "data", rest.substr(0, end));
        if (end == std::string_view::npos) break;
        rest.remove_prefix(rest.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
    bytes += '\n';
    return bytes;
}

bool EventStream::push(std::shared_ptr<const std::string> bytes) {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (frames_.size() >= bound_) {
        closed_ = true;
        cut_ = true;
        frames_.clear();
    } else {
        frames_.push_back(std::move(bytes));
    }
    if (wake_) wake_();
    return !closed_;
}

bool EventStream::push(const Event& event) {
    return push(std::make_shared<const std::string>(format_event(event)));
}

void EventStream::end() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (wake_) wake_();
}

bool EventStream::is_open() const {
    const std::lock_guard lock(mutex_);
    return !closed_;
}

EventStream::Taken EventStream::take(std::size_t count) {
    const std::lock_guard lock(mutex_);
    Taken taken;
    while (!frames_.empty() && taken.frames.size() < count) {
        taken.frames.push_back(std::move(frames_.front()));
        frames_.pop_front();
    }
    taken.over = cut_ || (closed_ && frames_.empty() && taken.frames.empty());
    return taken;
}

void EventStream::on_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void EventStream::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    cut_ = true;
    frames_.clear();
    wake_ = nullptr;
}

std::shared_ptr<EventStream> EventHub::subscribe(const std::vector<std::string>& topics,
                                                 std::size_t bound) {
    auto stream = std::make_shared<EventStream>(bound);
    const std::lock_guard lock(mutex_);
    for (const std::string& topic : topics) {
        auto& streams = topics_[topic];
        // Whoever left is forgotten here and in publish, so the list stays as long as the audience.
        std::erase_if(streams, [](const auto& weak) {
            const auto known = weak.lock();
            return !known || !known->is_open();
        });
        streams.push_back(stream);
    }
    return stream;
}

std::size_t EventHub::publish(std::string_view topic, const Event& event) {
    const auto bytes = std::make_shared<const std::string>(format_event(event));
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return 0;
    std::erase_if(found->second, [&bytes](const auto& weak) {
        const auto stream = weak.lock();
        return !stream || !stream->push(bytes);
    });
    const std::size_t reached = found->second.size();
    if (reached == 0) topics_.erase(found);
    return reached;
}

void EventHub::end(std::string_view topic) {
    std::vector<std::shared_ptr<EventStream>> streams;
    {
        const std::lock_guard lock(mutex_);
        const auto found = topics_.find(topic);
        if (found == topics_.end()) return;
        for (const auto& weak : found->second) {
            if (auto stream = weak.lock()) streams.push_back(std::move(stream));
        }
        topics_.erase(found);
    }
    for (const auto& stream : streams) stream->end();
}

void EventHub::end_all() {
    std::vector<std::shared_ptr<EventStream>> streams;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [topic, listening] : topics_) {
            for (const auto& weak : listening) {
                if (auto stream = weak.lock()) streams.push_back(std::move(stream));
            }
        }
        topics_.clear();
    }
    for (const auto& stream : streams) stream->end();
}

std::size_t EventHub::listeners(std::string_view topic) const {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return 0;
    return static_cast<std::size_t>(
        std::count_if(found->second.begin(), found->second.end(), [](const auto& weak) {
            const auto stream = weak.lock();
            return stream && stream->is_open();
        }));
}

}  // namespace phaen::http
