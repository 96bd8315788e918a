#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <pugixml.hpp>
#include <string>

#include "phaen/document/write_html.h"
#include "write_support.h"

namespace phaen::document {
namespace {

/// What stands between `<main>` and its end.
std::string main_of(const ComposedDocument& document) {
    const auto page = write_html(document);
    EXPECT_TRUE(page);
    if (!page) return {};
    const std::size_t begin = page->find("<main>\n") + 7;
    return page->substr(begin, page->find("</main>") - begin);
}

ComposedDocument of(std::vector<ComposedBlock> blocks) {
    ComposedDocument document;
    document.title = "แผน";
    document.sections.emplace_back().blocks = std::move(blocks);
    return document;
}

TEST(HtmlWriter, HeadingsLeaveNoLevelOut) {
    EXPECT_EQ(main_of(of({block(heading(2, "ก")), block(heading(4, "ข")), block(heading(1, "ค"))})),
              "<h1 class=\"away\">แผน</h1>\n<div class=\"sheet s1\">\n"
              "<h2 class=\"level-2\">ก</h2>\n<h3 class=\"level-4\">ข</h3>\n"
              "<h2 class=\"level-1\">ค</h2>\n</div>\n");
}

TEST(HtmlWriter, ItemsAreListsInLists) {
    ComposedParagraph inner = item("-", "ข");
    inner.level = 1;
    EXPECT_EQ(main_of(of({block(item("๑.", "ก")), block(inner), block(item("๒.", "ค"))})),
              "<h1 class=\"away\">แผน</h1>\n<div class=\"sheet s1\">\n"
              "<ul class=\"items\">\n<li><span class=\"label\">๑.</span> ก"
              "<ul class=\"items\">\n<li><span class=\"label\">-</span> ข</li></ul></li>\n"
              "<li><span class=\"label\">๒.</span> ค</li></ul>\n</div>\n");
}

TEST(HtmlWriter, TablesHaveCaptionHeadersAndSpokenBars) {
    ComposedTable table;
    table.widths = {1, 1};
    table.rows.resize(2);
    table.rows[0].header = true;
    table.rows[0].cells = {cell(0, "ต.ค."), cell(1, "พ.ย.")};
    table.rows[1].cells = {cell(0, ""), cell(1, "")};
    table.rows[1].bars = {{0, 1}};
    ComposedParagraph caption = paragraph("ตาราง");
    caption.role = Role::caption;
    EXPECT_EQ(main_of(of({block(caption), block(table)})),
              "<h1 class=\"away\">แผน</h1>\n<div class=\"sheet s1\">\n"
              "<table class=\"w1\">\n<caption>ตาราง</caption>\n<colgroup><col><col></colgroup>\n"
              "<thead>\n<tr><th scope=\"col\">ต.ค.</th><th scope=\"col\">พ.ย.</th></tr>\n"
              "</thead>\n<tbody>\n<tr><td class=\"bar bar-start\"><span class=\"away\">ต.ค.–พ.ย."
              "</span></td><td class=\"bar bar-end\"><span class=\"head\"></span></td></tr>\n"
              "</tbody>\n</table>\n</div>\n");
}

TEST(HtmlWriter, NothingGetsOutOfItsPlace) {
    ComposedDocument document = of({block(paragraph("<script>alert(1)</script>"))});
    document.title = "</title><script>";
    document.sections[0].running_head = "</style><script>\"\\";
    ComposedParagraph link = paragraph("ก");
    link.runs[0].target = "javascript:alert(1)";
    document.sections[0].blocks.push_back(block(link));
    const std::string page = write_html(document).value();
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("javascript:"), std::string::npos);
    EXPECT_NE(page.find(R"(content:"\3c /style\3e \3c script\3e \22 \5c ")"), std::string::npos);
}

TEST(HtmlWriter, AnyDocumentIsWellNested) {
    rc::check("every element that begins ends in its place", [] {
        const auto page = write_html(*any_document());
        RC_ASSERT(static_cast<bool>(page));
        // As XML, once the elements that HTML does not end are ended.
        std::string xml = page->substr(page->find("<body>"));
        xml.resize(xml.find("</html>"));
        for (std::size_t at = 0; (at = xml.find("<col>", at)) != std::string::npos;) {
            xml.replace(at, 5, "<col/>");
        }
        pugi::xml_document parsed;
        RC_ASSERT(static_cast<bool>(parsed.load_string(xml.c_str())));
    });
}

}  // namespace
}  // namespace phaen::document
