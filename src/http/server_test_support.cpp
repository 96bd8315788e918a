#include "server_test_support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include "text.h"

namespace phaen::http::test {

std::string Answer::header(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && equals_without_case(line.substr(0, colon), name)) {
            return std::string(trim(line.substr(colon + 1)));
        }
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 2);
    }
    return {};
}

bool Answer::has_header(std::string_view name) const {
    return ascii_lower(head).find("\r\n" + ascii_lower(name) + ":") != std::string::npos;
}

Client::Client(std::uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (descriptor_ < 0 ||
        connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no connection to the server under test");
    }
}

Client::~Client() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Client::finish_sending() { shutdown(descriptor_, SHUT_WR); }

void Client::reset() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(descriptor_);
    descriptor_ = -1;
}

bool Client::receive() {
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    const auto patience = std::chrono::milliseconds(kPatience).count();
    if (poll(&waiting, 1, static_cast<int>(patience)) != 1) {
        throw std::runtime_error("the server says nothing and does not close");
    }
    std::array<char, 65536> bytes{};
    const ssize_t got = recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    received_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

std::string Client::read_until(std::string_view text) {
    std::size_t found = 0;
    while ((found = received_.find(text)) == std::string::npos) {
        if (!receive()) return {};
    }
    std::string taken = received_.substr(0, found + text.size());
    received_.erase(0, taken.size());
    return taken;
}

std::string Client::read_to_end() {
    while (receive()) {
    }
    return std::exchange(received_, {});
}

Answer Client::read_answer(bool with_body) {
    Answer answer;
    answer.head = read_until("\r\n\r\n");
    if (!answer.head.starts_with("HTTP/1.1 ")) return answer;
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
    std::size_t size = 0;
    const std::string length = answer.header("Content-Length");
    std::from_chars(length.data(), length.data() + length.size(), size);
    if (!with_body || answer.status == 304) return answer;
    while (received_.size() < size) {
        if (!receive()) break;
    }
    answer.body = received_.substr(0, size);
    received_.erase(0, answer.body.size());
    return answer;
}

void MemoryLog::access(const AccessRecord& record) {
    const std::lock_guard lock(mutex_);
    lines_.push_back({std::string(record.path), std::string(record.operation),
                      std::string(record.method), std::string(record.request_id),
                      std::string(record.remote_address), record.status, record.bytes_in,
                      record.bytes_out});
    changed_.notify_all();
}

void MemoryLog::event(Severity, std::string_view what,
                      const std::vector<std::pair<std::string_view, std::string>>& fields) {
    const std::lock_guard lock(mutex_);
    std::string text(what);
    for (const auto& [name, value] : fields) {
        text.append(" ").append(name).append("=").append(value);
    }
    events_.push_back(std::move(text));
}

std::vector<MemoryLog::Line> MemoryLog::wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, kPatience, [&] { return lines_.size() >= count; })) {
        throw std::runtime_error("fewer requests were logged than were made");
    }
    return lines_;
}

std::vector<std::string> MemoryLog::events() {
    const std::lock_guard lock(mutex_);
    return events_;
}

void Gate::open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
}

void Gate::pass() {
    std::unique_lock lock(mutex_);
    has_arrived_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, kPatience, [this] { return is_open_; });
}

void Gate::wait_for_arrival() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, kPatience, [this] { return has_arrived_; })) {
        throw std::runtime_error("nobody came to the gate");
    }
}

std::string get(std::string_view path, std::string_view more_headers) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" +
           std::string(more_headers) + "\r\n";
}

Route route(Method method, std::string pattern, std::string id, Handler handler, BodyRule body) {
    Route made;
    made.method = method;
    made.pattern = std::move(pattern);
    made.operation_id = std::move(id);
    made.summary = {"ทดสอบ", "A test"};
    made.tags = {"test"};
    made.handler = std::move(handler);
    made.body = std::move(body);
    return made;
}

}  // namespace phaen::http::test
