#include "phaen/http/server.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <thread>

#include "phaen/base/value.h"
#include "phaen/http/events.h"
#include "phaen/http/problem.h"
#include "server_test_support.h"

namespace phaen::http::test {
namespace {

using std::chrono::milliseconds;

/// Counts what reaches it and forgets it.
struct CountingSink final : Sink {
    explicit CountingSink(std::atomic<std::uint64_t>& counted) : total(counted) {}
    bool write(std::string_view bytes) override {
        largest = std::max(largest, bytes.size());
        total += bytes.size();
        return true;
    }
    std::atomic<std::uint64_t>& total;
    std::size_t largest = 0;
};

struct FullSink final : Sink {
    bool write(std::string_view) override { return false; }
};

class ServerTest : public testing::Test {
  protected:
    ServerTest() {
        options.limits.head_time = milliseconds(60'000);
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-http-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        options.temp_folder = folder;
    }
    ~ServerTest() override {
        gate.open();
        server.reset();
        std::filesystem::remove_all(folder);
    }

    void add_routes() {
        router.add(route(Method::get, "/hello", "hello",
                         [](const Request&) { return Response::text(200, "hello\n"); }));
        router.add(route(Method::get, "/plans/{plan:id}/versions/{number:int}", "version",
                         [](const Request& request) {
                             return Response::text(
                                 200, std::string(request.parameter("plan")) + " " +
                                          std::to_string(request.integer("number")) + " " +
                                          std::string(request.query("as_of").value_or("-")));
                         }));
        const auto echo = [](const Request& request) {
            return Response::bytes(200, "application/octet-stream", request.body());
        };
        router.add(route(Method::post, "/echo", "echo", echo, BodyRule::memory(1024, {})));
        router.add(route(Method::post, "/json", "json", echo,
                         BodyRule::memory(1024, {"application/json"})));
        router.add(route(
            Method::put, "/files/{name:text}", "put_file",
            [](const Request& request) {
                return Response::text(
                    201, std::to_string(request.temp_file() ? request.temp_file()->size() : 0));
            },
            BodyRule::temp_file(8u << 20, {})));
        router.add(route(
            Method::put, "/sink", "put_sink",
            [this](const Request& request) {
                const auto* sink = dynamic_cast<CountingSink*>(request.sink());
                largest_piece = sink ? sink->largest : 0;
                return Response::text(200, std::to_string(counted.load()));
            },
            BodyRule::sink(64u << 20, {}, [this](const Request&) {
                return std::make_unique<CountingSink>(counted);
            })));
        router.add(route(
            Method::put, "/full", "put_full", [](const Request&) { return Response::empty(); },
            BodyRule::sink(1u << 20, {},
                           [](const Request&) { return std::make_unique<FullSink>(); })));
        Route guarded = route(
            Method::put, "/guarded", "put_guarded",
            [](const Request&) { return Response::empty(); }, BodyRule::memory(1u << 20, {}));
        guarded.admission = [](const Request& request) -> std::optional<Response> {
            if (request.header("authorization")) return std::nullopt;
            return to_response(problem_of(401), request);
        };
        router.add(std::move(guarded));
        router.add(route(Method::get, "/slow", "slow", [this](const Request&) {
            gate.pass();
            return Response::text(200, "done\n");
        }));
        Route quick = route(Method::get, "/quick/{what:text}", "quick",
                            [](const Request&) { return Response::text(200, "by a worker\n"); });
        quick.quick = [](const Request& request) -> std::optional<Response> {
            if (request.parameter("what") == "broken") throw std::runtime_error("no memory");
            if (request.parameter("what") != "here") return std::nullopt;
            return Response::text(200, "at once\n");
        };
        router.add(std::move(quick));
        router.add(route(Method::get, "/throws", "throws", [](const Request&) -> Response {
            throw std::runtime_error("the disk is gone");
        }));
        router.add(route(Method::get, "/redirect", "redirect", [](const Request& request) {
            Response response = Response::empty(200);
            response.set_header("X-Given", request.query("value").value_or(""));
            return response;
        }));
        router.add(route(Method::get, "/events", "events", [this](const Request&) {
            return Response::events(hub.subscribe({"news"}));
        }));
        router.add(route(Method::get, "/large", "large", [](const Request&) {
            return Response::bytes(200, "application/octet-stream", std::string(8u << 20, 'x'));
        }));
    }

    void start(std::unique_ptr<const StaticFiles> files = nullptr) {
        add_routes();
        server = std::make_unique<Server>(options, std::move(router), log, std::move(files));
        ASSERT_TRUE(server->start().has_value());
    }

    Answer ask(std::string_view bytes) {
        Client client(server->port());
        client.send(bytes);
        return client.read_answer();
    }
    /// Somebody else is served all the same.
    void expect_alive() { EXPECT_EQ(ask(get("/hello")).body, "hello\n"); }

    ServerOptions options;
    Router router;
    MemoryLog log;
    EventHub hub;
    Gate gate;
    std::atomic<std::uint64_t> counted{0};
    std::atomic<std::size_t> largest_piece{0};
    std::filesystem::path folder;
    std::unique_ptr<Server> server;
};

TEST_F(ServerTest, answers) {
    start();
    const Answer answer = ask(get("/hello"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "hello\n");
    EXPECT_EQ(answer.header("Content-Length"), "6");
    EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(answer.header("Date").size(), 29u);
    EXPECT_FALSE(answer.has_header("Connection"));
    EXPECT_FALSE(answer.has_header("Server"));
}

TEST_F(ServerTest, paths_have_typed_parameters_and_decoded_queries) {
    start();
    EXPECT_EQ(ask(get("/plans/p-1/versions/7?x=&as_of=%E0%B8%812565+a")).body, "p-1 7 ก2565 a");
    EXPECT_EQ(ask(get("/plans/p-1/versions/-7")).status, 404);
    EXPECT_EQ(ask(get("/plans/P_1/versions/7")).status, 404);
    EXPECT_EQ(ask(get("/plans/p-1/versions/9223372036854775808")).status, 404);
    EXPECT_EQ(ask(get("/hello?x=%zz")).status, 400);
    EXPECT_EQ(ask(get("/hello?x=%00")).status, 400);
    EXPECT_EQ(ask(get("/%ff")).status, 400);
}

TEST_F(ServerTest, head_has_the_length_and_no_body) {
    start();
    Client client(server->port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello"));
    const Answer head = client.read_answer(false);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "6");
    EXPECT_EQ(client.read_answer().body, "hello\n");
}

TEST_F(ServerTest, unknown_paths_and_methods_are_told_apart) {
    start();
    const Answer missing = ask(get("/nothing"));
    EXPECT_EQ(missing.status, 404);
    const Answer wrong = ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, OPTIONS");
    const Answer options_answer = ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(options_answer.status, 204);
    EXPECT_EQ(options_answer.header("Allow"), "POST, OPTIONS");
    EXPECT_FALSE(options_answer.has_header("Content-Length"));
    EXPECT_EQ(ask("BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
    EXPECT_EQ(ask("get /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
}

TEST_F(ServerTest, problems_speak_both_languages) {
    start();
    const Answer answer = ask(get("/nothing", "Accept-Language: en-GB,en;q=0.9,th;q=0.5\r\n"));
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.header("Content-Language"), "en");
    const auto problem = base::parse_json(answer.body);
    ASSERT_TRUE(problem.has_value());
    EXPECT_EQ(*problem->find("type")->as_string(), "urn:phaen:problem:not_found");
    EXPECT_EQ(*problem->find("title")->as_string(), "There is nothing here");
    EXPECT_EQ(*problem->find("status")->as_integer(), 404);
    EXPECT_EQ(*problem->find("instance")->as_string(),
              "urn:phaen:request:" + answer.header("X-Request-Id"));
    EXPECT_EQ(*problem->find("message")->find("title")->find("th")->as_string(), "ไม่พบสิ่งที่ขอ");
    EXPECT_EQ(ask(get("/nothing")).header("Content-Language"), "th");
}

TEST_F(ServerTest, twenty_pipelined_requests_get_twenty_answers_in_order) {
    start();
    std::string bytes;
    for (int i = 0; i < 20; ++i) bytes += get("/plans/p/versions/" + std::to_string(i));
    Client client(server->port());
    client.send(bytes);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client.read_answer().body, "p " + std::to_string(i) + " -");
    }
}

TEST_F(ServerTest, a_connection_lives_on_unless_told_otherwise) {
    start();
    Client client(server->port());
    client.send(get("/hello"));
    EXPECT_EQ(client.read_answer().status, 200);
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(client.read_answer().body, "abc");
    client.send(get("/hello", "Connection: close\r\n"));
    const Answer last = client.read_answer();
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(client.is_closed());

    Client old(server->port());
    old.send("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.read_answer().body, "hello\n");
    EXPECT_TRUE(old.is_closed());
}

TEST_F(ServerTest, a_client_that_has_sent_all_may_close_its_half) {
    start();
    Client client(server->port());
    client.send(get("/hello"));
    client.finish_sending();
    EXPECT_EQ(client.read_answer().body, "hello\n");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, bytes_may_come_one_by_one) {
    start();
    Client client(server->port());
    const std::string bytes =
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n" +
        get("/hello");
    for (const char c : bytes) client.send({&c, 1});
    EXPECT_EQ(client.read_answer().body, "abcde");
    EXPECT_EQ(client.read_answer().body, "hello\n");
}

struct Bad {
    const char* name;
    std::string bytes;
    int status;
};

std::vector<Bad> bad_requests() {
    const std::string get_line = "GET /hello HTTP/1.1\r\nHost: a\r\n";
    const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    std::string many_headers = get_line;
    for (int i = 0; i < 10'000; ++i) many_headers += "X-" + std::to_string(i) + ": 1\r\n";
    std::string random(4096, '\0');
    std::uint32_t state = 12345;
    for (char& c : random) {
        state = state * 1'664'525u + 1'013'904'223u;
        c = static_cast<char>(state >> 24);
    }
    random.replace(0, 1, "\x01");
    return {
        {"large_header", get_line + "X-Large: " + std::string(1u << 20, 'a') + "\r\n\r\n", 431},
        {"many_headers", many_headers + "\r\n", 431},
        {"long_target", "GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        {"longer_target_than_allowed",
         "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        {"bad_chunk_size", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n", 400},
        {"negative_chunk_size", post + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
         400},
        {"huge_chunk_size",
         post + "Transfer-Encoding: chunked\r\n\r\n100000000000000000\r\nabc\r\n0\r\n\r\n", 400},
        {"chunk_without_line_end", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef0\r\n\r\n",
         400},
        {"endless_chunk_extension",
         post + "Transfer-Encoding: chunked\r\n\r\n3;" + std::string(100'000, 'x'), 400},
        {"endless_trailers",
         post + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(100'000, 'x'), 400},
        {"length_and_chunked",
         post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"chunked_and_length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {"two_lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"two_equal_lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"length_list", post + "Content-Length: 3, 3\r\n\r\nabc", 400},
        {"length_negative", post + "Content-Length: -5\r\n\r\nabcde", 400},
        {"length_plus", post + "Content-Length: +2\r\n\r\nab", 400},
        {"length_with_rubbish", post + "Content-Length: 2abc\r\n\r\nab", 400},
        {"length_hexadecimal", post + "Content-Length: 0x2\r\n\r\nab", 400},
        {"length_beyond_64_bits", post + "Content-Length: 36893488147419103232\r\n\r\nab", 400},
        {"length_empty", post + "Content-Length: \r\n\r\nab", 400},
        {"unknown_coding",
         post + "Transfer-Encoding: xchunked\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"coding_before_chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"chunked_not_last", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 501},
        {"chunked_twice",
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"identity_then_chunked",
         post + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"coding_in_1_0",
         "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"nul_in_header", get_line + std::string("X: a\0b\r\n\r\n", 10), 400},
        {"space_before_colon", get_line + "X : a\r\n\r\n", 400},
        {"coding_with_space_before_colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
         400},
        {"bare_line_feed", "GET /hello HTTP/1.1\nHost: a\n\n\r\n\r\n", 400},
        {"bare_return", get_line + "X: a\rY: b\r\n\r\n", 400},
        {"no_host", "GET /hello HTTP/1.1\r\n\r\n", 400},
        {"two_hosts", get_line + "Host: b\r\n\r\n", 400},
        {"host_with_path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"host_with_user", "GET /hello HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
        {"absolute_form_of_another_host", "GET http://b/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"authority_form", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"no_slash", "GET hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"raw_utf8_target", "GET /\xe0\xb8\x81 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"fragment", "GET /hello#x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"tls_hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + random,
         400},
        {"http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"version_2_0", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"version_1_2", "GET /hello HTTP/1.2\r\nHost: a\r\n\r\n", 400},
        {"no_version", "GET /hello\r\n\r\n", 400},
        {"random_bytes", random, 400},
        {"announced_too_large", post + "Content-Length: 62914560\r\n\r\n", 413},
        {"chunks_too_large",
         post + "Transfer-Encoding: chunked\r\n\r\n800\r\n" + std::string(2048, 'x') + "\r\n", 413},
        {"body_where_none_is_taken",
         "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 413},
        {"packed_body", post + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", 415},
        {"wrong_type",
         "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
         "2\r\n\r\n{}",
         415},
        {"no_type", "POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", 415},
        {"unknown_expectation", post + "Expect: tea\r\nContent-Length: 2\r\n\r\nab", 417},
    };
}

TEST_F(ServerTest, bad_requests_are_refused_and_nothing_after_them_is_read) {
    start();
    // What follows must never be taken for a request: that would be smuggling.
    const std::string smuggled = "GET /plans/smuggled/versions/1 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (const Bad& bad : bad_requests()) {
        SCOPED_TRACE(bad.name);
        Client client(server->port());
        client.send(bad.bytes + smuggled);
        client.finish_sending();
        const Answer answer = client.read_answer();
        EXPECT_EQ(answer.status, bad.status);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
        EXPECT_TRUE(client.is_closed());
        expect_alive();
    }
    for (const auto& line : log.wait_for(bad_requests().size() * 2)) {
        EXPECT_NE(line.operation, "version");
    }
}

TEST_F(ServerTest, absolute_form_is_taken) {
    start();
    EXPECT_EQ(ask("GET http://A/plans/p/versions/1?as_of=x HTTP/1.1\r\nHost: a\r\n\r\n").body,
              "p 1 x");
    EXPECT_EQ(ask("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
}

TEST_F(ServerTest, a_length_in_a_trailer_is_not_believed) {
    start();
    Client client(server->port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "1\r\na\r\n0\r\nContent-Length: 100\r\n\r\n" +
        get("/hello"));
    EXPECT_EQ(client.read_answer().status, 400);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, a_limit_is_exact) {
    start();
    const auto post = [this](std::size_t size) {
        return ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) +
                   "\r\n\r\n" + std::string(size, 'x'));
    };
    EXPECT_EQ(post(1023).body.size(), 1023u);
    EXPECT_EQ(post(1024).body.size(), 1024u);
    EXPECT_EQ(post(1025).status, 413);
    const auto chunked = [this](const std::string& sizes) {
        return ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + sizes)
            .status;
    };
    EXPECT_EQ(chunked("400\r\n" + std::string(1024, 'x') + "\r\n0\r\n\r\n"), 200);
    EXPECT_EQ(chunked("400\r\n" + std::string(1024, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"), 413);
}

TEST_F(ServerTest, a_large_refused_upload_still_gets_its_answer) {
    start();
    Client client(server->port());
    // All of it is sent before the answer is read, as simple clients do.
    client.send("PUT /files/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n" +
                std::string(500'000, 'x'));
    EXPECT_EQ(client.read_answer().status, 413);
}

TEST_F(ServerTest, uploads_go_to_a_file_that_vanishes) {
    start();
    const std::string body(5'000'000, 'x');
    const Answer answer =
        ask("PUT /files/%E0%B9%81%E0%B8%9C%E0%B8%99.docx HTTP/1.1\r\nHost: a\r\n"
            "Content-Length: 5000000\r\n\r\n" +
            body);
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, "5000000");
    server->stop(milliseconds(60'000));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(ServerTest, an_upload_that_breaks_off_leaves_nothing) {
    start();
    {
        Client client(server->port());
        client.send("PUT /files/a HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n" +
                    std::string(1'000'000, 'x'));
        client.reset();
    }
    EXPECT_EQ(log.wait_for(1).at(0).status, 0);
    server->stop(milliseconds(60'000));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(ServerTest, a_streamed_body_never_stands_in_memory) {
    start();
    Client client(server->port());
    client.send("PUT /sink HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(1u << 20, 'x') + "\r\n";
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(client.send(chunk));
    client.send("0\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, std::to_string(40u << 20));
    EXPECT_LE(largest_piece.load(), 192u * 1024);
}

TEST_F(ServerTest, a_full_disk_is_said) {
    start();
    EXPECT_EQ(ask("PUT /full HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").status, 507);
    options.temp_folder = folder / "missing";
    server.reset();
    router = Router();
    start();
    EXPECT_EQ(ask("PUT /files/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").status, 507);
}

TEST_F(ServerTest, continue_is_said_only_to_who_may_send) {
    start();
    Client client(server->port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n"
        "\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_EQ(client.read_answer().body, "abc");

    EXPECT_EQ(ask("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                  "9999\r\n\r\n")
                  .status,
              413);
    const std::string guarded =
        "PUT /guarded HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n";
    EXPECT_EQ(ask(guarded + "\r\n").status, 401);
    Client known(server->port());
    known.send(guarded + "Authorization: Bearer x\r\n\r\n");
    EXPECT_EQ(known.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
}

TEST_F(ServerTest, a_slow_head_is_cut_and_others_are_served) {
    options.limits.head_time = milliseconds(300);
    start();
    Client client(server->port());
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n");
    Client silent(server->port());
    EXPECT_EQ(client.read_answer().status, 408);
    EXPECT_TRUE(client.is_closed());
    EXPECT_TRUE(silent.is_closed());
}

TEST_F(ServerTest, a_head_that_drips_is_cut_in_the_end) {
    options.limits.head_time = milliseconds(400);
    start();
    Client client(server->port());
    client.send("GET /hello HTTP/1.1\r\n");
    std::jthread dripping([&client](const std::stop_token& stop) {
        while (!stop.stop_requested() && client.send("X: y\r\n")) {
            std::this_thread::sleep_for(milliseconds(50));  // what dripping means
        }
    });
    expect_alive();
    EXPECT_EQ(client.read_answer().status, 408);
}

TEST_F(ServerTest, a_slow_body_is_cut_and_others_are_served) {
    options.limits.transfer_time = milliseconds(300);
    start();
    for (const std::string_view path : {"/echo", "/sink"}) {
        Client client(server->port());
        client.send(std::string(path == "/sink" ? "PUT " : "POST ") + std::string(path) +
                    " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc");
        expect_alive();
        EXPECT_EQ(client.read_answer().status, 408);
        EXPECT_TRUE(client.is_closed());
    }
}

TEST_F(ServerTest, who_does_not_read_is_cut) {
    options.limits.transfer_time = milliseconds(300);
    options.limits.bytes_per_second = 1u << 30;
    start();
    Client client(server->port());
    // More than any socket's buffers hold, so one of them is not sent.
    client.send(get("/large") + get("/large") + get("/large") + get("/large"));
    expect_alive();
    for (std::size_t count = 1; log.wait_for(count).back().status != 0; ++count) {
        ASSERT_LE(count, 4u);
    }
}

TEST_F(ServerTest, idle_connections_are_closed_and_cost_nobody_anything) {
    options.limits.idle_time = milliseconds(200);
    start();
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 300; ++i) idle.push_back(std::make_unique<Client>(server->port()));
    expect_alive();
    Client client(server->port());
    client.send(get("/hello"));
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, too_many_connections_are_turned_away) {
    options.limits.connections = 3;
    start();
    std::vector<std::unique_ptr<Client>> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(std::make_unique<Client>(server->port()));
        held.back()->send(get("/hello"));
        EXPECT_EQ(held.back()->read_answer().status, 200);
    }
    Client fourth(server->port());
    EXPECT_EQ(fourth.read_answer().status, 503);
    EXPECT_TRUE(fourth.is_closed());
}

TEST_F(ServerTest, too_many_waiting_requests_are_turned_away_and_health_still_answers) {
    options.workers = 1;
    options.limits.waiting_requests = 1;
    start();
    Client slow(server->port());
    slow.send(get("/slow"));
    gate.wait_for_arrival();
    const Answer refused = ask(get("/hello"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "5");
    EXPECT_EQ(ask(get("/healthz")).status, 200);
    gate.open();
    EXPECT_EQ(slow.read_answer().body, "done\n");
}

TEST_F(ServerTest, what_is_in_memory_is_answered_without_a_worker) {
    options.workers = 1;
    options.limits.waiting_requests = 1;
    start();
    Client slow(server->port());
    slow.send(get("/slow"));
    gate.wait_for_arrival();
    EXPECT_EQ(ask(get("/quick/here")).body, "at once\n");
    // What is not in memory goes to a worker, and they are all busy.
    EXPECT_EQ(ask(get("/quick/elsewhere")).status, 503);
    EXPECT_EQ(ask(get("/quick/broken")).status, 500);
    gate.open();
    EXPECT_EQ(slow.read_answer().body, "done\n");
    EXPECT_EQ(ask(get("/quick/elsewhere")).body, "by a worker\n");
}

TEST_F(ServerTest, bodies_share_a_bounded_memory) {
    options.limits.body_memory_bytes = 512;
    start();
    EXPECT_EQ(ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" +
                  std::string(1000, 'x'))
                  .status,
              503);
    EXPECT_EQ(ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").status, 200);
}

TEST_F(ServerTest, resets_in_the_middle_harm_nobody) {
    start();
    for (int i = 0; i < 200; ++i) {
        Client client(server->port());
        client.send(get("/large"));
        if (i % 2 == 0) client.read_until("\r\n\r\n");
        client.reset();
    }
    expect_alive();
}

TEST_F(ServerTest, what_a_handler_throws_is_logged_and_not_shown) {
    start();
    const Answer answer = ask(get("/throws"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("disk"), std::string::npos);
    log.wait_for(1);
    const std::string id = answer.header("X-Request-Id");
    EXPECT_NE(answer.body.find(id), std::string::npos);
    bool is_logged = false;
    for (const std::string& event : log.events()) {
        is_logged = is_logged || event == "handler failed request=" + id +
                                              " operation=throws why=the disk is gone";
    }
    EXPECT_TRUE(is_logged);
    expect_alive();
}

TEST_F(ServerTest, no_header_can_be_injected) {
    start();
    EXPECT_EQ(ask(get("/redirect?value=a%20b")).header("X-Given"), "a b");
    const Answer answer = ask(get("/redirect?value=a%0d%0aX-Evil:%201"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(answer.has_header("X-Evil"));
}

TEST_F(ServerTest, every_answer_has_strict_headers) {
    start();
    for (const std::string_view path : {"/hello", "/nothing", "/throws"}) {
        const Answer answer = ask(get(path));
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.header("X-Frame-Options"), "DENY");
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        EXPECT_EQ(answer.header("Content-Security-Policy"),
                  "default-src 'none'; frame-ancestors 'none'");
        EXPECT_TRUE(answer.has_header("Referrer-Policy"));
        EXPECT_TRUE(answer.has_header("Permissions-Policy"));
        EXPECT_FALSE(answer.has_header("Strict-Transport-Security"));
    }
}

TEST_F(ServerTest, files_are_sent_with_the_policy_of_pages) {
    std::vector<StaticFile> archive = {
        {.path = "/index.html", .content_type = "text/html; charset=utf-8", .bytes = "<p>"},
        {.path = "/a.js", .content_type = "text/javascript", .bytes = "js", .gzip = "G"},
        {.path = "/a.svg", .content_type = "image/svg+xml", .bytes = "<svg/>"}};
    start(std::make_unique<StaticFiles>(std::move(archive), nullptr));
    for (const std::string_view path : {"/", "/a.js"}) {
        EXPECT_EQ(ask(get(path)).header("Content-Security-Policy"),
                  options.content_security_policy);
    }
    EXPECT_EQ(ask(get("/a.svg")).header("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
    Client client(server->port());
    client.send("HEAD /a.js HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    const Answer head = client.read_answer(false);
    EXPECT_EQ(head.header("Content-Encoding"), "gzip");
    EXPECT_EQ(head.header("Content-Length"), "1");
    client.send(get("/a.js", "If-None-Match: " + ask(get("/a.js")).header("ETag") + "\r\n"));
    const Answer unchanged = client.read_answer();
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_FALSE(unchanged.has_header("Content-Security-Policy"));
    client.send("PUT /a.js HTTP/1.1\r\nHost: a\r\n\r\n" + get("/a.js"));
    EXPECT_EQ(client.read_answer().header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(client.read_answer().body, "js");
    EXPECT_EQ(log.wait_for(8).back().operation, "file");
}

TEST_F(ServerTest, other_sites_cannot_make_a_browser_change_anything) {
    start();
    const auto post = [this](const std::string& headers) {
        return ask("POST /echo HTTP/1.1\r\nHost: plan.test:8080\r\n" + headers +
                   "Content-Length: 1\r\n\r\na")
            .status;
    };
    EXPECT_EQ(post(""), 200);
    EXPECT_EQ(post("Origin: http://plan.test:8080\r\n"), 200);
    EXPECT_EQ(post("Origin: http://evil.test\r\n"), 403);
    EXPECT_EQ(post("Origin: null\r\n"), 403);
    EXPECT_EQ(post("Sec-Fetch-Site: same-origin\r\n"), 200);
    EXPECT_EQ(post("Sec-Fetch-Site: cross-site\r\n"), 403);
    EXPECT_EQ(post("Sec-Fetch-Site: same-site\r\n"), 403);
    EXPECT_EQ(ask(get("/hello", "Origin: http://evil.test\r\n")).status, 200);
}

TEST_F(ServerTest, foreign_host_names_are_misdirected) {
    options.hosts = {"plan.test", "127.0.0.1", "::1"};
    start();
    const auto status = [this](const std::string& host) {
        return ask("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
    };
    EXPECT_EQ(status("plan.test"), 200);
    EXPECT_EQ(status("PLAN.test:8080"), 200);
    EXPECT_EQ(status("127.0.0.1:1"), 200);
    EXPECT_EQ(status("[::1]:1"), 200);
    EXPECT_EQ(status("evil.test"), 421);
}

TEST_F(ServerTest, the_log_names_the_request_and_keeps_no_secret) {
    start();
    Client client(server->port());
    client.send(
        "POST /echo?token=geheim HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer geheim\r\n"
        "Cookie: session=geheim\r\nX-Request-Id: mine\r\nX-Forwarded-For: 9.9.9.9\r\n"
        "Content-Length: 6\r\n\r\ngeheim");
    const Answer answer = client.read_answer();
    const auto line = log.wait_for(1).at(0);
    EXPECT_EQ(line.path, "/echo");
    EXPECT_EQ(line.operation, "echo");
    EXPECT_EQ(line.method, "POST");
    EXPECT_EQ(line.status, 200);
    EXPECT_EQ(line.bytes_in, 6u);
    EXPECT_EQ(line.bytes_out, 6u);
    EXPECT_EQ(line.remote, "127.0.0.1");
    EXPECT_EQ(line.id, answer.header("X-Request-Id"));
    EXPECT_NE(line.id, "mine");
    for (const std::string& event : log.events()) EXPECT_EQ(event.find("geheim"), event.npos);
}

TEST_F(ServerTest, a_proxy_of_ours_is_believed) {
    options.behind_proxy = true;
    start();
    const Answer answer = ask(get("/hello",
                                  "X-Request-Id: abc-1\r\nX-Forwarded-For: 8.8.8.8, 9.9.9.9\r\n"
                                  "X-Forwarded-Proto: https\r\n"));
    EXPECT_EQ(answer.header("X-Request-Id"), "abc-1");
    EXPECT_TRUE(answer.has_header("Strict-Transport-Security"));
    EXPECT_EQ(log.wait_for(1).at(0).remote, "9.9.9.9");
    EXPECT_EQ(ask(get("/metrics", "X-Forwarded-For: 9.9.9.9\r\n")).status, 404);
    EXPECT_NE(ask(get("/hello", "X-Request-Id: a b\r\n")).header("X-Request-Id"), "a b");
}

TEST_F(ServerTest, health_readiness_and_metrics) {
    std::atomic<bool> database{true};
    options.readiness = [&database] {
        return std::vector<Readiness>{{"database", database.load()}};
    };
    options.more_metrics = [] { return std::string("phaen_extra 1\n"); };
    start();
    EXPECT_EQ(ask(get("/healthz")).body, "ok\n");
    EXPECT_EQ(ask(get("/readyz")).body,
              R"({"ready":true,"checks":{"accepting":true,"database":true}})");
    database = false;
    EXPECT_EQ(ask(get("/readyz")).status, 503);
    ask(get("/hello"));
    ask(get("/nothing"));
    log.wait_for(5);
    const Answer metrics = ask(get("/metrics"));
    EXPECT_EQ(metrics.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    for (const std::string_view line :
         {"phaen_http_requests_total{operation=\"hello\",status=\"2xx\"} 1\n",
          "phaen_http_requests_total{operation=\"none\",status=\"4xx\"} 1\n",
          "phaen_http_requests_total{operation=\"get_readiness\",status=\"5xx\"} 1\n",
          "phaen_http_request_seconds_bucket{operation=\"hello\",le=\"+Inf\"} 1\n",
          "phaen_http_request_seconds_count{operation=\"hello\"} 1\n",
          "# TYPE phaen_http_request_seconds histogram\n", "phaen_http_connections ",
          "phaen_extra 1\n"}) {
        EXPECT_NE(metrics.body.find(line), std::string::npos) << line << metrics.body;
    }
}

TEST_F(ServerTest, a_port_is_taken_once) {
    start();
    ServerOptions same = options;
    same.port = server->port();
    Server second(same, Router(), log);
    const auto started = second.start();
    ASSERT_FALSE(started.has_value());
    EXPECT_EQ(started.error(), StartError::address_in_use);
    ServerOptions wrong;
    wrong.address = "not an address";
    EXPECT_EQ(Server(wrong, Router(), log).start().error(), StartError::bad_address);
}

// --- Events --------------------------------------------------------------------------------------

TEST_F(ServerTest, a_thousand_listeners_on_two_threads) {
    // Both ends of each stream are in this process.
    rlimit files{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &files), 0);
    start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 1000; ++i) {
        clients.push_back(std::make_unique<Client>(server->port()));
        clients.back()->send(get("/events"));
    }
    for (const auto& client : clients) {
        const std::string head = client->read_until("\r\n\r\n");
        ASSERT_NE(head.find("Content-Type: text/event-stream"), std::string::npos);
    }
    EXPECT_EQ(hub.publish("news", {.id = "7", .name = "finding", .data = "a\nb"}), 1000u);
    for (const auto& client : clients) {
        ASSERT_EQ(client->read_until("\n\n"), "id: 7\nevent: finding\ndata: a\ndata: b\n\n");
    }
    expect_alive();
    server->stop(milliseconds(60'000));
    for (const auto& client : clients) ASSERT_TRUE(client->is_closed());
}

TEST_F(ServerTest, silent_streams_get_a_heartbeat) {
    options.limits.heartbeat_time = milliseconds(50);
    start();
    Client client(server->port());
    client.send(get("/events"));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_until(":\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until(":\n\n"), ":\n\n");
}

TEST_F(ServerTest, a_listener_that_does_not_read_is_cut) {
    options.limits.transfer_time = milliseconds(300);
    start();
    Client deaf(server->port());
    deaf.send(get("/events"));
    deaf.read_until("\r\n\r\n");
    const Event large{.data = std::string(1u << 20, 'x')};
    while (hub.publish("news", large) > 0) std::this_thread::yield();
    EXPECT_EQ(log.wait_for(1).at(0).operation, "events");
    expect_alive();
}

TEST_F(ServerTest, streams_are_counted) {
    options.limits.event_streams = 1;
    start();
    Client first(server->port());
    first.send(get("/events"));
    first.read_until("\r\n\r\n");
    EXPECT_EQ(ask(get("/events")).status, 503);
    first.reset();
    // The server notices when it next writes.
    while (hub.publish("news", {.data = "x"}) > 0) {
        std::this_thread::yield();
    }
    log.wait_for(2);
    Client third(server->port());
    third.send(get("/events"));
    EXPECT_NE(third.read_until("\r\n\r\n").find(" 200 "), std::string::npos);
}

// --- The end -------------------------------------------------------------------------------------

TEST_F(ServerTest, stop_lets_a_request_in_flight_finish) {
    start();
    Client slow(server->port());
    slow.send(get("/slow"));
    Client idle(server->port());
    idle.send(get("/hello"));
    idle.read_answer();
    gate.wait_for_arrival();
    std::jthread stopping([this] { server->stop(milliseconds(60'000)); });
    EXPECT_TRUE(idle.is_closed());  // so stopping has begun
    EXPECT_THROW(for (;;) Client(server->port()),
                 std::runtime_error);  // soon nobody is let in any more
    gate.open();
    const Answer answer = slow.read_answer();
    EXPECT_EQ(answer.body, "done\n");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(slow.is_closed());
}

TEST_F(ServerTest, stop_cuts_what_does_not_end_and_asks_handlers_to_stop) {
    Gate entered;
    router.add(route(Method::get, "/stubborn", "stubborn", [&entered](const Request& request) {
        std::stop_callback on_stop(request.stop_token(), [&entered] { entered.open(); });
        entered.pass();
        return Response::text(200, request.stop_token().stop_requested() ? "asked" : "late");
    }));
    start();
    Client client(server->port());
    client.send(get("/stubborn"));
    entered.wait_for_arrival();
    server->stop(milliseconds(50));
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(log.wait_for(1).at(0).status, 0);
}

TEST_F(ServerTest, stop_under_load_is_clean) {
    start();
    std::atomic<int> answered{0};
    {
        std::vector<std::jthread> users;
        for (int i = 0; i < 4; ++i) {
            users.emplace_back([&, i] {
                try {
                    for (;;) {
                        Client client(server->port());
                        for (int j = 0; j < 20; ++j) {
                            if (!client.send(i % 2 == 0 ? get("/hello") : get("/large"))) break;
                            if (client.read_answer().status != 200) break;
                            ++answered;
                        }
                    }
                } catch (const std::runtime_error&) {
                    // Nobody listens any more.
                }
            });
        }
        log.wait_for(100);
        server->stop(milliseconds(60'000));
    }
    EXPECT_GE(answered.load(), 50);
}

}  // namespace
}  // namespace phaen::http::test
