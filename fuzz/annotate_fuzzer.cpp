#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/document/annotate.h"
#include "word_file.h"

namespace {

using namespace phaen;

std::vector<document::Comment> comments_for(const document::Document& document) {
    std::vector<document::Comment> comments = {{{}, {"nowhere"}}};
    for (const document::Block& block : document.blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            comments.push_back({{block.paragraph.place}, {block.paragraph.text}});
            continue;
        }
        for (const document::Row& row : block.table.rows) {
            for (const document::Cell& cell : row.cells) comments.push_back({{cell.place}, {}});
        }
    }
    return comments;
}

}  // namespace

// The same inputs as the reader's (see docx_fuzzer.cpp): whatever can be read can be commented on,
// and reads the same afterwards.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string file(bytes);
    if (bytes.starts_with('B') || bytes.starts_with('D')) {
        file = fuzz::make_word_file(bytes.substr(1), bytes.starts_with('B')
                                                         ? fuzz::FirstPart::body_only
                                                         : fuzz::FirstPart::document);
    }
    const auto before = document::read_docx(file);
    if (!before) {
        static_cast<void>(document::annotate_docx(file, comments_for({})).has_value());
        return 0;
    }
    const auto annotated = document::annotate_docx(file, comments_for(*before));
    // What the reader does not open (the comments that are there) may still be damaged.
    if (!annotated) return 0;
    const auto after = document::read_docx(*annotated);
    PHAEN_CHECK(after.has_value(), "a copy with comments can be read");
    PHAEN_CHECK(after->raw_blocks == before->raw_blocks, "no block is added");
    PHAEN_CHECK(after->blocks.size() == before->blocks.size(), "no text is added");
    for (std::size_t i = 0; i < before->blocks.size(); ++i) {
        PHAEN_CHECK(after->blocks[i].paragraph.text == before->blocks[i].paragraph.text,
                    "text stays as it is");
    }
    return 0;
}
