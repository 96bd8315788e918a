#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <string>

#include "exchange.h"
#include "metrics.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/http/conditions.h"
#include "phaen/http/events.h"
#include "phaen/http/log.h"
#include "phaen/http/page.h"
#include "phaen/http/problem.h"
#include "phaen/http/router.h"
#include "phaen/http/static_files.h"
#include "phaen/http/upload.h"
#include "request_parser.h"
#include "text.h"

namespace phaen::http {
namespace {

using base::InternalError;

/// A GET of `target` with some headers, each ending in CR LF.
Request request_of(std::string_view target, std::string_view headers = "") {
    Request request;
    RequestParser parser(request, {});
    parser.put("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers) +
               "\r\n");
    EXPECT_EQ(parser.state(), RequestParser::State::complete) << parser.refused_why();
    return request;
}

// --- Text ----------------------------------------------------------------------------------------

TEST(Text, decodes_percent_escapes_to_utf8_only) {
    EXPECT_EQ(percent_decode("a%20b", Plus::stays), "a b");
    EXPECT_EQ(percent_decode("a+b", Plus::stays), "a+b");
    EXPECT_EQ(percent_decode("a+b%2B", Plus::is_space), "a b+");
    EXPECT_EQ(percent_decode("%e0%b8%81", Plus::stays), "ก");
    for (const char* bad : {"%", "%2", "%zz", "%00", "%ff", "%e0%b8"}) {
        EXPECT_EQ(percent_decode(bad, Plus::stays), std::nullopt) << bad;
    }
    EXPECT_EQ(percent_decode(percent_encode("ก b/&?%"), Plus::stays), "ก b/&?%");
}

TEST(Text, reads_qualities) {
    EXPECT_EQ(quality_of(""), 1000);
    EXPECT_EQ(quality_of("q=0"), 0);
    EXPECT_EQ(quality_of("q=0.5"), 500);
    EXPECT_EQ(quality_of("Q=0.123"), 123);
    EXPECT_EQ(quality_of("x=y; q=1.000"), 1000);
    for (const char* bad : {"q=2", "q=1.001", "q=0.1234", "q=.5", "q=0,5", "q=-1"}) {
        EXPECT_EQ(quality_of(bad), std::nullopt) << bad;
    }
}

// --- Requests ------------------------------------------------------------------------------------

TEST(Request, joins_repeated_headers_and_finds_cookies) {
    const Request request = request_of(
        "/a?x=1&x=2&y",
        "Accept: a\r\nACCEPT: b\r\nCookie: s=1; t=2=3\r\nCookie: u=4\r\nX-Folded: a\r\n b\r\n");
    EXPECT_EQ(request.header("accept"), "a, b");
    EXPECT_EQ(request.cookie("t"), "2=3");
    EXPECT_EQ(request.cookie("u"), "4");
    EXPECT_EQ(request.cookie("v"), std::nullopt);
    EXPECT_EQ(request.header("x-folded"), "a b");
    EXPECT_EQ(request.path(), "/a");
    EXPECT_EQ(request.query("x"), "1");
    EXPECT_EQ(request.query("y"), "");
    EXPECT_EQ(request.queries().size(), 3u);
    EXPECT_THROW(static_cast<void>(request.parameter("x")), InternalError);
}

TEST(Request, answers_in_thai_unless_english_is_wanted_more) {
    const auto language = [](const std::string& accepted) {
        return request_of("/", "Accept-Language: " + accepted + "\r\n").language();
    };
    EXPECT_EQ(request_of("/").language(), Language::th);
    EXPECT_EQ(language("en"), Language::en);
    EXPECT_EQ(language("en-US,en;q=0.9"), Language::en);
    EXPECT_EQ(language("th-TH,th;q=0.9,en;q=0.8"), Language::th);
    EXPECT_EQ(language("th;q=0.5,en;q=0.5"), Language::th);
    EXPECT_EQ(language("th;q=0.5,en;q=0.6"), Language::en);
    EXPECT_EQ(language("en;q=0"), Language::th);
    EXPECT_EQ(language("fr, de"), Language::th);
}

TEST(RequestParser, bounds_are_exact) {
    // The line and the Host header take 35 + 9 bytes, the end 2; "X: " and its end 5.
    const auto state_of = [](std::size_t value_bytes) {
        Request request;
        RequestParser parser(request, {.head_bytes = 1024, .header_fields = 3});
        parser.put("GET /0123456789012345678 HTTP/1.1\r\nHost: a\r\nX: " +
                   std::string(value_bytes, 'x') + "\r\n\r\n");
        return parser.refused_status();
    };
    const std::size_t fits = 1024 - 35 - 9 - 2 - 5;
    EXPECT_EQ(state_of(fits), 0);
    EXPECT_EQ(state_of(fits + 1), 431);

    const auto fields = [](int count) {
        Request request;
        RequestParser parser(request, {.head_bytes = 1024, .header_fields = 3});
        std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
        for (int i = 1; i < count; ++i) bytes += "X" + std::to_string(i) + ": 1\r\n";
        parser.put(bytes + "\r\n");
        return parser.refused_status();
    };
    EXPECT_EQ(fields(3), 0);
    EXPECT_EQ(fields(4), 431);
}

// --- Router --------------------------------------------------------------------------------------

Route route(Method method, std::string pattern, std::string id) {
    Route made;
    made.method = method;
    made.pattern = std::move(pattern);
    made.operation_id = std::move(id);
    made.handler = [](const Request&) { return Response::empty(); };
    return made;
}

TEST(Router, takes_the_most_exact_pattern_that_has_the_method) {
    Router router;
    router.add(route(Method::get, "/x/{rest:rest}", "rest"));
    router.add(route(Method::get, "/x/{name:text}", "text"));
    router.add(route(Method::get, "/x/{id:id}", "id"));
    router.add(route(Method::get, "/x/{number:int}", "integer"));
    router.add(route(Method::get, "/x/{day:date}", "date"));
    router.add(route(Method::get, "/x/{hash:hash}", "hash"));
    router.add(route(Method::get, "/x/search", "search"));
    router.add(route(Method::post, "/x/search", "post_search"));
    router.add(route(Method::delete_, "/x/{id:id}", "delete_id"));
    router.add(route(Method::get, "/", "root"));
    const auto found = [&router](Method method, const std::string& path) {
        const auto match = router.find(method, path);
        return match.route ? match.route->operation_id : "-";
    };
    EXPECT_EQ(found(Method::get, "/"), "root");
    EXPECT_EQ(found(Method::head, "/x/search"), "search");
    EXPECT_EQ(found(Method::post, "/x/search"), "post_search");
    EXPECT_EQ(found(Method::delete_, "/x/search"), "delete_id");
    EXPECT_EQ(found(Method::get, "/x/12"), "integer");
    EXPECT_EQ(found(Method::get, "/x/012"), "id");
    EXPECT_EQ(found(Method::get, "/x/2022-02-28"), "date");
    EXPECT_EQ(found(Method::get, "/x/2022-02-29"), "id");
    EXPECT_EQ(found(Method::get, "/x/" + std::string(64, 'a')), "hash");
    EXPECT_EQ(found(Method::get, "/x/" + std::string(63, 'a')), "id");
    EXPECT_EQ(found(Method::get, "/x/%E0%B8%81"), "text");
    EXPECT_EQ(found(Method::get, "/x/a/b"), "rest");
    EXPECT_EQ(found(Method::get, "/x/"), "-");
    EXPECT_EQ(found(Method::get, "/x/.."), "-");
    EXPECT_EQ(found(Method::get, "/x/%2e%2e"), "-");
    EXPECT_EQ(found(Method::get, "/x/a/%2e%2e%2fb"), "-");
    EXPECT_EQ(found(Method::get, "/x/a/../b"), "-");
    EXPECT_EQ(found(Method::get, "/y"), "-");

    const auto refused = router.find(Method::put, "/x/search");
    EXPECT_EQ(refused.allowed, (std::vector<Method>{Method::get, Method::post, Method::delete_}));
    const auto match = router.find(Method::get, "/x/a%20b/c");
    EXPECT_EQ(match.parameters.at(0).second, "a b/c");
    EXPECT_TRUE(router.find(Method::get, "/x/%zz").malformed);
}

TEST(Router, refuses_a_table_that_is_not_clear) {
    Router router;
    router.add(route(Method::get, "/x/{a:id}", "one"));
    EXPECT_THROW(router.add(route(Method::get, "/x/{b:id}", "two")), InternalError);
    EXPECT_THROW(router.add(route(Method::post, "/x/{b:id}", "one")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "x", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/{a:rest}/b", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/{a:word}", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/{a}", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/{a:id}/{a:id}", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/v{a:id}", "three")), InternalError);
    EXPECT_THROW(router.add(route(Method::get, "/y", "Three")), InternalError);
    EXPECT_THROW(router.add(route(Method::head, "/y", "three")), InternalError);
    router.add(route(Method::post, "/x/{b:id}", "two"));
    ASSERT_EQ(router.routes().size(), 2u);
    EXPECT_EQ(router.segments(*router.routes()[1]).at(1).name, "b");
}

// --- Responses -----------------------------------------------------------------------------------

TEST(Response, keeps_headers_in_their_lines) {
    Response response;
    for (const std::string_view bad : {"a\r\nb", "a\nb", "a\rb", "\x01", " a", "a "}) {
        EXPECT_THROW(response.set_header("X-A", bad), InternalError);
        EXPECT_THROW(static_cast<void>(Response::bytes(200, std::string(bad), "")), InternalError);
    }
    EXPECT_THROW(response.set_header("X-A", std::string_view("a\0b", 3)), InternalError);
    for (const std::string_view bad : {"", "X A", "X:", "X\r\nY", "ก"}) {
        EXPECT_THROW(response.set_header(bad, "a"), InternalError);
    }
    for (const std::string_view own :
         {"Content-Length", "transfer-encoding", "Connection", "Date", "Set-Cookie"}) {
        EXPECT_THROW(response.set_header(own, "a"), InternalError);
    }
    EXPECT_THROW(response.set_etag("a\"b"), InternalError);
    EXPECT_THROW(static_cast<void>(Response::see_other("//evil.test/")), InternalError);
    EXPECT_THROW(static_cast<void>(Response::see_other("/a\r\nb")), InternalError);
    EXPECT_THROW(response.set_cookie({.name = "s", .value = "a; Domain=b"}), InternalError);
    EXPECT_TRUE(response.headers().empty());
    response.set_header("X-A", "1").set_header("x-a", "2");
    ASSERT_EQ(response.headers().size(), 1u);
    EXPECT_EQ(response.headers()[0].second, "2");
}

TEST(Response, names_attachments_in_thai) {
    Response response;
    response.set_attachment("แผน \"1\"\r\n.docx");
    EXPECT_EQ(response.headers()[0].second,
              "attachment; filename=\"___________1___.docx\"; filename*=UTF-8''"
              "%E0%B9%81%E0%B8%9C%E0%B8%99%20%221%22%0D%0A.docx");
}

TEST(Response, sets_cookies_that_scripts_and_sites_cannot_use) {
    Response response;
    response.set_cookie({.name = "s", .value = "abc", .max_age = std::chrono::seconds(60)});
    response.set_cookie({.name = "t", .value = "", .max_age = std::chrono::seconds(-1)});
    EXPECT_EQ(response.headers()[0].second,
              "s=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    EXPECT_EQ(response.headers()[1].second,
              "t=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
}

TEST(Problem, has_further_members) {
    Problem problem = problem_of(412, {"ถูกแก้ไขแล้ว", "It was changed"});
    problem.members.emplace_back("current", base::Value("abc"));
    EXPECT_EQ(
        to_response(problem, request_of("/", "Accept-Language: en\r\n")).body(),
        R"({"type":"urn:phaen:problem:precondition_failed",)"
        R"("title":"It was changed in the meantime","status":412,"detail":"It was changed",)"
        R"("message":{"title":{"th":"ข้อมูลถูกแก้ไขไปแล้วก่อนหน้านี้","en":"It was changed in the meantime"},)"
        R"("detail":{"th":"ถูกแก้ไขแล้ว","en":"It was changed"}},"current":"abc"})");
    EXPECT_EQ(problem_of(299).status, 500);
}

// --- Conditions ----------------------------------------------------------------------------------

TEST(Conditions, reads_entity_tags) {
    EXPECT_TRUE(parse_entity_tags(" * ")->any);
    EXPECT_EQ(parse_entity_tags("\"a,b\" , W/\"c\"")->tags,
              (std::vector<EntityTag>{{"a,b", false}, {"c", true}}));
    EXPECT_EQ(parse_entity_tags("\"\"")->tags, (std::vector<EntityTag>{{"", false}}));
    for (const char* bad :
         {"", "a", "\"a", "\"a\" \"b\"", "\"a\",", "w/\"a\"", "\"a b\"", "*, \"a\""}) {
        EXPECT_EQ(parse_entity_tags(bad), std::nullopt) << bad;
    }
}

TEST(Conditions, of_reads) {
    const auto check = [](const std::string& header) {
        return check_read(request_of("/", header), "v1");
    };
    EXPECT_EQ(check(""), Condition::holds);
    EXPECT_EQ(check("If-None-Match: \"v1\"\r\n"), Condition::not_modified);
    EXPECT_EQ(check("If-None-Match: W/\"v1\"\r\n"), Condition::not_modified);
    EXPECT_EQ(check("If-None-Match: *\r\n"), Condition::not_modified);
    EXPECT_EQ(check("If-None-Match: \"v0\", \"v2\"\r\n"), Condition::holds);
    EXPECT_EQ(check("If-None-Match: v1\r\n"), Condition::malformed);
}

TEST(Conditions, of_changes) {
    const auto check = [](const std::string& header, std::optional<std::string_view> etag) {
        return check_change(request_of("/", header), etag);
    };
    EXPECT_EQ(check("", "v1"), Condition::absent);
    EXPECT_EQ(check("If-Match: \"v1\"\r\n", "v1"), Condition::holds);
    EXPECT_EQ(check("If-Match: \"v0\", \"v1\"\r\n", "v1"), Condition::holds);
    EXPECT_EQ(check("If-Match: W/\"v1\"\r\n", "v1"), Condition::failed);
    EXPECT_EQ(check("If-Match: \"v0\"\r\n", "v1"), Condition::failed);
    EXPECT_EQ(check("If-Match: *\r\n", "v1"), Condition::holds);
    EXPECT_EQ(check("If-Match: *\r\n", std::nullopt), Condition::failed);
    EXPECT_EQ(check("If-Match: v1\r\n", "v1"), Condition::malformed);
    EXPECT_EQ(check("If-None-Match: *\r\n", std::nullopt), Condition::holds);
    EXPECT_EQ(check("If-None-Match: *\r\n", "v1"), Condition::failed);
}

// --- Pages ---------------------------------------------------------------------------------------

TEST(Page, cursors_come_back_and_belong_to_one_list) {
    for (const std::vector<std::string>& key :
         {std::vector<std::string>{""}, {"a"}, {"ab"}, {"abc"}, {"แผน", "7"}}) {
        const std::string cursor = encode_cursor("plans", key);
        EXPECT_EQ(cursor.find_first_of("+/= "), std::string::npos);
        EXPECT_EQ(decode_cursor("plans", cursor, key.size()), key);
        EXPECT_EQ(decode_cursor("people", cursor, key.size()), std::nullopt);
        EXPECT_EQ(decode_cursor("plans", cursor, key.size() + 1), std::nullopt);
    }
    for (const std::string& bad : {std::string(), std::string("!"), std::string(5000, 'A')}) {
        EXPECT_EQ(decode_cursor("plans", bad, 1), std::nullopt);
    }
}

TEST(Page, reads_the_query_and_links_the_next_page) {
    const PageRule rule{.list = "plans", .key_parts = 1, .default_limit = 50, .max_limit = 200};
    EXPECT_EQ(read_page(request_of("/p"), rule)->limit, 50u);
    EXPECT_EQ(read_page(request_of("/p?limit=1"), rule)->limit, 1u);
    EXPECT_EQ(read_page(request_of("/p?limit=200"), rule)->limit, 200u);
    EXPECT_EQ(read_page(request_of("/p?limit=201"), rule)->limit, 200u);
    for (const char* bad :
         {"/p?limit=0", "/p?limit=-1", "/p?limit=x", "/p?limit=1x", "/p?cursor=x"}) {
        EXPECT_EQ(read_page(request_of(bad), rule).error().status, 400) << bad;
    }
    const std::string cursor = encode_cursor("plans", {"k"});
    EXPECT_EQ(read_page(request_of("/p?cursor=" + cursor), rule)->after,
              std::vector<std::string>{"k"});
    Response response;
    link_next(response, request_of("/p?limit=2&cursor=old&q=a+b"), cursor);
    EXPECT_EQ(response.headers()[0].second,
              "</p?limit=2&q=a%20b&cursor=" + cursor + ">; rel=\"next\"");
}

// --- Static files --------------------------------------------------------------------------------

class StaticFilesTest : public testing::Test {
  protected:
    StaticFiles files{{{.path = "/index.html",
                        .content_type = "text/html; charset=utf-8",
                        .bytes = "<!doctype html>",
                        .gzip = "G",
                        .brotli = "B"},
                       {.path = "/assets/app-1.js",
                        .content_type = "text/javascript; charset=utf-8",
                        .bytes = "js",
                        .gzip = "GJ",
                        .caching = Caching::immutable},
                       {.path = "/logo.png", .content_type = "image/png", .bytes = "png"}},
                      nullptr};
    Response get(std::string_view path, std::string_view headers = "") {
        return files.find(request_of(path, headers)).value_or(Response::empty(404));
    }
    static std::string header(const Response& response, std::string_view name) {
        for (const auto& [known, value] : response.headers()) {
            if (known == name) return value;
        }
        return {};
    }
};

TEST_F(StaticFilesTest, come_in_the_encoding_that_is_wanted_most) {
    const auto body = [this](const std::string& accepted) {
        return std::string(get("/index.html", "Accept-Encoding: " + accepted + "\r\n").body());
    };
    EXPECT_EQ(get("/index.html").body(), "<!doctype html>");
    EXPECT_EQ(body("gzip, deflate, br"), "B");
    EXPECT_EQ(body("gzip"), "G");
    EXPECT_EQ(body("br;q=0.5, gzip;q=0.6"), "G");
    EXPECT_EQ(body("br;q=0, gzip;q=0"), "<!doctype html>");
    EXPECT_EQ(body("*"), "B");
    EXPECT_EQ(body("identity, gzip;q=0.5"), "<!doctype html>");
    EXPECT_EQ(body("zstd"), "<!doctype html>");
    EXPECT_EQ(get("/index.html", "Accept-Encoding: identity;q=0\r\n").status(), 406);
    const Response packed = get("/assets/app-1.js", "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(packed.body(), "GJ");
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(packed, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(packed, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(get("/index.html"), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(get("/logo.png"), "Vary"), "");
}

TEST_F(StaticFilesTest, are_not_sent_again_to_who_has_them) {
    const std::string tag = base::sha256_hex("<!doctype html>").substr(0, 32);
    EXPECT_EQ(header(get("/index.html"), "ETag"), "\"" + tag + "\"");
    const Response packed = get("/index.html", "Accept-Encoding: br\r\n");
    EXPECT_EQ(header(packed, "ETag"), "\"" + tag + "-br\"");
    const Response known =
        get("/index.html", "Accept-Encoding: br\r\nIf-None-Match: W/\"" + tag + "-br\"\r\n");
    EXPECT_EQ(known.status(), 304);
    EXPECT_EQ(known.body(), "");
    EXPECT_EQ(header(known, "ETag"), "\"" + tag + "-br\"");
    EXPECT_EQ(header(known, "Cache-Control"), "no-cache");
    EXPECT_EQ(header(known, "Vary"), "Accept-Encoding");
    // Another encoding is another representation.
    EXPECT_EQ(get("/index.html", "If-None-Match: \"" + tag + "-br\"\r\n").status(), 200);
}

TEST_F(StaticFilesTest, pages_of_the_application_are_one_file) {
    const std::string_view browser = "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n";
    EXPECT_EQ(get("/").body(), "<!doctype html>");
    EXPECT_EQ(get("/plans/7", browser).body(), "<!doctype html>");
    EXPECT_EQ(get("/plans/7").status(), 404);
    EXPECT_EQ(get("/assets/gone.js", browser).status(), 404);
    EXPECT_EQ(get("/api/v1/gone", browser).status(), 404);
    EXPECT_EQ(get("/../etc/passwd", browser).body(), "<!doctype html>");  // no file but a page
    EXPECT_EQ(get("/%2e%2e/x.js").status(), 404);
}

TEST(StaticFiles, refuse_two_files_of_one_path) {
    EXPECT_THROW(StaticFiles({{.path = "/a", .content_type = "a/b", .bytes = ""},
                              {.path = "/a", .content_type = "a/b", .bytes = ""}},
                             nullptr, {.page = ""}),
                 InternalError);
}

// --- Events --------------------------------------------------------------------------------------

TEST(Events, cannot_be_forged_by_data) {
    EXPECT_EQ(format_event({.id = "1\n2", .name = "a\rb", .data = "x\r\ny\rz\n\nevent: evil"}),
              "id: 12\nevent: ab\ndata: x\ndata: y\ndata: z\ndata: \ndata: event: evil\n\n");
    EXPECT_EQ(format_event({.data = ""}), "data: \n\n");
}

TEST(Events, a_queue_that_overflows_is_cut) {
    EventStream stream(2);
    const Event event{.data = "x"};
    EXPECT_TRUE(stream.push(event));
    EXPECT_TRUE(stream.push(event));
    EXPECT_FALSE(stream.push(event));
    EXPECT_FALSE(stream.is_open());
    EXPECT_TRUE(stream.take(10).over);
}

TEST(Events, what_is_queued_is_sent_before_the_end) {
    EventStream stream;
    stream.push({.data = "x"});
    stream.end();
    EXPECT_FALSE(stream.push({.data = "y"}));
    const auto taken = stream.take(10);
    EXPECT_EQ(taken.frames.size(), 1u);
    EXPECT_FALSE(taken.over);
    EXPECT_TRUE(stream.take(10).over);
}

TEST(Events, a_hub_forgets_who_left) {
    EventHub hub;
    const auto first = hub.subscribe({"a", "b"});
    auto second = hub.subscribe({"a"});
    EXPECT_EQ(hub.publish("a", {.data = "1"}), 2u);
    EXPECT_EQ(hub.publish("b", {.data = "2"}), 1u);
    EXPECT_EQ(hub.publish("c", {.data = "3"}), 0u);
    second.reset();
    EXPECT_EQ(hub.publish("a", {.data = "4"}), 1u);
    first->close();
    EXPECT_EQ(hub.listeners("a"), 0u);
    EXPECT_EQ(hub.publish("a", {.data = "5"}), 0u);
}

TEST(Events, a_topic_ends_for_all_who_listen) {
    EventHub hub;
    const auto listener = hub.subscribe({"a"});
    const auto other = hub.subscribe({"b"});
    hub.publish("a", {.data = "1"});
    hub.end("a");
    EXPECT_EQ(hub.publish("a", {.data = "2"}), 0u);
    EXPECT_EQ(listener->take(10).frames.size(), 1u);
    EXPECT_TRUE(listener->take(10).over);
    EXPECT_TRUE(other->is_open());
    hub.end("nobody listens");
}

// --- Files, log, numbers -------------------------------------------------------------------------

TEST(TempFile, vanishes_unless_kept) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("phaen-temp-file-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::string path;
    {
        auto file = TempFile::create(folder);
        ASSERT_NE(file, nullptr);
        ASSERT_TRUE(file->write("abc"));
        path = file->path();
        EXPECT_EQ(std::filesystem::status(path).permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        EXPECT_EQ(file->read(3), "abc");
        EXPECT_EQ(file->read(2), std::nullopt);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    {
        auto file = TempFile::create(folder);
        ASSERT_TRUE(file->write("abc"));
        EXPECT_FALSE(file->keep_as(folder / "missing" / "kept"));
        EXPECT_TRUE(file->keep_as(folder / "kept"));
    }
    EXPECT_EQ(std::filesystem::file_size(folder / "kept"), 3u);
    std::filesystem::remove_all(folder);
    EXPECT_EQ(TempFile::create(folder), nullptr);
}

TEST(Log, writes_a_json_object_a_line) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    {
        const auto log = json_log(ends[1]);
        AccessRecord record;
        // 2022-09-30 23:59:59.007 UTC: 19,265 days after 1970 began, less 993 ms of a second day.
        record.at = std::chrono::system_clock::time_point(
            std::chrono::sys_days(std::chrono::year(2022) / 9 / 30) + std::chrono::hours(23) +
            std::chrono::minutes(59) + std::chrono::milliseconds(59'007));
        record.request_id = "r1";
        record.method = "GET";
        record.path = "/a\"\n\xff";
        record.operation = "hello";
        record.status = 200;
        record.duration = std::chrono::microseconds(1500);
        log->access(record);
        log->event(Severity::warning, "slow", {{"why", "x\ny"}});
    }
    close(ends[1]);
    std::string text(4096, '\0');
    const ssize_t size = read(ends[0], text.data(), text.size());
    close(ends[0]);
    text.resize(static_cast<std::size_t>(size));
    const auto lines = split_list(text, '\n');
    ASSERT_EQ(lines.size(), 2u);
    const auto access = base::parse_json(lines[0]);
    ASSERT_TRUE(access.has_value()) << lines[0];
    EXPECT_EQ(*access->find("at")->as_string(), "2022-09-30T23:59:59.007Z");
    EXPECT_EQ(*access->find("request")->as_string(), "r1");
    EXPECT_EQ(*access->find("duration_us")->as_integer(), 1500);
    const auto event = base::parse_json(lines[1]);
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(*event->find("why")->as_string(), "x\ny");
}

TEST(Metrics, put_durations_into_buckets) {
    Metrics metrics({"a"});
    metrics.count_request(0, 200, std::chrono::microseconds(500), 1, 2);
    metrics.count_request(0, 200, std::chrono::microseconds(501), 0, 0);
    metrics.count_request(0, 0, std::chrono::microseconds(11'000'000), 0, 0);
    const std::string text = metrics.to_text();
    for (const std::string_view line :
         {"_bucket{operation=\"a\",le=\"0.0005\"} 1\n", "_bucket{operation=\"a\",le=\"0.001\"} 2\n",
          "_bucket{operation=\"a\",le=\"10\"} 2\n", "_bucket{operation=\"a\",le=\"+Inf\"} 3\n",
          "_sum{operation=\"a\"} 11.001001\n", "_total{operation=\"a\",status=\"gone\"} 1\n",
          "_total{operation=\"a\",direction=\"out\"} 2\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    }
    EXPECT_EQ(text.find("operation=\"file\""), std::string::npos);
}

TEST(Date, is_that_of_rfc_9110) {
    // Its own example, 5.6.7.
    const auto at = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) +
                    std::chrono::hours(8) + std::chrono::minutes(49) + std::chrono::seconds(37);
    EXPECT_EQ(to_http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace phaen::http
