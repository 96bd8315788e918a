#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string_view>

#include "document_checks.h"
#include "phaen/document/read.h"

// Any bytes: the reader of text refuses them with a reason, or gives sound blocks, a line each.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const document::ReadLimits& limits : {document::ReadLimits{}, fuzz::tight_limits()}) {
        fuzz::check_read(document::read_text(bytes, limits), limits);
    }
    // By the bytes it may be another format; a reader that was stopped says so or has ended.
    const document::ReadLimits limits;
    fuzz::check_read(document::read(bytes), limits);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = document::read_text(bytes, limits, stop.get_token());
    fuzz::check_read(stopped, limits);
    return 0;
}
