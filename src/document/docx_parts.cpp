#include "docx_parts.h"

#include <string_view>

#include "markup.h"

namespace phaen::document::word {
namespace {

constexpr std::string_view kRelationType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kRelationsNamespace =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view kWordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";
/// Names the form of our hints, as `kHintsNamespace` does.
constexpr std::string_view kHintsItem = "{5F0B7D0E-6B1C-4E53-9A7C-2D5A1C3E8F41}";

/// Writes styles: sizes come from the document and the options.
class Styles {
  public:
    Styles(const ComposedDocument& document, const DocxOptions& options)
        : document_(document), percent_(options.size_percent) {
        // The family's name in Word, where each cut of it has a name of its own.
        font_ = options.font.empty() ? document.style.font : options.font;
        if (font_ == "TH Sarabun") font_ = "TH SarabunPSK";
    }

    std::string write() {
        const int body = document_.style.body_size;
        begin();
        add("BodyText", "Body Text", R"(<w:spacing w:after="80"/>)", "");
        add("Title", "Title", R"(<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>)",
            bold(body + 120));
        add("Subtitle", "Subtitle", R"(<w:spacing w:after="120"/><w:jc w:val="center"/>)",
            bold(body + 40));
        add_headings(body);
        add("ListParagraph", "List Paragraph", R"(<w:spacing w:after="40"/>)", "");
        add("Caption", "caption", R"(<w:keepNext/><w:spacing w:before="120" w:after="60"/>)", "");
        add("Note", "Note", R"(<w:spacing w:after="60"/>)", size(document_.style.table_size));
        add("Signature", "Signature", "<w:keepLines/>", "");
        add("Drawing", "Drawing",
            R"(<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>)", "");
        add("TableText", "Table Text", "", size(document_.style.table_size));
        add("Hairline", "Hairline",
            R"(<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>)",
            R"(<w:sz w:val="2"/><w:szCs w:val="2"/>)");
        add("Header", "header", "", "");
        for (int level = 1; level <= 9; ++level) {
            const std::string number = std::to_string(level);
            add("TOC" + number, "toc " + number,
                "<w:ind w:left=\"" + std::to_string((level - 1) * 454) + "\"/>", "");
        }
        return xml_ + "</w:styles>";
    }

  private:
    [[nodiscard]] std::string size(int tenths_of_a_point) const {
        const int half_points = (tenths_of_a_point * percent_ + 250) / 500;
        const std::string value = std::to_string(half_points);
        return "<w:sz w:val=\"" + value + "\"/><w:szCs w:val=\"" + value + "\"/>";
    }
    [[nodiscard]] std::string bold(int tenths_of_a_point) const {
        return "<w:b/><w:bCs/>" + size(tenths_of_a_point);
    }

    void begin() {
        const std::string name = escaped(font_);
        xml_ = std::string(kXmlDeclaration) + "<w:styles" + std::string(kNamespaces) +
               "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"" + name +
               "\" w:eastAsia=\"" + name + "\" w:hAnsi=\"" + name + "\" w:cs=\"" + name + "\"/>" +
               size(document_.style.body_size) +
               R"(<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi=")" +
               escaped(document_.language) +
               R"("/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>)"
               R"(<w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>)"
               R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal">)"
               R"(<w:name w:val="Normal"/><w:qFormat/></w:style>)";
    }

    void add(const std::string& id, const std::string& name, const std::string& paragraph,
             const std::string& run, const std::string& based_on = "Normal") {
        xml_ += R"(<w:style w:type="paragraph" w:styleId=")" + id + R"("><w:name w:val=")" + name +
                R"("/><w:basedOn w:val=")" + based_on + R"("/><w:qFormat/><w:pPr>)" + paragraph +
                "</w:pPr><w:rPr>" + run + "</w:rPr></w:style>";
    }

    void add_headings(int body) {
        for (int level = 1; level <= 9; ++level) {
            const std::string number = std::to_string(level);
            const std::string outline =
                "<w:outlineLvl w:val=\"" + std::to_string(level - 1) + "\"/>";
            const int larger = level == 1 ? 40 : level == 2 ? 20 : 0;
            add("Heading" + number, "heading " + number,
                R"(<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="80"/>)" + outline,
                bold(body + larger));
            add("UnlistedHeading" + number, "Unlisted Heading " + number, outline, "",
                "Heading" + number);
        }
    }

    const ComposedDocument& document_;
    int percent_;
    std::string font_;
    std::string xml_;
};

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(kRelationType) +
           std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
}

std::string begin_relations() {
    return std::string(kXmlDeclaration) + "<Relationships xmlns=\"" +
           std::string(kRelationsNamespace) + "\">";
}

std::string_view kind_word(HintKind kind) {
    switch (kind) {
        case HintKind::paragraph:
            return "paragraph";
        case HintKind::table:
            return "table";
        case HintKind::row:
            return "row";
        case HintKind::cell:
            return "cell";
    }
    return "paragraph";
}

}  // namespace

std::string styles_part(const ComposedDocument& document, const DocxOptions& options) {
    return Styles(document, options).write();
}

std::string settings_part(bool update_fields) {
    return std::string(kXmlDeclaration) + "<w:settings" + std::string(kNamespaces) +
           R"(><w:defaultTabStop w:val="720"/>)" +
           (update_fields ? R"(<w:updateFields w:val="true"/>)" : "") +
           R"(<w:compat><w:applyBreakingRules/><w:compatSetting w:name="compatibilityMode" )"
           R"(w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)"
           R"(<w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>)";
}

std::string header_part(const Header& header) {
    std::string xml = std::string(kXmlDeclaration) + "<w:hdr" + std::string(kNamespaces) +
                      R"(><w:p><w:pPr><w:pStyle w:val="Header"/>)";
    const std::string number = header.thai ? "๑" : "1";
    // Not `PAGE \* ThaiArabic`: LibreOffice then prints letters. The section says the digits.
    const std::string field =
        R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">)"
        R"( PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>)" +
        number + R"(</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)";
    if (header.text.empty()) {
        xml += R"(<w:jc w:val="center"/></w:pPr>)";
    } else {
        xml += R"(<w:tabs><w:tab w:val="right" w:pos=")" + std::to_string(header.width) +
               R"("/></w:tabs></w:pPr><w:r><w:rPr>)" + (has_thai(header.text) ? "<w:cs/>" : "") +
               R"(</w:rPr><w:t xml:space="preserve">)" + escaped(header.text) +
               "</w:t></w:r><w:r><w:tab/></w:r>";
    }
    if (header.number) xml += field;
    return xml + "</w:p></w:hdr>";
}

std::string core_properties_part(const ComposedDocument& document) {
    std::string xml =
        std::string(kXmlDeclaration) +
        R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
        R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
        R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)";
    xml += "<dc:title>" + escaped(document.title) + "</dc:title><dc:subject>" +
           escaped(document.subject) + "</dc:subject><dc:creator>" + escaped(document.author) +
           "</dc:creator><dc:language>" + escaped(document.language) + "</dc:language>";
    if (!document.created.empty()) {
        const std::string when = escaped(document.created);
        xml += R"(<dcterms:created xsi:type="dcterms:W3CDTF">)" + when +
               R"(</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">)" + when +
               "</dcterms:modified>";
    }
    return xml + "</cp:coreProperties>";
}

std::string custom_properties_part(const std::string& version) {
    return std::string(kXmlDeclaration) +
           R"(<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")"
           R"( xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">)"
           R"(<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="PhaenVersion">)"
           "<vt:lpwstr>" +
           escaped(version) + "</vt:lpwstr></property></Properties>";
}

std::string hints_part(const std::string& version, const Body& body) {
    std::string xml = std::string(kXmlDeclaration) + "<hints xmlns=\"" +
                      std::string(kHintsNamespace) + "\" version=\"" + escaped(version) + "\">";
    for (const WrittenHint& hint : body.hints) {
        xml += "<hint number=\"" + std::to_string(hint.number) + "\" of=\"" +
               std::string(kind_word(hint.kind)) + "\" element=\"" + escaped(hint.element) +
               "\" field=\"" + escaped(hint.field) + "\"/>";
    }
    return xml + "</hints>";
}

std::string hints_properties_part() {
    return std::string(kXmlDeclaration) + R"(<ds:datastoreItem ds:itemID=")" +
           std::string(kHintsItem) +
           R"(" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">)"
           R"(<ds:schemaRefs><ds:schemaRef ds:uri=")" +
           std::string(kHintsNamespace) + R"("/></ds:schemaRefs></ds:datastoreItem>)";
}

std::string hints_relations_part() {
    return begin_relations() + relation("rId1", "customXmlProps", "itemProps1.xml") +
           "</Relationships>";
}

std::string content_types_part(const Body& body) {
    const auto override_type = [](const std::string& part, const std::string& type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    };
    const std::string word(kWordType);
    const std::string office = "application/vnd.openxmlformats-officedocument.";
    std::string xml =
        std::string(kXmlDeclaration) +
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Default Extension="emf" ContentType="image/x-emf"/>)"
        R"(<Default Extension="svg" ContentType="image/svg+xml"/>)";
    xml += override_type("/word/document.xml", word + "document.main+xml") +
           override_type("/word/styles.xml", word + "styles+xml") +
           override_type("/word/settings.xml", word + "settings+xml");
    for (std::size_t i = 1; i <= body.headers.size(); ++i) {
        xml += override_type("/word/header" + std::to_string(i) + ".xml", word + "header+xml");
    }
    return xml +
           override_type("/docProps/core.xml",
                         "application/vnd.openxmlformats-package.core-properties+xml") +
           override_type("/docProps/custom.xml", office + "custom-properties+xml") +
           override_type("/customXml/itemProps1.xml", office + "customXmlProperties+xml") +
           "</Types>";
}

std::string package_relations_part() {
    return begin_relations() + relation("rId1", "officeDocument", "word/document.xml") +
           R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/)"
           R"(relationships/metadata/core-properties" Target="docProps/core.xml"/>)" +
           relation("rId3", "custom-properties", "docProps/custom.xml") + "</Relationships>";
}

std::string document_relations_part(const Body& body) {
    std::string xml = begin_relations() + relation("rIdS", "styles", "styles.xml") +
                      relation("rIdT", "settings", "settings.xml") +
                      relation("rIdC", "customXml", "../customXml/item1.xml");
    for (std::size_t i = 1; i <= body.headers.size(); ++i) {
        const std::string number = std::to_string(i);
        xml += relation("rIdH" + number, "header", "header" + number + ".xml");
    }
    for (std::size_t i = 0; i < body.media.size(); ++i) {
        xml += relation("rIdM" + std::to_string(i + 1), "image", "media/" + body.media[i].name);
    }
    for (std::size_t i = 0; i < body.links.size(); ++i) {
        xml += "<Relationship Id=\"rIdL" + std::to_string(i + 1) + "\" Type=\"" +
               std::string(kRelationType) + "hyperlink\" Target=\"" + escaped(body.links[i]) +
               "\" TargetMode=\"External\"/>";
    }
    return xml + "</Relationships>";
}

}  // namespace phaen::document::word
