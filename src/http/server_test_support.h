#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/http/server.h"

namespace phaen::http::test {

/// How long a test waits for what must happen; only a hung server ever takes that long.
inline constexpr std::chrono::seconds kPatience{60};

/// What came back, taken apart by a second, naive reader of HTTP.
struct Answer {
    int status = 0;  ///< 0: nothing that begins like an answer
    std::string head;
    std::string body;
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool has_header(std::string_view name) const;
};

/// A plain socket: tests send bytes, not requests.
class Client {
  public:
    explicit Client(std::uint16_t port);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    /// Sends all of it; false when the other side closed.
    bool send(std::string_view bytes);
    void finish_sending();
    /// The next answer, `with_body` unless it answers HEAD. Status 0 when the connection ended
    /// first.
    Answer read_answer(bool with_body = true);
    /// Reads until `text` is there and returns everything up to its end; empty when the connection
    /// ended first.
    std::string read_until(std::string_view text);
    /// Everything until the other side closes.
    std::string read_to_end();
    /// Waits for the other side's end; true when nothing more came before it.
    bool is_closed() { return read_to_end().empty(); }
    /// Closes with a reset.
    void reset();

  private:
    bool receive();
    int descriptor_;
    std::string received_;
};

/// Collects what the server logs.
class MemoryLog final : public Log {
  public:
    struct Line {
        std::string path, operation, method, id, remote;
        int status = 0;
        std::uint64_t bytes_in = 0;
        std::uint64_t bytes_out = 0;
    };
    void access(const AccessRecord& record) override;
    void event(Severity severity, std::string_view what,
               const std::vector<std::pair<std::string_view, std::string>>& fields) override;
    /// Waits for so many access lines and returns all of them.
    std::vector<Line> wait_for(std::size_t count);
    std::vector<std::string> events();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Line> lines_;
    std::vector<std::string> events_;
};

/// Something that a handler waits for and a test opens.
class Gate {
  public:
    void open();
    void pass();
    /// Waits until somebody stands at the gate.
    void wait_for_arrival();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_open_ = false;
    bool has_arrived_ = false;
};

[[nodiscard]] std::string get(std::string_view path, std::string_view more_headers = "");
[[nodiscard]] Route route(Method method, std::string pattern, std::string id, Handler handler,
                          BodyRule body = BodyRule::none());

}  // namespace phaen::http::test
