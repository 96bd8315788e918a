#include <algorithm>
#include <cstddef>

#include "phaen/document/read_pdf.h"

namespace phaen::document {
namespace {

struct Spot {
    std::size_t section = 0;
    std::size_t block = 0;
};

/// The first page that differs, from 1; 0 when none does.
int first_page(const PdfRecord& found, const PdfRecord& expected) {
    const std::size_t most = std::max(found.pages.size(), expected.pages.size());
    for (std::size_t page = 0; page < most; ++page) {
        if (page >= found.pages.size() || page >= expected.pages.size() ||
            found.pages[page] != expected.pages[page])
            return static_cast<int>(page + 1);
    }
    return 0;
}

void name_block(PdfDifference& difference, Spot spot, const PdfRecordBlock& block) {
    difference.section = static_cast<int>(spot.section + 1);
    difference.block = static_cast<int>(spot.block + 1);
    difference.element = block.element;
    difference.field = block.field;
}

/// The first block that differs. Where one file has no more blocks, the other's next one.
bool find_block(PdfDifference& difference, const PdfRecord& found, const PdfRecord& expected) {
    static const std::vector<PdfRecordBlock> kNone;
    const std::size_t sections = std::max(found.sections.size(), expected.sections.size());
    for (std::size_t s = 0; s < sections; ++s) {
        const auto& one = s < found.sections.size() ? found.sections[s] : kNone;
        const auto& other = s < expected.sections.size() ? expected.sections[s] : kNone;
        for (std::size_t b = 0; b < std::max(one.size(), other.size()); ++b) {
            if (b < one.size() && b < other.size() && one[b] == other[b]) continue;
            const PdfRecordBlock& block = b < one.size() ? one[b] : other[b];
            name_block(difference, {s, b}, block);
            if (difference.page == 0) difference.page = block.page;
            difference.page = std::min(difference.page, block.page);
            return true;
        }
    }
    return false;
}

/// The block with which a page begins: the last that begins before it, or the first on it.
void find_block_of_page(PdfDifference& difference, const PdfRecord& record) {
    for (std::size_t s = 0; s < record.sections.size(); ++s) {
        for (std::size_t b = 0; b < record.sections[s].size(); ++b) {
            const PdfRecordBlock& block = record.sections[s][b];
            if (block.page > difference.page) return;
            const bool first_on_page = block.page == difference.page;
            name_block(difference, {s, b}, block);
            if (first_on_page) return;
        }
    }
}

std::string first_attachment(const PdfRecord& found, const PdfRecord& expected) {
    auto one = found.attachments.begin();
    auto other = expected.attachments.begin();
    while (one != found.attachments.end() && other != expected.attachments.end() &&
           *one == *other) {
        ++one;
        ++other;
    }
    const bool no_more = one == found.attachments.end();
    if (no_more && other == expected.attachments.end()) return {};
    if (no_more) return other->first;
    if (other == expected.attachments.end()) return one->first;
    return std::min(one->first, other->first);
}

}  // namespace

PdfDifference compare_pdf(const PdfRecord& found, const PdfRecord& expected) {
    PdfDifference difference;
    difference.producer = found.producer != expected.producer;
    difference.fonts = found.fonts != expected.fonts;
    difference.version = found.version != expected.version;
    difference.page = first_page(found, expected);
    if (!find_block(difference, found, expected) && difference.page != 0)
        find_block_of_page(difference, found);
    difference.attachment = first_attachment(found, expected);
    difference.others = found.others != expected.others;
    return difference;
}

}  // namespace phaen::document
