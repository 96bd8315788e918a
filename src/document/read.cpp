#include "phaen/document/read.h"

#include <string>
#include <string_view>
#include <utility>

namespace phaen::document {
namespace {

constexpr std::string_view kZipEntry = "PK\x03\x04";
constexpr std::string_view kEmptyZip = "PK\x05\x06";
constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The name of the stream that holds an encrypted Office file, as a compound file stores names:
/// UTF-16, little-endian.
constexpr std::string_view kEncryptedPackage = "EncryptedPackage";

bool contains_utf16(std::string_view bytes, std::string_view ascii) {
    std::string wide;
    for (const char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return bytes.find(wide) != std::string_view::npos;
}

base::Unexpected<ReadError> refuse(ReadRefusal refusal, std::string detail) {
    return base::Unexpected{
        ReadError{.refusal = refusal, .where = {}, .detail = std::move(detail)}};
}

}  // namespace

base::Result<Document, ReadError> read(std::string_view bytes, const ReadLimits& limits,
                                       std::stop_token stop) {
    if (bytes.size() > limits.file_bytes)
        return refuse(ReadRefusal::too_large, "file size over the limit");
    if (bytes.starts_with(kZipEntry) || bytes.starts_with(kEmptyZip)) {
        return read_docx(bytes, limits, std::move(stop));
    }
    if (bytes.starts_with(kCompoundFile)) {
        if (contains_utf16(bytes, kEncryptedPackage)) {
            return refuse(ReadRefusal::encrypted, "protected by a password; save it without one");
        }
        return refuse(ReadRefusal::legacy_word, "an old binary Office file; save it as .docx");
    }
    if (bytes.starts_with("%PDF-"))
        return refuse(ReadRefusal::unknown_format, "a PDF file; give the text or the .docx");
    if (bytes.starts_with("{\\rtf"))
        return refuse(ReadRefusal::unknown_format, "a rich text file; save it as .docx");
    // A text file may hold any character but this one; UTF-16 and binary files hold many.
    if (bytes.find('\0') != std::string_view::npos) {
        return refuse(ReadRefusal::unknown_format, "neither UTF-8 text nor Word (.docx)");
    }
    return read_text(bytes, limits, std::move(stop));
}

}  // namespace phaen::document
