#include "phaen/document/read.h"

namespace phaen::document {

base::Result<Document, ReadError> read_docx(std::string_view, const ReadLimits&, std::stop_token) {
    return base::Unexpected{ReadError{
        .refusal = ReadRefusal::unknown_format, .where = {}, .detail = "Word is not read yet"}};
}

}  // namespace phaen::document
