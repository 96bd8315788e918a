#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::http {

/// One event of a stream: what a browser's EventSource calls `lastEventId`, `type` and `data`.
struct Event {
    std::string id = {};    ///< may be empty; holds no line ends
    std::string name = {};  ///< may be empty (`message` for the browser); holds no line ends
    std::string data = {};  ///< any text; its lines are sent as lines
};

/// The bytes of an event as text/event-stream has them. Line ends in `id` and `name` are dropped,
/// so that data cannot forge an event.
[[nodiscard]] std::string format_event(const Event& event);

/// The bounded queue of one listening client. Any thread may push; the network takes. A client that
/// falls behind by more than its bound is cut, and comes back by itself with `Last-Event-ID`.
class EventStream {
  public:
    explicit EventStream(std::size_t bound = 256) : bound_(bound) {}
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    /// False when the client is gone or was cut; then it need not be told anything any more.
    bool push(std::shared_ptr<const std::string> bytes);
    bool push(const Event& event);
    /// Ends the stream after what is queued.
    void end();
    [[nodiscard]] bool is_open() const;

    // For the network.

    struct Taken {
        std::vector<std::shared_ptr<const std::string>> frames;
        bool over = false;  ///< nothing will follow
    };
    /// At most `count` frames.
    [[nodiscard]] Taken take(std::size_t count);
    /// Called whenever there may be something to take, from the pushing thread, which holds the
    /// stream's lock: it must only wake. An empty function, once set, is the promise that the old
    /// one is not called any more.
    void on_wake(std::function<void()> wake);
    /// The client is gone.
    void close();

  private:
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<const std::string>> frames_;
    std::function<void()> wake_;
    std::size_t bound_;
    bool closed_ = false;  // takes nothing more
    bool cut_ = false;     // what is queued is lost too
};

/// Streams by topic. Owned by whoever publishes; safe from any thread.
class EventHub {
  public:
    /// A new stream that gets what is published to any of the topics from now on.
    [[nodiscard]] std::shared_ptr<EventStream> subscribe(const std::vector<std::string>& topics,
                                                         std::size_t bound = 256);
    /// The event is formatted once for all who listen. Returns how many got it.
    std::size_t publish(std::string_view topic, const Event& event);
    /// Ends all streams that listen to the topic, after what is queued.
    void end(std::string_view topic);
    /// Ends all streams of all topics likewise; whoever listened comes again.
    void end_all();
    [[nodiscard]] std::size_t listeners(std::string_view topic) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<std::weak_ptr<EventStream>>, std::less<>> topics_;
};

}  // namespace phaen::http
