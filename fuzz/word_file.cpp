#include "word_file.h"

#include <zip.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "phaen/base/check.h"

namespace phaen::fuzz {

namespace {

struct Part {
    const char* name;
    std::string_view otherwise;
};

constexpr std::string_view kDocumentBegin =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>)";
constexpr std::string_view kDocumentEnd = "</w:body></w:document>";

/// A body that uses the lists, styles and notes that the other parts may define.
constexpr std::string_view kDocument =
    R"(<w:document><w:body>)"
    R"(<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>three</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>four</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>five</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>six</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>seven</w:t></w:r></w:p>)"
    R"(<w:p><w:r><w:t>notes</w:t><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>)"
    R"(</w:body></w:document>)";
constexpr std::string_view kNumbering =
    R"(<w:numbering><w:abstractNum w:abstractNumId="0">)"
    R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>)"
    R"(<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>)"
    R"(</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)";
constexpr std::string_view kStyles =
    R"(<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style></w:styles>)";
constexpr std::string_view kFootnotes =
    R"(<w:footnotes><w:footnote w:id="1"><w:p><w:r><w:t>foot</w:t></w:r></w:p></w:footnote></w:footnotes>)";
constexpr std::string_view kEndnotes =
    R"(<w:endnotes><w:endnote w:id="1"><w:p><w:r><w:t>end</w:t></w:r></w:p></w:endnote></w:endnotes>)";
constexpr std::string_view kDocumentRelations =
    R"(<Relationships>)"
    R"(<Relationship Id="n" Type="r/numbering" Target="numbering.xml"/>)"
    R"(<Relationship Id="s" Type="r/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="f" Type="r/footnotes" Target="footnotes.xml"/>)"
    R"(<Relationship Id="e" Type="r/endnotes" Target="endnotes.xml"/></Relationships>)";
constexpr std::string_view kPackageRelations =
    R"(<Relationships><Relationship Id="d" Type="r/officeDocument" Target="word/document.xml"/></Relationships>)";
constexpr std::string_view kContentTypes =
    R"(<Types><Override PartName="/word/document.xml")"
    R"( ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";

constexpr std::array<Part, 8> kParts = {{{"word/document.xml", kDocument},
                                         {"word/numbering.xml", kNumbering},
                                         {"word/styles.xml", kStyles},
                                         {"word/footnotes.xml", kFootnotes},
                                         {"word/endnotes.xml", kEndnotes},
                                         {"word/_rels/document.xml.rels", kDocumentRelations},
                                         {"_rels/.rels", kPackageRelations},
                                         {"[Content_Types].xml", kContentTypes}}};

/// Ends a part: no XML may hold it.
constexpr char kEndOfPart = '\x1E';

std::string_view take_part(std::string_view& parts) {
    const std::size_t end = parts.find(kEndOfPart);
    const std::string_view part = parts.substr(0, end);
    parts = end == std::string_view::npos ? std::string_view{} : parts.substr(end + 1);
    return part;
}

void add(zip_t* archive, const char* name, std::string_view content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    PHAEN_CHECK(source != nullptr, "a part has a source");
    const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    PHAEN_CHECK(index >= 0, "a part is added");
    PHAEN_CHECK(
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0,
        "a part is stored");
}

std::string read_source(zip_source_t* source) {
    PHAEN_CHECK(zip_source_open(source) == 0, "the archive is opened");
    PHAEN_CHECK(zip_source_seek(source, 0, SEEK_END) == 0, "its end is found");
    const zip_int64_t size = zip_source_tell(source);
    PHAEN_CHECK(size >= 0 && zip_source_seek(source, 0, SEEK_SET) == 0, "its size is known");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    PHAEN_CHECK(zip_source_read(source, bytes.data(), bytes.size()) == size, "it is read");
    zip_source_close(source);
    return bytes;
}

}  // namespace

std::string make_word_file(std::string_view parts, FirstPart first_part) {
    std::array<std::string, kParts.size()> contents;
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const std::string_view part = take_part(parts);
        contents[i] = part.empty() ? kParts[i].otherwise : part;
        if (i == 0 && first_part == FirstPart::body_only) {
            contents[i] =
                std::string(kDocumentBegin) + std::string(part) + std::string(kDocumentEnd);
        }
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    PHAEN_CHECK(source != nullptr, "memory for an archive");
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    PHAEN_CHECK(archive != nullptr, "an empty archive");
    for (std::size_t i = 0; i < kParts.size(); ++i) add(archive, kParts[i].name, contents[i]);
    PHAEN_CHECK(zip_close(archive) == 0, "the archive is written");
    std::string bytes = read_source(source);
    zip_source_free(source);
    zip_error_fini(&error);
    return bytes;
}

}  // namespace phaen::fuzz
