#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/recognise.h"
#include "phaen/document/read.h"
#include "plan_checks.h"
#include "word_file.h"

namespace {

using namespace phaen;

/// Every piece of which the account must tell, once and in order.
std::vector<document::Place> pieces(const document::Document& document) {
    std::vector<document::Place> places;
    for (const document::Block& block : document.blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            places.push_back(block.paragraph.place);
            continue;
        }
        for (const document::Row& row : block.table.rows) places.push_back(row.place);
    }
    return places;
}

void check_recognition(const document::Document& document, const book::Recognition& recognition) {
    const std::vector<document::Place> expected = pieces(document);
    PHAEN_CHECK(recognition.account.size() == expected.size(), "the account covers every piece");
    for (const book::Note& note : recognition.notes) {
        PHAEN_CHECK(base::is_utf8(note.detail), "what a note quotes is UTF-8");
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const book::Account& account = recognition.account[i];
        PHAEN_CHECK(account.place == expected[i], "the account is in the document's order");
        PHAEN_CHECK(base::is_utf8(account.text), "an excerpt is UTF-8");
        PHAEN_CHECK(account.role != book::Role::placed || !account.destinations.empty() ||
                        !account.what.empty(),
                    "what is placed has a name or a place");
    }
}

}  // namespace

// Text, or after a byte 1 a Word file's body and other parts (see word_file.h): whatever the
// document says, recognising ends, tells of every line once, and gives a plan that can be written
// and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const bool as_word = bytes.starts_with('\x01');
    const auto document =
        as_word
            ? document::read_docx(fuzz::make_word_file(bytes.substr(1), fuzz::FirstPart::body_only))
            : document::read_text(bytes);
    if (!document) return 0;
    const book::Recognition recognition = book::recognise(*document, {});
    check_recognition(*document, recognition);
    fuzz::check_round_trip(recognition.plan);
    // Next year's reading of the same document takes over ids and names.
    book::RecogniseOptions again;
    again.against = &recognition.plan;
    const book::Recognition adopted = book::recognise(*document, again);
    check_recognition(*document, adopted);
    fuzz::check_round_trip(adopted.plan);
    return 0;
}
