#include "pdf/validate.h"

#include <glib.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "phaen/document/write_error.h"

namespace phaen::document::pdf {
namespace {

/// Empty, or like `2022-01-31T09:00:00Z`.
bool is_instant(std::string_view text) {
    if (text.empty()) return true;
    constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != kForm.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == 'd' ? !digit : text[i] != kForm[i]) return false;
    }
    return true;
}

/// Looks at every text and link once.
class Reader {
  public:
    Reader(const PdfLimits& limits, Failure& failure) : limits_(limits), failure_(failure) {}

    void read(std::string_view text) {
        if (!g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr)) {
            failure_.note(PdfRefusal::bad_text, "text that is not UTF-8");
            return;
        }
        const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        });
        if (controls) failure_.note(PdfRefusal::bad_text, "a control character");
    }

    void read(const ComposedParagraph& paragraph) {
        std::size_t bytes = paragraph.label.size();
        read(paragraph.label);
        if (!paragraph.anchor.empty()) anchors_.insert(paragraph.anchor);
        for (const Run& run : paragraph.runs) {
            read(run.text);
            bytes += run.text.size();
        }
        if (bytes > limits_.paragraph_bytes)
            failure_.note(PdfRefusal::too_large, "a paragraph longer than the limit");
    }

    void read(const ComposedTable& table) {
        if (table.widths.size() > limits_.table_columns)
            failure_.note(PdfRefusal::too_large, "more columns than the limit");
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            failure_.row = static_cast<int>(row);
            if (!table.rows[row].anchor.empty()) anchors_.insert(table.rows[row].anchor);
            for (const ComposedCell& cell : table.rows[row].cells) {
                for (const ComposedParagraph& paragraph : cell.paragraphs) read(paragraph);
            }
        }
        failure_.row = -1;
    }

    /// Second round: every link within the document leads somewhere.
    void follow(const ComposedParagraph& paragraph) {
        for (const Run& run : paragraph.runs) {
            if (run.target.starts_with('#') && !anchors_.contains(run.target.substr(1)))
                failure_.note(PdfRefusal::unknown_anchor, "a link to " + run.target);
        }
    }

  private:
    const PdfLimits& limits_;
    Failure& failure_;
    std::set<std::string, std::less<>> anchors_;
};

template <class Visit>
void for_each_block(const ComposedDocument& document, Failure& failure, Visit visit) {
    for (std::size_t s = 0; s < document.sections.size(); ++s) {
        failure.section = static_cast<int>(s);
        for (std::size_t b = 0; b < document.sections[s].blocks.size(); ++b) {
            failure.block = static_cast<int>(b);
            if (failure.stops()) return;
            visit(document.sections[s].blocks[b]);
        }
        failure.block = -1;
    }
    failure.section = -1;
}

void check_texts(const ComposedDocument& document, Reader& reader, Failure& failure) {
    reader.read(document.title);
    reader.read(document.author);
    reader.read(document.subject);
    for (const ComposedSection& section : document.sections) reader.read(section.running_head);
    for_each_block(document, failure, [&reader](const ComposedBlock& block) {
        reader.read(block.paragraph);
        reader.read(block.table);
        for (const Shape& shape : block.drawing.shapes) reader.read(shape.text);
    });
}

void check_defects(const ComposedDocument& document, Failure& failure) {
    const std::optional<WriteError> defect = find_defect(document);
    if (!defect) return;
    const std::string detail = defect->where + ": " + defect->detail;
    switch (defect->refusal) {
        case WriteRefusal::repeated_anchor:
            failure.note(PdfRefusal::repeated_anchor, detail);
            break;
        case WriteRefusal::broken_table:
        case WriteRefusal::too_many_columns:
            failure.note(PdfRefusal::broken_table, detail);
            break;
    }
}

void check_links(const ComposedDocument& document, const Reader& seen, Failure& failure) {
    Reader reader = seen;
    for_each_block(document, failure, [&reader](const ComposedBlock& block) {
        reader.follow(block.paragraph);
        for (const ComposedRow& row : block.table.rows) {
            for (const ComposedCell& cell : row.cells) {
                for (const ComposedParagraph& paragraph : cell.paragraphs) reader.follow(paragraph);
            }
        }
    });
}

void check_attachments(const PdfOptions& options, Failure& failure) {
    std::set<std::string> names;
    if (!options.layout_name.empty()) names.insert(options.layout_name);
    for (const PdfAttachment& attachment : options.attachments) {
        const bool plain =
            !attachment.name.empty() && attachment.name.find_first_of("/\\") == std::string::npos;
        if (!plain || !names.insert(attachment.name).second)
            failure.note(PdfRefusal::bad_attachment, "the attachment '" + attachment.name + "'");
    }
}

}  // namespace

void validate(const ComposedDocument& document, const PdfOptions& options, Failure& failure) {
    if (!is_instant(document.created))
        failure.note(PdfRefusal::bad_created, "created is '" + document.created + "'");
    Reader reader(options.limits, failure);
    check_texts(document, reader, failure);
    check_defects(document, failure);
    if (failure.stops()) return;
    check_links(document, reader, failure);
    check_attachments(options, failure);
}

}  // namespace phaen::document::pdf
