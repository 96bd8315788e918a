#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "docx_body.h"
#include "docx_parts.h"
#include "phaen/base/archive.h"
#include "phaen/document/write_docx.h"

namespace phaen::document {
namespace {

/// Word shows no more columns.
constexpr std::size_t kMostColumns = 63;

std::optional<WriteError> find_wide_table(const ComposedDocument& document) {
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const std::vector<ComposedBlock>& blocks = document.sections[i].blocks;
        for (std::size_t k = 0; k < blocks.size(); ++k) {
            if (blocks[k].table.widths.size() <= kMostColumns) continue;
            return WriteError{
                WriteRefusal::too_many_columns,
                "section " + std::to_string(i + 1) + ", block " + std::to_string(k + 1),
                "a table of more than 63 columns, which Word cannot show"};
        }
    }
    return std::nullopt;
}

}  // namespace

base::Result<std::string, WriteError> write_docx(const ComposedDocument& document,
                                                 const DocxOptions& options) {
    if (std::optional<WriteError> defect = find_defect(document)) return base::Unexpected{*defect};
    if (std::optional<WriteError> wide = find_wide_table(document)) return base::Unexpected{*wide};
    // From here on it must succeed.
    word::Body body = word::write_body(document, options);
    std::vector<base::ArchivePart> parts = {
        {"[Content_Types].xml", word::content_types_part(body)},
        {"_rels/.rels", word::package_relations_part()},
        {"word/document.xml", std::move(body.xml)},
        {"word/_rels/document.xml.rels", word::document_relations_part(body)},
        {"word/styles.xml", word::styles_part(document, options)},
        {"word/settings.xml", word::settings_part(body.numbers_missing)},
        {"docProps/core.xml", word::core_properties_part(document)},
        {"docProps/custom.xml", word::custom_properties_part(document.version)},
        {"customXml/item1.xml", word::hints_part(document.version, body)},
        {"customXml/itemProps1.xml", word::hints_properties_part()},
        {"customXml/_rels/item1.xml.rels", word::hints_relations_part()},
    };
    for (std::size_t i = 0; i < body.headers.size(); ++i) {
        parts.push_back(
            {"word/header" + std::to_string(i + 1) + ".xml", word::header_part(body.headers[i])});
    }
    for (word::Media& media : body.media) {
        parts.push_back({"word/media/" + media.name, std::move(media.bytes)});
    }
    return base::pack_archive(parts);
}

}  // namespace phaen::document
