#include "phaen/document/annotate.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phaen::document {
namespace {

/// Name and unpacked bytes of each entry, in the order of the archive.
using Entries = std::vector<std::pair<std::string, std::string>>;

Entries entries_of(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    Entries entries;
    if (archive == nullptr) {
        ADD_FAILURE() << "not a zip archive";
        zip_source_free(source);
        return entries;
    }
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_index(archive, i, 0, &stat);
        std::string content(static_cast<std::size_t>(stat.size), '\0');
        zip_file_t* file = zip_fopen_index(archive, i, 0);
        zip_fread(file, content.data(), content.size());
        zip_fclose(file);
        entries.emplace_back(stat.name, std::move(content));
    }
    zip_discard(archive);
    return entries;
}

std::string zipped(const Entries& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    zip_source_keep(whole);
    for (const auto& [name, content] : parts) {
        zip_file_add(archive, name.c_str(),
                     zip_source_buffer(archive, content.data(), content.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    }
    EXPECT_EQ(zip_close(archive), 0);
    zip_source_open(whole);
    zip_source_seek(whole, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(whole)), '\0');
    zip_source_seek(whole, 0, SEEK_SET);
    zip_source_read(whole, bytes.data(), bytes.size());
    zip_source_close(whole);
    zip_source_free(whole);
    return bytes;
}

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

Entries parts_of(const std::string& document) {
    return {
        {"[Content_Types].xml",
         R"(<Types><Override PartName="/word/document.xml" ContentType=")"
         R"(application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
        {"_rels/.rels",
         R"(<Relationships><Relationship Type="r/officeDocument" Target="word/document.xml"/></Relationships>)"},
        {"word/document.xml", document},
    };
}

std::string docx(const std::string& body) {
    return zipped(parts_of("<w:document xmlns:w=\"" + std::string(kMain) + "\"><w:body>" + body +
                           "</w:body></w:document>"));
}

std::string part(const std::string& bytes, std::string_view name) {
    for (const auto& [entry, content] : entries_of(bytes)) {
        if (entry == name) return content;
    }
    ADD_FAILURE() << "no part " << name;
    return {};
}

std::string body_of(const std::string& bytes) {
    const std::string document = part(bytes, "word/document.xml");
    const std::size_t begin = document.find("<w:body>") + 8;
    return document.substr(begin, document.find("</w:body>") - begin);
}

Comment at(Place place, std::string text = "x") { return {{place}, {std::move(text)}}; }

std::string annotated(const std::string& bytes, const std::vector<Comment>& comments) {
    const auto result = annotate_docx(bytes, comments);
    if (!result) ADD_FAILURE() << result.error().detail;
    return result ? *result : std::string();
}

/// Start, end and reference of a comment, as they stand in the document.
std::string start(int id) { return "<w:commentRangeStart w:id=\"" + std::to_string(id) + "\"/>"; }
std::string end(int id) {
    return "<w:commentRangeEnd w:id=\"" + std::to_string(id) +
           "\"/><w:r><w:commentReference w:id=\"" + std::to_string(id) + "\"/></w:r>";
}

TEST(AnnotateDocx, MarksTheParagraphThatThePlaceNames) {
    const std::string file = docx(
        "<w:p/><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p a='>'><!--</w:p>--><w:r/></w:p></w:sdtContent></w:sdt>");
    EXPECT_EQ(
        body_of(annotated(file, {at({.block = 1})})),
        "<w:p/><w:p><w:pPr><w:jc/></w:pPr>" + start(0) + "<w:r><w:t>b</w:t></w:r>" + end(0) +
            "</w:p>"
            "<w:sdt><w:sdtContent><w:p a='>'><!--</w:p>--><w:r/></w:p></w:sdtContent></w:sdt>");
    EXPECT_EQ(body_of(annotated(file, {at({.block = 2}), at({.block = 2})})),
              "<w:p/><w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
              "<w:sdt><w:sdtContent><w:p a='>'>" +
                  start(0) + start(1) + "<!--</w:p>--><w:r/>" + end(0) + end(1) +
                  "</w:p></w:sdtContent></w:sdt>");
    // An empty paragraph has to be opened.
    EXPECT_EQ(body_of(annotated(file, {at({.block = 0})})).substr(0, 60),
              ("<w:p>" + start(0) + end(0) + "</w:p>").substr(0, 60));
}

TEST(AnnotateDocx, MarksTheCellThatThePlaceNames) {
    const std::string table =
        "<w:tbl><w:tr><w:tc><w:p><w:r/></w:p></w:tc><w:tc><w:p>1</w:p><w:p>2</w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>in</w:p></w:tc></w:tr></w:tbl><w:p>3</w:p></w:tc></"
        "w:tr>"
        "</w:tbl>";
    const std::string file = docx(table);
    const auto has = [&](const Place& place, const std::string& text) {
        const std::string body = body_of(annotated(file, {at(place)}));
        EXPECT_NE(body.find(text), std::string::npos) << body;
    };
    // The comment covers all paragraphs of the cell.
    has({.block = 0, .row = 0, .cell = 1},
        "<w:p>" + start(0) + "1</w:p><w:p>2" + end(0) + "</w:p>");
    // The cell's own paragraph, not that of the table in it.
    has({.block = 0, .row = 1, .cell = 0}, "<w:p>" + start(0) + "3" + end(0) + "</w:p>");
    // A row is its first cell, a table its first row; what is not there is the nearest.
    for (const Place& place :
         {Place{.block = 0, .row = 0}, Place{.block = 0}, Place{.block = 0, .row = 7, .cell = 2},
          Place{.block = 9}, Place{}}) {
        has(place, "<w:p>" + start(0) + "<w:r/>" + end(0) + "</w:p>");
    }
}

TEST(AnnotateDocx, WritesTheTextAndWhoWroteIt) {
    const std::string file = docx("<w:p/>");
    const std::vector<Comment> comments = {{{{.block = 0}}, {"<ก> & \"ข\"", "ค\x01\n ง"}}};
    const auto result = annotate_docx(
        file, comments, {.author = "ผู้ตรวจ", .initials = "", .date = "2022-01-31T09:00:00Z"});
    ASSERT_TRUE(result);
    EXPECT_EQ(
        part(*result, "word/comments.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" +
            std::string(kMain) +
            "\"><w:comment w:id=\"0\" w:author=\"ผู้ตรวจ\" w:date=\"2022-01-31T09:00:00Z\">"
            "<w:p><w:r><w:t xml:space=\"preserve\">&lt;ก&gt; &amp; &quot;ข&quot;</w:t></w:r></w:p>"
            "<w:p><w:r><w:t xml:space=\"preserve\">ค ง</w:t></w:r></w:p></w:comment></w:comments>");
    EXPECT_NE(
        part(*result, "[Content_Types].xml")
            .find("<Override PartName=\"/word/comments.xml\" ContentType=\"application/"
                  "vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/></Types>"),
        std::string::npos);
    EXPECT_NE(part(*result, "word/_rels/document.xml.rels").find("Target=\"comments.xml\""),
              std::string::npos);
}

TEST(AnnotateDocx, ContinuesTheCommentsThatAreThere) {
    Entries parts = parts_of("<w:document xmlns:w=\"" + std::string(kMain) +
                             "\"><w:body><w:p><w:commentRangeStart w:id=\"4\"/></w:p></w:body>"
                             "</w:document>");
    parts.emplace_back("word/_rels/document.xml.rels",
                       R"(<Relationships><Relationship Id="c" Type="r/comments" )"
                       R"(Target="old.xml"/></Relationships>)");
    parts.emplace_back("word/old.xml", "<x:comments xmlns:x=\"" + std::string(kMain) +
                                           "\"><x:comment x:id=\"2\"/></x:comments>");
    const std::string file = zipped(parts);
    const std::string result = annotated(file, {at({.block = 0}, "ก")});
    EXPECT_EQ(body_of(result),
              "<w:p>" + start(5) + "<w:commentRangeStart w:id=\"4\"/>" + end(5) + "</w:p>");
    EXPECT_EQ(part(result, "word/old.xml"),
              "<x:comments xmlns:x=\"" + std::string(kMain) +
                  "\"><x:comment x:id=\"2\"/><x:comment x:id=\"5\" x:author=\"Phaen\" "
                  "x:initials=\"Ph\"><x:p><x:r><x:t xml:space=\"preserve\">ก</x:t></x:r></x:p>"
                  "</x:comment></x:comments>");
    EXPECT_EQ(part(result, "[Content_Types].xml"), part(file, "[Content_Types].xml"));
}

TEST(AnnotateDocx, AFileWithoutAPrefixGetsOneWhereItIsNeeded) {
    const std::string file = zipped(
        parts_of("<document xmlns=\"" + std::string(kMain) + "\"><body><p/></body></document>"));
    const std::string document = part(annotated(file, {at({.block = 0})}), "word/document.xml");
    EXPECT_NE(document.find("<p><w:commentRangeStart xmlns:w=\"" + std::string(kMain) +
                            "\" w:id=\"0\"/>"),
              std::string::npos)
        << document;
}

TEST(AnnotateDocx, RefusesWhatTheReaderRefuses) {
    EXPECT_EQ(annotate_docx("PK", {}).error().refusal, ReadRefusal::damaged);
    const auto hostile = annotate_docx(docx("<w:p/><!DOCTYPE x>"), std::vector<Comment>{at({})});
    EXPECT_EQ(hostile.error().refusal, ReadRefusal::hostile);
    // Nothing to say: the same bytes. Nowhere to say it: the same too.
    const std::string file = docx("<w:sectPr/>");
    EXPECT_EQ(annotated(file, {}), file);
    EXPECT_EQ(annotated(file, {at({.block = 0})}), file);
}

/// Real files, as Word writes them and as LibreOffice does.
class AnnotateRealFiles : public testing::TestWithParam<std::string> {};

std::string file_bytes(const std::string& path) {
    std::ifstream in(PHAEN_SOURCE_DIR + ("/" + path), std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A comment at every paragraph, row and cell that the reader tells of.
std::vector<Comment> comment_everything(const Document& document) {
    std::vector<Comment> comments;
    for (const Block& block : document.blocks) {
        if (block.kind == Block::Kind::paragraph) {
            comments.push_back(at(block.paragraph.place));
            continue;
        }
        for (const Row& row : block.table.rows) {
            comments.push_back(at(row.place));
            for (const Cell& cell : row.cells) comments.push_back(at(cell.place));
        }
    }
    return comments;
}

TEST_P(AnnotateRealFiles, TakingTheMarksOutGivesTheOriginal) {
    const std::string original = file_bytes(GetParam());
    const auto document = read_docx(original);
    ASSERT_TRUE(document);
    const std::vector<Comment> comments = comment_everything(*document);
    const std::string result = annotated(original, comments);
    // 1. Every entry is there in its order, and all but three have their bytes.
    const Entries before = entries_of(original);
    const Entries after = entries_of(result);
    ASSERT_EQ(after.size(), before.size() + 1);
    EXPECT_EQ(after.back().first, "word/comments.xml");
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(after[i].first, before[i].first);
        const bool changed = before[i].first == "word/document.xml" ||
                             before[i].first == "word/_rels/document.xml.rels" ||
                             before[i].first == "[Content_Types].xml";
        EXPECT_EQ(after[i].second != before[i].second, changed) << before[i].first;
    }
    // 2. Without our marks the document is what it was, but for empty paragraphs that were opened.
    std::string text = part(result, "word/document.xml");
    std::size_t marks = 0;
    for (std::size_t i = text.find("<w:commentReference"); i != std::string::npos;
         i = text.find("<w:commentReference", i + 1)) {
        ++marks;
    }
    EXPECT_EQ(marks, comments.size());
    std::string rest;
    std::size_t from = 0;
    for (std::size_t at = text.find("<w:comment"); at != std::string::npos;
         at = text.find("<w:comment", from)) {
        rest += text.substr(from, at - from);
        from = text.find("/>", at) + 2;
    }
    rest += text.substr(from);
    const auto drop = [&rest](const std::string& what, const std::string& instead) {
        std::string result_text;
        std::size_t begin = 0;
        for (std::size_t at = rest.find(what); at != std::string::npos;
             at = rest.find(what, begin)) {
            result_text += rest.substr(begin, at - begin) + instead;
            begin = at + what.size();
        }
        rest = result_text + rest.substr(begin);
    };
    drop("<w:r></w:r>", "");
    std::string expected = part(original, "word/document.xml");
    if (expected.find("<w:p/>") != std::string::npos) drop("<w:p></w:p>", "<w:p/>");
    EXPECT_TRUE(rest == expected);
    // 3. The reader sees the same document, and the same bytes come out each time.
    const auto again = read_docx(result);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->raw_blocks, document->raw_blocks);
    ASSERT_EQ(again->blocks.size(), document->blocks.size());
    EXPECT_EQ(annotated(original, comments), result);
    // 4. A second time, the first comments stay.
    const std::string twice = annotated(result, {at({.block = 0})});
    const std::string once_text = part(result, "word/comments.xml");
    EXPECT_EQ(part(twice, "word/comments.xml").substr(0, once_text.size() - 13),
              once_text.substr(0, once_text.size() - 13));
}

INSTANTIATE_TEST_SUITE_P(Files, AnnotateRealFiles,
                         testing::Values("examples/office/document.docx",
                                         "tests/fixtures/agencies/khet-bang-nam-sai.docx",
                                         "tests/fixtures/agencies/khet-bang-nam-sai.lo.docx",
                                         "tests/fixtures/agencies/kong-digital.docx",
                                         "tests/fixtures/agencies/kong-digital.lo.docx"));

}  // namespace
}  // namespace phaen::document
