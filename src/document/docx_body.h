#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/document/composed.h"
#include "phaen/document/write_docx.h"

/// What stands in a Word file's document part, and what it needs from the parts around it.
namespace phaen::document::word {

constexpr std::string_view kXmlDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view kNamespaces =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
    R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
    R"( xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")";

/// Bookmarks that carry a hint are named by this and a number.
constexpr std::string_view kHintBookmark = "_phaen";
/// Of the part that says what the hint bookmarks mean.
constexpr std::string_view kHintsNamespace = "urn:phaen:hints:1";

/// A4 upright, in twips.
constexpr long long kA4Width = 11906;
constexpr long long kA4Height = 16838;
constexpr long long kA3Height = 23811;  // its width is the height of A4

/// Of an upright page.
constexpr long long page_width(Paper paper) { return paper == Paper::a3 ? kA4Height : kA4Width; }
constexpr long long page_height(Paper paper) { return paper == Paper::a3 ? kA3Height : kA4Height; }

[[nodiscard]] constexpr long long twips(long long hundredths_of_mm) {
    return (hundredths_of_mm * 144 + 127) / 254;
}
constexpr long long kEmuPerHundredthOfMm = 360;

/// A header part: what stands at the top of the pages of a section.
struct Header {
    bool number = false;
    bool thai = false;
    std::string text;
    long long width = 0;  ///< of the text area, in twips
    friend bool operator==(const Header&, const Header&) = default;
};

/// What a hint bookmark belongs to.
enum class HintKind { paragraph, table, row, cell };

struct WrittenHint {
    int number = 0;
    HintKind kind = HintKind::paragraph;
    std::string element;
    std::string field;
};

/// A picture in the package: `word/media/<name>`.
struct Media {
    std::string name;
    std::string bytes;
};

struct Body {
    std::string xml;                 ///< the whole document part
    std::vector<Header> headers;     ///< related as `rIdH1`, `rIdH2`, ...
    std::vector<std::string> links;  ///< addresses, related as `rIdL1`, ...
    std::vector<Media> media;        ///< related as `rIdM1`, ...
    std::vector<WrittenHint> hints;
    bool numbers_missing = false;  ///< a contents page stands without page numbers
};

/// Of a sound document.
[[nodiscard]] Body write_body(const ComposedDocument& document, const DocxOptions& options);

}  // namespace phaen::document::word
