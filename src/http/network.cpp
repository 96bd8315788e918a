#include "network.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <condition_variable>
#include <cstring>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/http/events.h"
#include "request_access.h"
#include "request_parser.h"

// g++ 12 copies some temporaries of an expression that suspends bit by bit and destroys them twice.
// So an expression with co_await holds names, literals and calls only, never braces, lambdas or ?:,
// and whatever travels there has a constructor. tools/lint holds this.

// Asio returns the error_code that it also fills, so that a call can stand in a condition.
// NOLINTBEGIN(bugprone-unused-return-value)

namespace phaen::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
// Concrete executors: the type-erased ones cost a third of the speed.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
using ErrorCode = boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<Executor> kResume{};
constexpr auto kResult = asio::as_tuple(kResume);

constexpr std::size_t kSmallBuffer = 4 * 1024;
constexpr std::size_t kLargeBuffer = 64 * 1024;
constexpr std::size_t kFramesAtOnce = 64;
constexpr auto kSweepPeriod = std::chrono::milliseconds(100);
constexpr auto kAcceptPause = std::chrono::milliseconds(50);
constexpr auto kLastSecond = std::chrono::seconds(1);
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kHeartbeat = ":\n\n";
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
    "Connection: close\r\n\r\n";

/// What has come in and is not used yet. Small while a connection is idle.
class Input {
  public:
    [[nodiscard]] std::string_view view() const {
        return std::string_view(bytes_.data() + begin_, end_ - begin_);
    }
    [[nodiscard]] bool is_empty() const { return begin_ == end_; }
    void consume(std::size_t size) { begin_ += size; }
    /// Room for more, at least half of `size`.
    [[nodiscard]] asio::mutable_buffer space(std::size_t size) {
        if (begin_ > 0) {
            std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (bytes_.size() < std::max(size, end_ + size / 2)) {
            bytes_.resize(std::max(size, end_ + size / 2));
        }
        return asio::buffer(bytes_.data() + end_, bytes_.size() - end_);
    }
    void commit(std::size_t size) { end_ += size; }
    void shrink() {
        if (bytes_.size() <= kSmallBuffer || end_ - begin_ > kSmallBuffer) return;
        std::vector<char> small(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
                                bytes_.begin() + static_cast<std::ptrdiff_t>(end_));
        bytes_.swap(small);
        end_ -= begin_;
        begin_ = 0;
    }

  private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

enum class Stage { idle, busy };

/// What the core must reach of a connection from outside its coroutine: to cut it, to wake it.
struct Connection {
    explicit Connection(Socket taken) : socket(std::move(taken)) {}
    Socket socket;
    Input input;
    std::string head;  // of the answer; reused
    std::string peer;
    Stage stage = Stage::idle;
    Timer* wake = nullptr;  // of an event stream
    Clock::time_point deadline = Clock::time_point::max();
    bool timed_out = false;
    bool is_first = true;

    void arm(Clock::duration time) { arm_at(Clock::now() + time); }
    void arm_at(Clock::time_point at) {
        deadline = at;
        timed_out = false;
    }
    void disarm() { arm_at(Clock::time_point::max()); }
};

/// One network thread and what lives on it. The io_context is last: when it is destroyed, so are
/// suspended coroutines, whose guards use the rest.
struct Core {
    std::list<Connection*> connections;
    bool is_draining = false;
    std::string date;
    asio::io_context io{1};
    asio::executor_work_guard<Executor> work{io.get_executor()};

    void drain() {
        is_draining = true;
        for (Connection* connection : connections) {
            ErrorCode ignored;
            if (connection->stage == Stage::idle) connection->socket.cancel(ignored);
            if (connection->wake) connection->wake->cancel();
        }
    }
    void cut() {
        for (Connection* connection : connections) {
            ErrorCode ignored;
            connection->socket.close(ignored);
            if (connection->wake) connection->wake->cancel();
        }
    }
    void sweep(Clock::time_point now) {
        for (Connection* connection : connections) {
            if (connection->deadline >= now) continue;
            ErrorCode ignored;
            if (connection->timed_out) {
                connection->socket.close(ignored);
                continue;
            }
            // First what waits comes back and may still say why; a second later it is over.
            connection->timed_out = true;
            connection->deadline = now + kLastSecond;
            connection->socket.cancel(ignored);
        }
    }
};

/// One request on its way.
struct Turn {
    Turn(const ParserLimits& limits, std::atomic<std::int64_t>& memory)
        : parser(request, limits), body_memory(memory) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { hold(0); }

    Request request;
    RequestParser parser;
    Exchange::Account account;
    Response answer;
    bool is_answered = false;
    bool is_gone = false;  // there is nobody to answer
    bool is_late = false;  // the client took too long
    Clock::time_point began = Clock::now();
    std::atomic<std::int64_t>& body_memory;
    std::int64_t held_bytes = 0;

    void set_answer(Response response) {
        answer = std::move(response);
        is_answered = true;
    }
    void hold(std::size_t bytes) {
        const auto now = static_cast<std::int64_t>(bytes);
        body_memory.fetch_add(now - held_bytes, std::memory_order_relaxed);
        held_bytes = now;
    }
};

/// Work for a worker. It lives in the coroutine that waits for it.
struct Job {
    Job(const Exchange& known, const Route& called, Turn& of)
        : exchange(known), route(called), turn(of) {}
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    virtual ~Job() = default;
    virtual void run() noexcept = 0;
    const Exchange& exchange;
    const Route& route;
    Turn& turn;
};

struct HandlerJob final : Job {
    using Job::Job;
    void run() noexcept override { turn.set_answer(exchange.call(route, turn.request)); }
};

struct AdmissionJob final : Job {
    using Job::Job;
    void run() noexcept override {
        if (auto refusal = exchange.admit(route, turn.request)) {
            turn.set_answer(std::move(*refusal));
            return;
        }
        if (!route.body.is_streamed() || !turn.parser.has_body()) return;
        auto sink = exchange.make_sink(route, turn.request);
        if (!sink) {
            turn.set_answer(exchange.refuse(turn.request, 507, ""));
            return;
        }
        RequestAccess{turn.request}.set_sink(std::move(sink));
    }
};

struct PieceJob final : Job {
    using Job::Job;
    std::string piece;
    void run() noexcept override {
        bool is_taken = false;
        try {
            is_taken = turn.request.sink()->write(piece);
        } catch (const std::exception& error) {
            exchange.log().event(
                Severity::error, "upload failed",
                {{"request", std::string(turn.request.id())}, {"why", error.what()}});
        }
        if (!is_taken) turn.set_answer(exchange.refuse(turn.request, 507, ""));
        piece.clear();
    }
};

/// Ties an event stream to the coroutine that writes it.
class StreamGuard {
  public:
    StreamGuard(EventStream& stream, Connection& connection, Timer& timer, Executor executor,
                std::atomic<std::int64_t>& count)
        : stream_(stream),
          connection_(connection),
          waker_(std::make_shared<Waker>(timer)),
          count_(count) {
        connection_.wake = &timer;
        stream_.on_wake([waker = waker_, executor] {
            if (waker->is_posted.exchange(true)) return;
            asio::post(executor, [waker] {
                waker->is_posted = false;
                if (waker->timer) waker->timer->cancel();
            });
        });
    }
    StreamGuard(const StreamGuard&) = delete;
    StreamGuard& operator=(const StreamGuard&) = delete;
    ~StreamGuard() {
        stream_.close();  // from here on nobody posts
        waker_->timer = nullptr;
        connection_.wake = nullptr;
        --count_;
    }

  private:
    struct Waker {
        explicit Waker(Timer& waiting) : timer(&waiting) {}
        Timer* timer;  // used on the core's thread only
        std::atomic<bool> is_posted{false};
    };
    EventStream& stream_;
    Connection& connection_;
    std::shared_ptr<Waker> waker_;
    std::atomic<std::int64_t>& count_;
};

}  // namespace

class Network::Impl {
  public:
    explicit Impl(const Exchange& exchange);
    ~Impl();

    base::Result<base::Done, StartError> start();
    void stop(std::chrono::milliseconds grace);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] bool is_draining() const { return is_draining_; }

  private:
    Task<void> accept_all();
    Task<void> sweep_all(Core& core);
    Task<void> serve(Core& core, Socket socket);
    Task<bool> serve_one(Core& core, Connection& connection);
    Task<void> read_head(Connection& connection, Turn& turn);
    Task<void> read_body(Connection& connection, Turn& turn, const Route& route);
    Task<void> receive_in_memory(Connection& connection, Turn& turn, const Route& route);
    Task<void> receive_in_pieces(Connection& connection, Turn& turn, const Route& route);
    Task<bool> fill(Connection& connection, Turn& turn, std::size_t size);
    Task<bool> send(Core& core, Connection& connection, Turn& turn);
    Task<void> send_events(Core& core, Connection& connection, Turn& turn);
    Task<void> linger(Connection& connection);

    struct Presence;
    struct AcceptGuard;
    template <class Token>
    auto on_worker(Job& job, Token token);
    void count_open(std::ptrdiff_t change);
    void refuse_unread(Turn& turn);
    void release_sink(Turn& turn);
    void arm_transfer(Connection& connection, Clock::time_point since, std::uint64_t bytes);
    bool wait_until_empty(std::optional<std::chrono::milliseconds> limit);
    [[nodiscard]] bool workers_are_full() const {
        return metrics_.waiting_requests.load() >=
               static_cast<std::int64_t>(limits_.waiting_requests);
    }

    const Exchange& exchange_;
    const Limits& limits_;
    Metrics& metrics_;
    ParserLimits parser_limits_;
    std::stop_source stop_source_;
    std::atomic<bool> is_draining_{false};
    std::uint16_t port_ = 0;
    bool is_running_ = false;

    std::mutex empty_mutex_;
    std::condition_variable empty_;
    // Connections, and the loop that makes them; guarded by empty_mutex_.
    std::size_t open_ = 0;

    asio::thread_pool workers_;
    std::vector<std::unique_ptr<Core>> cores_;
    std::unique_ptr<Acceptor> acceptor_;
    std::vector<std::jthread> threads_;
};

/// A connection is in its core's list exactly as long as its coroutine lives.
struct Network::Impl::Presence {
    Presence(Impl& network, Core& of, Connection& present)
        : impl(network), core(of), connection(present) {
        core.connections.push_back(&connection);
    }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;
    ~Presence() {
        core.connections.remove(&connection);
        --impl.metrics_.connections;
        impl.count_open(-1);
    }
    Impl& impl;
    Core& core;
    Connection& connection;
};

/// While sockets may still be taken, the server is not empty, or one that was taken as it stopped
/// would hang unanswered.
struct Network::Impl::AcceptGuard {
    explicit AcceptGuard(Impl& network) : impl(network) {}
    AcceptGuard(const AcceptGuard&) = delete;
    AcceptGuard& operator=(const AcceptGuard&) = delete;
    ~AcceptGuard() { impl.count_open(-1); }
    Impl& impl;
};

/// Runs the job on a worker and comes back to the network thread.
template <class Token>
auto Network::Impl::on_worker(Job& job, Token token) {
    return asio::async_initiate<Token, void()>(
        [this, &job](auto done) {
            ++metrics_.waiting_requests;
            auto executor = asio::get_associated_executor(done);
            asio::post(workers_, [this, &job, executor, done = std::move(done)]() mutable {
                job.run();
                --metrics_.waiting_requests;
                asio::post(executor, std::move(done));
            });
        },
        token);
}

Network::Impl::Impl(const Exchange& exchange)
    : exchange_(exchange),
      limits_(exchange.options().limits),
      metrics_(exchange.metrics()),
      workers_(exchange.options().workers) {
    parser_limits_.head_bytes = limits_.head_bytes;
    parser_limits_.header_fields = limits_.header_fields;
}

Network::Impl::~Impl() { stop(std::chrono::milliseconds(0)); }

// --- Start and stop ------------------------------------------------------------------------------

base::Result<base::Done, StartError> Network::Impl::start() {
    PHAEN_CHECK(!is_running_ && cores_.empty(), "a server starts once");
    ErrorCode error;
    const auto address = asio::ip::make_address(exchange_.options().address, error);
    if (error) return base::Unexpected{StartError::bad_address};
    const Tcp::endpoint endpoint(address, exchange_.options().port);
    for (std::size_t i = 0; i < exchange_.options().network_threads; ++i) {
        cores_.push_back(std::make_unique<Core>());
        cores_.back()->date = to_http_date(std::chrono::system_clock::now());
    }
    // One acceptor that hands out sockets in turn. With SO_REUSEPORT on each thread a second server
    // could listen on the same port unnoticed, and threads would get unequal shares.
    acceptor_ = std::make_unique<Acceptor>(cores_.front()->io.get_executor());
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        acceptor_.reset();
        cores_.clear();
        if (error == asio::error::address_in_use) {
            return base::Unexpected{StartError::address_in_use};
        }
        if (error == asio::error::access_denied || error == asio::error::no_permission) {
            return base::Unexpected{StartError::not_permitted};
        }
        if (error == boost::system::errc::address_not_available) {
            return base::Unexpected{StartError::bad_address};
        }
        return base::Unexpected{StartError::other};
    }
    port_ = acceptor_->local_endpoint().port();
    is_running_ = true;
    count_open(1);
    asio::co_spawn(cores_.front()->io.get_executor(), accept_all(), asio::detached);
    for (const auto& core : cores_) {
        asio::co_spawn(core->io.get_executor(), sweep_all(*core), asio::detached);
        threads_.emplace_back([io = &core->io] { io->run(); });
    }
    exchange_.log().event(
        Severity::info, "listening",
        {{"address", exchange_.options().address}, {"port", std::to_string(port_)}});
    return base::Done{};
}

void Network::Impl::stop(std::chrono::milliseconds grace) {
    if (!is_running_) {
        workers_.join();
        return;
    }
    is_running_ = false;
    is_draining_ = true;
    exchange_.log().event(Severity::info, "stopping", {});
    asio::post(cores_.front()->io, [this] {
        ErrorCode ignored;
        acceptor_->close(ignored);
    });
    for (const auto& core : cores_) asio::post(core->io, [core = core.get()] { core->drain(); });
    if (!wait_until_empty(grace)) {
        stop_source_.request_stop();
        for (const auto& core : cores_) asio::post(core->io, [core = core.get()] { core->cut(); });
        wait_until_empty(std::nullopt);
    }
    for (const auto& core : cores_) core->io.stop();
    threads_.clear();
    workers_.join();
    exchange_.log().event(Severity::info, "stopped", {});
}

bool Network::Impl::wait_until_empty(std::optional<std::chrono::milliseconds> limit) {
    std::unique_lock lock(empty_mutex_);
    const auto is_empty = [this] { return open_ == 0; };
    if (limit) return empty_.wait_for(lock, *limit, is_empty);
    empty_.wait(lock, is_empty);
    return true;
}

void Network::Impl::count_open(std::ptrdiff_t change) {
    const std::lock_guard lock(empty_mutex_);
    open_ += static_cast<std::size_t>(change);
    if (open_ == 0) empty_.notify_all();
}

Task<void> Network::Impl::sweep_all(Core& core) {
    Timer timer(core.io.get_executor());
    for (;;) {
        timer.expires_after(kSweepPeriod);
        const auto [error] = co_await timer.async_wait(kResult);
        if (error) co_return;
        core.sweep(Clock::now());
        core.date = to_http_date(std::chrono::system_clock::now());
    }
}

Task<void> Network::Impl::accept_all() {
    const AcceptGuard guard(*this);
    Timer pause(cores_.front()->io.get_executor());
    std::size_t turn = 0;
    for (;;) {
        Core& core = *cores_[turn++ % cores_.size()];
        const Executor executor = core.io.get_executor();
        auto [error, socket] = co_await acceptor_->async_accept(executor, kResult);
        if (is_draining_) co_return;
        if (error) {
            // Out of descriptors, or the client left already: go on, but not in a tight loop.
            pause.expires_after(kAcceptPause);
            const auto [ignored] = co_await pause.async_wait(kResult);
            if (ignored) co_return;
            continue;
        }
        ++metrics_.connections_accepted;
        if (metrics_.connections.load() >= static_cast<std::int64_t>(limits_.connections)) {
            ++metrics_.connections_refused;
            ErrorCode ignored;
            socket.non_blocking(true, ignored);
            socket.write_some(asio::buffer(kFull), ignored);
            socket.shutdown(Socket::shutdown_send, ignored);
            continue;
        }
        ++metrics_.connections;
        count_open(1);
        asio::co_spawn(executor, serve(core, std::move(socket)), asio::detached);
    }
}

// --- One connection ------------------------------------------------------------------------------

Task<void> Network::Impl::serve(Core& core, Socket socket) {
    Connection connection(std::move(socket));
    const Presence presence(*this, core, connection);
    ErrorCode ignored;
    connection.socket.set_option(Tcp::no_delay(true), ignored);
    connection.socket.non_blocking(true, ignored);
    const auto endpoint = connection.socket.remote_endpoint(ignored);
    if (!ignored) connection.peer = endpoint.address().to_string();
    try {
        bool goes_on = true;
        while (goes_on && !core.is_draining) {
            goes_on = co_await serve_one(core, connection);
            connection.is_first = false;
            connection.input.shrink();
        }
    } catch (const std::exception& error) {
        exchange_.log().event(Severity::error, "connection failed", {{"why", error.what()}});
    }
    connection.socket.close(ignored);
}

// Steps: 1 the head, 2 what it decides, 3 the body, 4 the handler, 5 the answer. False: the
// connection is to be closed.
Task<bool> Network::Impl::serve_one(Core& core, Connection& connection) {
    Turn turn(parser_limits_, metrics_.body_memory_bytes);
    turn.account.operation = metrics_.none_index();

    co_await read_head(connection, turn);
    if (turn.is_gone) {
        if (turn.parser.has_begun()) ++metrics_.clients_gone;
        co_return false;
    }
    RequestAccess{turn.request}.set_stop_token(stop_source_.get_token());
    exchange_.identify(turn.request, connection.peer);

    if (turn.is_late || turn.parser.state() == RequestParser::State::refused) {
        refuse_unread(turn);
    } else {
        auto decision = exchange_.decide(turn.request, turn.parser);
        turn.account.operation = decision.operation;
        if (decision.answer) {
            turn.set_answer(std::move(*decision.answer));
        } else if (workers_are_full()) {
            turn.set_answer(exchange_.refuse(turn.request, 503, ""));
        } else {
            const Route& route = *decision.route;
            co_await read_body(connection, turn, route);
            if (!turn.is_answered && !turn.is_gone) {
                connection.disarm();
                HandlerJob job(exchange_, route, turn);
                co_await on_worker(job, kResume);
            }
        }
    }

    bool goes_on = false;
    if (turn.is_gone) {
        ++metrics_.clients_gone;
    } else if (turn.answer.stream()) {
        co_await send_events(core, connection, turn);
    } else {
        goes_on = co_await send(core, connection, turn);
    }
    turn.account.bytes_in = turn.parser.body_bytes();
    turn.account.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - turn.began);
    exchange_.account(turn.request, turn.account);
    release_sink(turn);
    // Nobody sends more behind a whole request that is answered with the server's end, or behind
    // one for a stream.
    const bool is_quiet = turn.parser.state() == RequestParser::State::complete &&
                          connection.input.is_empty() &&
                          (core.is_draining || turn.answer.stream() != nullptr);
    if (!goes_on && turn.account.status != 0 && !is_quiet) co_await linger(connection);
    co_return goes_on;
}

/// Answers a request that did not arrive as it should.
void Network::Impl::refuse_unread(Turn& turn) {
    ++metrics_.requests_refused;
    const bool is_refused = turn.parser.state() == RequestParser::State::refused;
    const int status = is_refused ? turn.parser.refused_status() : 408;
    turn.set_answer(exchange_.refuse(turn.request, status, turn.parser.refused_why()));
}

/// Closing and removing a file may block, so a worker does it.
void Network::Impl::release_sink(Turn& turn) {
    auto sink = RequestAccess{turn.request}.take_sink();
    if (sink) asio::post(workers_, [sink = std::move(sink)] {});
}

/// Reads once. False when nothing came: the client is gone, or its time is over.
Task<bool> Network::Impl::fill(Connection& connection, Turn& turn, std::size_t size) {
    const auto space = connection.input.space(size);
    const auto [error, got] = co_await connection.socket.async_read_some(space, kResult);
    if (!error) {
        connection.input.commit(got);
        co_return true;
    }
    turn.is_late = connection.timed_out && turn.parser.has_begun();
    turn.is_gone = !turn.is_late;
    co_return false;
}

Task<void> Network::Impl::read_head(Connection& connection, Turn& turn) {
    connection.stage = Stage::idle;
    const auto patience = connection.is_first ? limits_.head_time : limits_.idle_time;
    connection.arm(patience);
    while (turn.parser.state() == RequestParser::State::head) {
        if (!connection.input.is_empty()) {
            if (connection.stage == Stage::idle) {
                connection.stage = Stage::busy;
                turn.began = Clock::now();
                connection.arm(limits_.head_time);
            }
            connection.input.consume(turn.parser.put(connection.input.view()));
            if (turn.parser.state() != RequestParser::State::head) co_return;
        }
        const bool is_there = co_await fill(connection, turn, kSmallBuffer);
        if (!is_there) co_return;
    }
}

void Network::Impl::arm_transfer(Connection& connection, Clock::time_point since,
                                 std::uint64_t bytes) {
    const auto earned = std::chrono::milliseconds(bytes * 1000 / limits_.bytes_per_second);
    connection.arm_at(since + limits_.transfer_time + earned);
}

Task<void> Network::Impl::read_body(Connection& connection, Turn& turn, const Route& route) {
    const bool has_body = turn.parser.state() == RequestParser::State::body;
    if (route.admission || (has_body && route.body.is_streamed())) {
        connection.disarm();
        AdmissionJob job(exchange_, route, turn);
        co_await on_worker(job, kResume);
        if (turn.is_answered) co_return;
    }
    if (!has_body) co_return;
    if (turn.request.header("expect") && turn.parser.is_http_1_1() && connection.input.is_empty()) {
        const auto interim = asio::buffer(kContinue);
        connection.arm(limits_.transfer_time);
        const auto [error, sent] = co_await asio::async_write(connection.socket, interim, kResult);
        if (error) {
            turn.is_gone = true;
            co_return;
        }
    }
    if (route.body.is_streamed()) {
        co_await receive_in_pieces(connection, turn, route);
    } else {
        co_await receive_in_memory(connection, turn, route);
    }
    if (turn.is_late || turn.parser.state() == RequestParser::State::refused) refuse_unread(turn);
}

Task<void> Network::Impl::receive_in_memory(Connection& connection, Turn& turn,
                                            const Route& route) {
    std::string& body = RequestAccess{turn.request}.body();
    turn.parser.receive_body(body, route.body.limit_bytes());
    const auto since = Clock::now();
    while (turn.parser.state() == RequestParser::State::body) {
        connection.input.consume(turn.parser.put(connection.input.view()));
        turn.hold(body.capacity());
        if (metrics_.body_memory_bytes.load() >
            static_cast<std::int64_t>(limits_.body_memory_bytes)) {
            turn.set_answer(exchange_.refuse(turn.request, 503, ""));
            co_return;
        }
        if (turn.parser.state() != RequestParser::State::body) co_return;
        arm_transfer(connection, since, turn.parser.body_bytes());
        const bool is_there = co_await fill(connection, turn, kLargeBuffer);
        if (!is_there) co_return;
    }
}

Task<void> Network::Impl::receive_in_pieces(Connection& connection, Turn& turn,
                                            const Route& route) {
    PieceJob job(exchange_, route, turn);
    turn.parser.receive_body(job.piece, route.body.limit_bytes());
    auto since = Clock::now();
    while (turn.parser.state() == RequestParser::State::body) {
        connection.input.consume(turn.parser.put(connection.input.view()));
        const bool is_whole = turn.parser.state() == RequestParser::State::complete;
        if (job.piece.size() >= kLargeBuffer || (is_whole && !job.piece.empty())) {
            connection.disarm();
            const auto paused = Clock::now();
            co_await on_worker(job, kResume);
            since += Clock::now() - paused;  // a slow disk is not the client's fault
            if (turn.is_answered) co_return;
        }
        if (turn.parser.state() != RequestParser::State::body) co_return;
        arm_transfer(connection, since, turn.parser.body_bytes());
        const bool is_there = co_await fill(connection, turn, kLargeBuffer);
        if (!is_there) co_return;
    }
}

Task<bool> Network::Impl::send(Core& core, Connection& connection, Turn& turn) {
    Exchange::Ending ending;
    ending.is_head = turn.request.method() == Method::head;
    ending.keeps_alive = turn.parser.state() == RequestParser::State::complete &&
                         turn.parser.keeps_alive() && turn.parser.is_http_1_1() &&
                         !core.is_draining;
    exchange_.write_head(connection.head, turn.request, turn.answer, ending, core.date);
    const bool has_body =
        !ending.is_head && turn.answer.status() != 204 && turn.answer.status() != 304;
    const std::string_view body = has_body ? turn.answer.body() : std::string_view();
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(connection.head),
                                                       asio::buffer(body)};
    // Most answers fit into what the machine takes at once, and nothing need be waited for.
    ErrorCode error;
    std::size_t sent = connection.socket.write_some(buffers, error);
    if (error == asio::error::would_block) error.clear();
    if (error) co_return false;
    if (sent < connection.head.size() + body.size()) {
        const bool head_is_sent = sent >= connection.head.size();
        const std::size_t body_sent = head_is_sent ? sent - connection.head.size() : 0;
        const std::array<asio::const_buffer, 2> rest = {asio::buffer(connection.head) + sent,
                                                        asio::buffer(body) + body_sent};
        arm_transfer(connection, Clock::now(), body.size());
        const auto [late, more] = co_await asio::async_write(connection.socket, rest, kResult);
        if (late) co_return false;
    }
    turn.account.status = turn.answer.status();
    turn.account.bytes_out = body.size();
    co_return ending.keeps_alive;
}

// The stream has no length: its end is the connection's end, so frames go out as they are, shared
// by all who listen.
Task<void> Network::Impl::send_events(Core& core, Connection& connection, Turn& turn) {
    EventStream& stream = *turn.answer.stream();
    if (metrics_.event_streams.fetch_add(1) >= static_cast<std::int64_t>(limits_.event_streams)) {
        --metrics_.event_streams;
        stream.close();
        turn.set_answer(exchange_.refuse(turn.request, 503, ""));
        co_await send(core, connection, turn);
        co_return;
    }
    Timer timer(core.io.get_executor());
    const Executor executor = core.io.get_executor();
    const StreamGuard guard(stream, connection, timer, executor, metrics_.event_streams);
    Exchange::Ending ending;
    ending.keeps_alive = false;
    exchange_.write_head(connection.head, turn.request, turn.answer, ending, core.date);
    std::vector<asio::const_buffer> buffers = {asio::buffer(connection.head)};
    EventStream::Taken taken;
    const bool is_head = turn.request.method() == Method::head;
    for (;;) {
        connection.arm(limits_.transfer_time);
        const auto [error, sent] = co_await asio::async_write(connection.socket, buffers, kResult);
        if (error) co_return;
        turn.account.status = 200;
        if (is_head) co_return;
        if (!buffers.empty() && !taken.frames.empty()) turn.account.bytes_out += sent;
        taken = stream.take(kFramesAtOnce);
        while (taken.frames.empty() && !taken.over && !core.is_draining) {
            connection.disarm();
            timer.expires_after(limits_.heartbeat_time);
            const auto [interrupted] = co_await timer.async_wait(kResult);
            if (!interrupted) break;
            taken = stream.take(kFramesAtOnce);
        }
        if (taken.over || core.is_draining) co_return;
        buffers.clear();
        for (const auto& frame : taken.frames) buffers.push_back(asio::buffer(*frame));
        if (buffers.empty()) buffers.push_back(asio::buffer(kHeartbeat));
    }
}

// Closing with bytes unread makes the machine send a reset, which overtakes the answer.
Task<void> Network::Impl::linger(Connection& connection) {
    ErrorCode error;
    connection.socket.shutdown(Socket::shutdown_send, error);
    connection.arm(limits_.linger_time);
    std::uint64_t drained = connection.input.view().size();
    connection.input.consume(drained);
    while (!error && drained < limits_.linger_bytes && !connection.timed_out) {
        const auto space = connection.input.space(kSmallBuffer);
        const auto [read_error, got] = co_await connection.socket.async_read_some(space, kResult);
        error = read_error;
        drained += got;
    }
}

Network::Network(const Exchange& exchange) : impl_(std::make_unique<Impl>(exchange)) {}
Network::~Network() = default;
base::Result<base::Done, StartError> Network::start() { return impl_->start(); }
std::uint16_t Network::port() const { return impl_->port(); }
void Network::stop(std::chrono::milliseconds grace) { impl_->stop(grace); }
bool Network::is_draining() const { return impl_->is_draining(); }

}  // namespace phaen::http

// NOLINTEND(bugprone-unused-return-value)
