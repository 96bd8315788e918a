#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "document_checks.h"
#include "phaen/document/read.h"
#include "word_file.h"

// The first byte chooses: `B` what stands in the body and then other parts, `D` whole parts (see
// word_file.h), anything else the bytes as they are. The reader of Word files refuses them with a
// reason, or gives sound blocks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string file(bytes);
    if (bytes.starts_with('B') || bytes.starts_with('D')) {
        file = fuzz::make_word_file(bytes.substr(1), bytes.starts_with('B')
                                                         ? fuzz::FirstPart::body_only
                                                         : fuzz::FirstPart::document);
    }
    for (const document::ReadLimits& limits : {document::ReadLimits{}, fuzz::tight_limits()}) {
        fuzz::check_read(document::read_docx(file, limits), limits);
    }
    fuzz::check_read(document::read(file), {});
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = document::read_docx(file, {}, stop.get_token());
    fuzz::check_read(stopped, {});
    return 0;
}
