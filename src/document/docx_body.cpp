#include "docx_body.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "docx_paragraphs.h"
#include "docx_tables.h"
#include "grid.h"
#include "markup.h"
#include "metafile.h"
#include "svg.h"

namespace phaen::document::word {
namespace {

constexpr std::string_view kPictureNamespace =
    "http://schemas.openxmlformats.org/drawingml/2006/picture";
constexpr std::string_view kSvgNamespace =
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// The deepest level that a contents field of Word lists.
constexpr int kDeepestContents = 9;

std::string field_mark(std::string_view type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + std::string(type) + "\"/></w:r>";
}

std::string field_code(std::string_view code) {
    return "<w:r><w:instrText xml:space=\"preserve\"> " + std::string(code) +
           " </w:instrText></w:r>";
}

class BodyWriter {
  public:
    BodyWriter(const ComposedDocument& document, const DocxOptions& options)
        : document_(document), options_(options), paragraphs_(document, body_) {}

    Body write() {
        body_.xml = std::string(kXmlDeclaration) + "<w:document" + std::string(kNamespaces) +
                    " mc:Ignorable=\"\"><w:body>";
        for (std::size_t i = 0; i < document_.sections.size(); ++i) {
            write_section(document_.sections[i], i + 1 == document_.sections.size());
        }
        if (document_.sections.empty()) write_section({}, true);
        body_.xml += "</w:body></w:document>";
        return std::move(body_);
    }

  private:
    // --- sections ---------------------------------------------------------------------------

    void write_section(const ComposedSection& section, bool is_last) {
        const PageStyle& style = document_.style;
        const bool landscape = section.orientation == Orientation::landscape;
        width_ = (landscape ? page_height(style.paper) : page_width(style.paper)) -
                 twips(style.margin_left + style.margin_right);
        const std::string properties = section_properties(section);
        std::size_t count = section.blocks.size();
        // A section begins a page by itself.
        while (count > 0 && section.blocks[count - 1].kind == ComposedBlock::Kind::page_break) {
            --count;
        }
        bool ended = is_last && count > 0;
        for (std::size_t i = 0; i < count; ++i) {
            const ComposedBlock& block = section.blocks[i];
            const bool last = i + 1 == count;
            const bool ends_here = last && !is_last && block.kind == ComposedBlock::Kind::paragraph;
            write_block(block, ends_here ? properties : "");
            if (block.kind == ComposedBlock::Kind::table) {
                if (last && is_last) paragraphs_.write_hairline(false, "");
                const bool another =
                    !last && section.blocks[i + 1].kind == ComposedBlock::Kind::table;
                if (another) paragraphs_.write_hairline(false, "");
            }
            ended = ended || ends_here;
        }
        if (!ended)
            paragraphs_.write_hairline(std::exchange(break_, false), is_last ? "" : properties);
        if (is_last) body_.xml += properties;
    }

    std::string section_properties(const ComposedSection& section) {
        const PageStyle& style = document_.style;
        const Header header{.number = section.numbers != PageNumbers::none,
                            .thai = section.numbers == PageNumbers::thai,
                            .text = section.running_head,
                            .width = width_};
        auto known = std::find(body_.headers.begin(), body_.headers.end(), header);
        if (known == body_.headers.end()) known = body_.headers.insert(known, header);
        const auto number = std::distance(body_.headers.begin(), known) + 1;
        std::string xml = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdH" +
                          std::to_string(number) + R"("/><w:type w:val="nextPage"/>)";
        const bool landscape = section.orientation == Orientation::landscape;
        xml += "<w:pgSz w:w=\"" +
               std::to_string(landscape ? page_height(style.paper) : page_width(style.paper)) +
               "\" w:h=\"" +
               std::to_string(landscape ? page_width(style.paper) : page_height(style.paper)) +
               "\"" + (landscape ? " w:orient=\"landscape\"/>" : "/>");
        xml += "<w:pgMar w:top=\"" + std::to_string(twips(style.margin_top)) + "\" w:right=\"" +
               std::to_string(twips(style.margin_right)) + "\" w:bottom=\"" +
               std::to_string(twips(style.margin_bottom)) + "\" w:left=\"" +
               std::to_string(twips(style.margin_left)) +
               R"(" w:header="709" w:footer="709" w:gutter="0"/>)";
        xml += "<w:pgNumType";
        if (section.numbers != PageNumbers::arabic) xml += " w:fmt=\"thaiNumbers\"";
        if (section.restart_numbers) xml += " w:start=\"1\"";
        return xml + "/></w:sectPr>";
    }

    // --- blocks -----------------------------------------------------------------------------

    void write_block(const ComposedBlock& block, const std::string& section) {
        switch (block.kind) {
            case ComposedBlock::Kind::paragraph: {
                Extras extras;
                extras.page_break_before = std::exchange(break_, false);
                extras.section = section;
                if (!block.element.empty()) {
                    extras.bookmarks.push_back(
                        paragraphs_.add_hint(HintKind::paragraph, block.element, block.field));
                }
                paragraphs_.write(block.paragraph, std::move(extras));
                return;
            }
            case ComposedBlock::Kind::table: {
                if (std::exchange(break_, false)) paragraphs_.write_hairline(true, "");
                std::vector<std::string> bookmarks;
                if (!block.element.empty()) {
                    bookmarks.push_back(
                        paragraphs_.add_hint(HintKind::table, block.element, block.field));
                }
                write_table(block.table, width_, std::move(bookmarks), paragraphs_, drawings_);
                return;
            }
            case ComposedBlock::Kind::contents:
                write_contents(block.contents);
                return;
            case ComposedBlock::Kind::drawing:
                write_drawing(block.drawing);
                return;
            case ComposedBlock::Kind::page_break:
                break_ = true;
                return;
        }
    }

    // --- contents ---------------------------------------------------------------------------

    void write_contents(const ComposedContents& contents) {
        const int depth = std::clamp(contents.depth, 1, kDeepestContents);
        const std::vector<ContentsEntry> entries = contents_of(document_, depth);
        if (std::exchange(break_, false)) paragraphs_.write_hairline(true, "");
        if (entries.empty()) return;
        // Headings that the contents do not list have styles of their own, so that Word does not
        // list them either.
        const std::string code = "TOC \\o \"1-" + std::to_string(depth) + "\" \\h \\z";
        std::string begin = field_mark("begin") + field_code(code) + field_mark("separate");
        for (const ContentsEntry& entry : entries) {
            write_entry(entry, begin, &entry == &entries.back());
            begin.clear();
        }
    }

    void write_entry(const ContentsEntry& entry, const std::string& begin, bool is_last) {
        std::string& xml = body_.xml;
        const std::string bookmark = paragraphs_.bookmark_of_heading(entry.number);
        xml += "<w:p><w:pPr><w:pStyle w:val=\"TOC" + std::to_string(entry.level) +
               R"("/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos=")" +
               std::to_string(width_) + "\"/></w:tabs></w:pPr>" + begin +
               "<w:hyperlink w:anchor=\"" + bookmark + "\" w:history=\"1\">";
        Run run;
        run.text = entry.text;
        paragraphs_.write_run(run);
        xml += "<w:r><w:tab/></w:r>" + field_mark("begin") +
               field_code("PAGEREF " + bookmark + " \\h") + field_mark("separate");
        const auto page = options_.pages.find(entry.anchor);
        if (page == options_.pages.end()) {
            body_.numbers_missing = true;
        } else {
            run.text = page->second;
            paragraphs_.write_run(run);
        }
        xml += field_mark("end") + "</w:hyperlink>";
        if (is_last) xml += field_mark("end");
        xml += "</w:p>";
    }

    // --- drawings ---------------------------------------------------------------------------

    [[nodiscard]] std::string add_media(std::string ending, std::string bytes) {
        const std::string number = std::to_string(body_.media.size() + 1);
        body_.media.push_back({"drawing" + number + "." + std::move(ending), std::move(bytes)});
        return "rIdM" + number;
    }

    /// As a metafile, which every version of Word and LibreOffice shows, with the drawing as SVG
    /// for those that know it.
    void write_drawing(const Drawing& drawing) {
        if (drawing.width <= 0 || drawing.height <= 0) return;
        const std::string metafile = add_media("emf", write_metafile(drawing, family()));
        const std::string vectors =
            add_media("svg", std::string(kXmlDeclaration) + write_svg(drawing, family()));
        long long width = drawing.width * kEmuPerHundredthOfMm;
        long long height = drawing.height * kEmuPerHundredthOfMm;
        constexpr long long kEmuPerTwip = 635;
        if (width > width_ * kEmuPerTwip) {
            height = height * (width_ * kEmuPerTwip) / width;
            width = width_ * kEmuPerTwip;
        }
        const std::string id = std::to_string(++drawings_);
        const std::string extent =
            "cx=\"" + std::to_string(width) + "\" cy=\"" + std::to_string(height) + "\"/>";
        std::string& xml = body_.xml;
        xml += "<w:p><w:pPr><w:pStyle w:val=\"Drawing\"/>";
        if (std::exchange(break_, false)) xml += "<w:pageBreakBefore/>";
        xml += R"(</w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">)"
               "<wp:extent " +
               extent + R"(<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id=")" + id +
               R"(" name="drawing )" + id + "\" descr=\"" + escaped(drawing.description) +
               R"("/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>)"
               R"(</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=")" +
               std::string(kPictureNamespace) + R"("><pic:pic><pic:nvPicPr><pic:cNvPr id=")" + id +
               R"(" name="drawing )" + id + "\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>" +
               "<a:blip r:embed=\"" + metafile + "\"><a:extLst><a:ext " +
               R"(uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg=")" +
               std::string(kSvgNamespace) + "\" r:embed=\"" + vectors +
               R"("/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>)"
               R"(</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext )" +
               extent + R"(</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>)" +
               "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    }

    [[nodiscard]] std::string family() const {
        return options_.font.empty() ? document_.style.font : options_.font;
    }

    const ComposedDocument& document_;
    const DocxOptions& options_;
    Body body_;
    ParagraphWriter paragraphs_;
    long long width_ = 0;  ///< of the text area, in twips
    bool break_ = false;   ///< the next block begins a page
    int drawings_ = 0;
};

}  // namespace

Body write_body(const ComposedDocument& document, const DocxOptions& options) {
    return BodyWriter(document, options).write();
}

}  // namespace phaen::document::word
