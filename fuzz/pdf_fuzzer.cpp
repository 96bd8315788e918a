#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/document/read_pdf.h"
#include "phaen/document/write_pdf.h"

// The reader of our own PDF refuses with a reason, or gives a record that is equal to itself and to
// what reading again gives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // The beginning is given, so that the fuzzer need not find it.
    const std::string file = "%PDF-" + std::string(bytes);
    for (const document::PdfReadLimits& limits :
         {document::PdfReadLimits{.unpacked_bytes = 64U << 20},
          document::PdfReadLimits{
              .unpacked_bytes = 4096, .pages = 1, .objects = 64, .attachments = 1, .depth = 2}}) {
        const auto read = document::read_pdf(file, document::kPdfRecord, limits);
        if (!read) {
            PHAEN_CHECK(!read.error().detail.empty(), "a refusal says why");
            continue;
        }
        PHAEN_CHECK(read->pages.size() <= limits.pages, "limits hold");
        PHAEN_CHECK(read->attachments.size() <= limits.attachments, "limits hold");
        const auto again = document::read_pdf(file, document::kPdfRecord, limits);
        PHAEN_CHECK(again && *again == *read, "the same bytes are the same record");
        PHAEN_CHECK(compare_pdf(*read, *again) == document::PdfDifference{}, "and do not differ");
    }
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = document::read_pdf(file, document::kPdfRecord, {}, stop.get_token());
    PHAEN_CHECK(!stopped, "what is stopped gives nothing");
    return 0;
}
