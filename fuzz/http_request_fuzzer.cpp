#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../src/http/request_parser.h"
#include "phaen/base/check.h"
#include "phaen/http/request.h"

namespace {

using phaen::http::Request;
using phaen::http::RequestParser;

struct Read {
    RequestParser::State state = RequestParser::State::head;
    int status = 0;
    std::string path;
    std::string body;
    std::size_t taken = 0;
};

/// Reads one request from `bytes`, of which ever `step` more become known.
Read read(std::string_view bytes, std::size_t step) {
    Request request;
    RequestParser parser(request, {.head_bytes = 2048, .header_fields = 8});
    Read read;
    std::size_t known = 0;
    while (known < bytes.size()) {
        known = std::min(known + step, bytes.size());
        for (;;) {
            const auto before = parser.state();
            read.taken += parser.put(bytes.substr(read.taken, known - read.taken));
            if (before == RequestParser::State::head &&
                parser.state() == RequestParser::State::body) {
                parser.receive_body(read.body, 1024);
                continue;
            }
            break;
        }
        if (parser.state() != RequestParser::State::head &&
            parser.state() != RequestParser::State::body) {
            break;
        }
    }
    read.state = parser.state();
    read.status = parser.refused_status();
    if (read.state == RequestParser::State::complete) read.path = request.path();
    return read;
}

}  // namespace

// Any bytes: a request is read, refused or unfinished, and where the packets were cut makes no
// difference, or two servers behind one proxy would see different requests.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Read whole = read(bytes, std::max<std::size_t>(size, 1));
    PHAEN_CHECK(whole.body.size() <= 1024, "the body's limit holds");
    PHAEN_CHECK((whole.state == RequestParser::State::refused) == (whole.status != 0),
                "a refusal has a status");
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}}) {
        const Read pieces = read(bytes, step);
        PHAEN_CHECK((pieces.state == RequestParser::State::complete) ==
                        (whole.state == RequestParser::State::complete),
                    "pieces make the same request or none");
        if (whole.state != RequestParser::State::complete) continue;
        PHAEN_CHECK(
            pieces.taken == whole.taken && pieces.path == whole.path && pieces.body == whole.body,
            "pieces make the same request");
        PHAEN_CHECK(whole.path.starts_with('/'), "a path begins with a slash");
    }
    return 0;
}
