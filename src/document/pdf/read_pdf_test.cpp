#include "phaen/document/read_pdf.h"

#include "pdf/qpdf.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "pdf/test_support.h"

namespace phaen::document {
namespace {

PdfOptions recorded() {
    PdfOptions options{.producer = "Phaen 0.1.0", .layout_name = kPdfRecord};
    options.attachments = {
        {.name = "plan.json", .mime = "application/json", .bytes = "{\"id\":1}"}};
    return options;
}

/// Three blocks, the last on a page of its own.
ComposedDocument three(const std::string& last) {
    ComposedDocument made = document({block(paragraph("หน้าแรก")),
                                      {.kind = ComposedBlock::Kind::page_break},
                                      block(paragraph(last))});
    made.version = "sha256:01";
    made.sections[0].blocks[2].element = "project-3";
    made.sections[0].blocks[2].field = "/name";
    return made;
}

PdfRecord record_of(const std::string& bytes) {
    auto read = read_pdf(bytes, kPdfRecord);
    EXPECT_TRUE(read) << (read ? "" : read.error().detail);
    return read ? std::move(*read) : PdfRecord{};
}

PdfReadRefusal refusal_of(const std::string& bytes, const PdfReadLimits& limits = {}) {
    const auto read = read_pdf(bytes, kPdfRecord, limits);
    EXPECT_FALSE(read);
    if (read) return PdfReadRefusal::stopped;
    EXPECT_FALSE(read.error().detail.empty());
    return read.error().refusal;
}

enum class Objects { packed, plain };

/// As another program saves the file after a change.
std::string saved_again(const std::string& bytes, const std::function<void(QPDF&)>& change,
                        Objects objects = Objects::packed) {
    QPDF pdf;
    pdf.processMemoryFile("test", bytes.data(), bytes.size());
    change(pdf);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    if (objects == Objects::plain) {
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setDecodeLevel(qpdf_dl_generalized);
        writer.setCompressStreams(false);
    }
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

PdfDifference difference(const std::string& found, const std::string& expected) {
    return compare_pdf(record_of(found), record_of(expected));
}

/// Everything that a writer prints: contents, links, bars, drawings.
ComposedDocument everything() {
    std::vector<ComposedBlock> blocks = {{.kind = ComposedBlock::Kind::contents},
                                         {.kind = ComposedBlock::Kind::page_break}};
    for (int i = 1; i <= 12; ++i) {
        ComposedParagraph heading =
            paragraph("หัวข้อ " + std::to_string(i), Role::heading, i % 3 == 1 ? 1 : 2);
        heading.in_contents = true;
        // Every other one has an anchor; links to the others go by their number.
        if (i % 2 == 0) heading.anchor = "h" + std::to_string(i);
        blocks.push_back(block(heading));
        blocks.push_back(block(paragraph(sentence(40))));
    }
    ComposedParagraph links = paragraph("");
    links.runs = {{.text = "ดูหัวข้อ ๒", .target = "#h2"},
                  {.text = " เว็บไซต์", .target = "https://example.go.th/?a=1&b=(2)"}};
    blocks.push_back(block(links));
    ComposedTable bars = long_table(3);
    bars.rows[1].bars = {{0, 1}};
    blocks.push_back(table_block(bars));
    ComposedBlock drawing{.kind = ComposedBlock::Kind::drawing};
    drawing.drawing = {.width = 4000, .height = 2000};
    drawing.drawing.shapes = {{Shape::Kind::rectangle, 0, 0, 1000, 500, 0x1F4E9E, ""},
                              {Shape::Kind::text, 100, 1200, 0, 560, 0x000000, "น้ำ"}};
    blocks.push_back(drawing);
    ComposedDocument made = document(std::move(blocks));
    made.sections.push_back({.orientation = Orientation::landscape,
                             .running_head = "หัวกระดาษ",
                             .blocks = {table_block(long_table(40))}});
    made.author = "หน่วยงาน";
    made.subject = "แผน <ทดสอบ> & อื่น";
    made.version = "sha256:01";
    return made;
}

/// Titles of the outline in its order, with the page to which each leads, from 1.
std::vector<std::pair<std::string, int>> outline_of(QPDF& pdf) {
    std::map<QPDFObjGen, int> numbers;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages())
        numbers.emplace(page.getObjectHandle().getObjGen(), static_cast<int>(numbers.size()) + 1);
    std::vector<std::pair<std::string, int>> titles;
    QPDFObjectHandle outlines = pdf.getRoot().getKey("/Outlines");
    std::vector<QPDFObjectHandle> open = {outlines.getKey("/First")};
    while (!open.empty()) {
        QPDFObjectHandle item = open.back();
        open.pop_back();
        if (!item.isDictionary()) continue;
        titles.emplace_back(item.getKey("/Title").getUTF8Value(),
                            numbers[item.getKey("/Dest").getArrayItem(0).getObjGen()]);
        open.push_back(item.getKey("/Next"));
        open.push_back(item.getKey("/First"));
    }
    return titles;
}

TEST(Pdf, OutlineContentsAndPagesAgree) {
    const ComposedDocument made = everything();
    const PdfFile file = print(made);
    std::vector<std::pair<std::string, int>> expected;
    const std::vector<ComposedBlock>& blocks = made.sections[0].blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (blocks[b].paragraph.role != Role::heading || blocks[b].paragraph.runs.empty()) continue;
        expected.emplace_back(blocks[b].paragraph.runs[0].text, file.sections[0][b].page);
    }
    ASSERT_EQ(expected.size(), 12U);
    EXPECT_GT(expected.back().second, 3);
    QPDF pdf;
    pdf.processMemoryFile("test", file.bytes.data(), file.bytes.size());
    EXPECT_EQ(outline_of(pdf), expected);
    // On the first page the contents say the same, in Thai digits.
    const std::string text = extracted(file);
    std::size_t at = text.find("๑") + std::string("๑").size();  // the page's own number
    for (const auto& [title, page] : expected) {
        std::string line;
        for (const char c : title + file.page_labels[static_cast<std::size_t>(page) - 1])
            if (c != ' ') line += c;
        const std::size_t found = text.find(line, at);
        ASSERT_NE(found, std::string::npos) << line;
        EXPECT_LT(found, text.find("หน่วยงาน")) << "before the first page of text";
        at = found + line.size();
    }
}

TEST(Pdf, LinksLeadToTheirPlaces) {
    const PdfFile file = print(everything());
    QPDF pdf;
    pdf.processMemoryFile("test", file.bytes.data(), file.bytes.size());
    const auto outline = outline_of(pdf);
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    std::map<QPDFObjGen, int> numbers;
    for (QPDFPageObjectHelper& page : pages)
        numbers.emplace(page.getObjectHandle().getObjGen(), static_cast<int>(numbers.size()) + 1);
    std::vector<int> from_contents;
    std::vector<int> from_text;
    std::vector<std::string> addresses;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        QPDFObjectHandle links = pages[p].getObjectHandle().getKey("/Annots");
        for (int i = 0; links.isArray() && i < links.getArrayNItems(); ++i) {
            QPDFObjectHandle link = links.getArrayItem(i);
            QPDFObjectHandle place = link.getKey("/Dest");
            if (place.isArray()) {
                (p == 0 ? from_contents : from_text)
                    .push_back(numbers[place.getArrayItem(0).getObjGen()]);
            } else {
                addresses.push_back(link.getKey("/A").getKey("/URI").getStringValue());
            }
        }
    }
    std::vector<int> expected;
    for (const auto& [title, page] : outline) expected.push_back(page);
    EXPECT_EQ(from_contents, expected);
    EXPECT_EQ(from_text, std::vector<int>{outline.at(1).second});
    EXPECT_EQ(addresses, std::vector<std::string>{"https://example.go.th/?a=1&b=(2)"});
}

TEST(Pdf, OtherProgramsFindNoFault) {
    const ComposedDocument made = everything();
    for (const Archive archive : {Archive::pdfa_3b, Archive::pdfa_1b}) {
        PdfOptions options = recorded();
        options.archive = archive;
        const std::string path = file_of("checked.pdf", print(made, options).bytes);
        EXPECT_EQ(std::system(("qpdf --check " + path + " > " + path + ".log 2>&1").c_str()), 0);
        EXPECT_EQ(std::system(("pdftocairo -png -r 20 " + path + " " + path + "-page").c_str()), 0);
    }
}

TEST(Pdf, TenThousandStepsAreFourFilesOnTwoThreads) {
    ComposedTable table = long_table(10'000);
    for (std::size_t row = 1; row < table.rows.size(); ++row) table.rows[row].bars = {{1, 1}};
    const ComposedDocument made = document({table_block(table)});
    const std::string expected = print(made, recorded()).bytes;
    std::vector<std::string> found(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 2; ++t) {
            threads.emplace_back([&found, &made, t] {
                for (std::size_t i = t; i < found.size(); i += 2) {
                    const auto result = write_pdf(made, fonts(), recorded());
                    if (result) found[i] = result->bytes;
                }
            });
        }
    }
    for (const std::string& bytes : found) EXPECT_EQ(bytes == expected, true);
}

TEST(ReadPdf, GivesBackWhatWasWritten) {
    const PdfFile file = print(three("ท้าย"), recorded());
    const PdfRecord record = record_of(file.bytes);
    EXPECT_EQ(record.producer, "Phaen 0.1.0");
    EXPECT_EQ(record.fonts, fonts().version);
    EXPECT_EQ(record.version, "sha256:01");
    EXPECT_EQ(record.attachments.at("plan.json"), "{\"id\":1}");
    EXPECT_EQ(record.attachments.size(), 2U);
    EXPECT_EQ(record.pages.size(), 2U);
    ASSERT_EQ(record.sections.size(), 1U);
    ASSERT_EQ(record.sections[0].size(), 3U);
    EXPECT_EQ(record.sections[0][2],
              (PdfRecordBlock{2, file.sections[0][2].hash, "project-3", "/name"}));
}

TEST(ReadPdf, AFileThatIsSavedAgainIsTheSame) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    const std::string again = saved_again(bytes, [](QPDF&) {}, Objects::plain);
    EXPECT_NE(again, bytes);
    EXPECT_EQ(difference(again, bytes), PdfDifference{});
}

TEST(ReadPdf, NamesTheFirstBlockThatDiffers) {
    const PdfDifference found =
        difference(print(three("ท้าย"), recorded()).bytes, print(three("ท้ายสุด"), recorded()).bytes);
    EXPECT_EQ(found.page, 2);
    EXPECT_EQ(found.section, 1);
    EXPECT_EQ(found.block, 3);
    EXPECT_EQ(found.element, "project-3");
    EXPECT_EQ(found.field, "/name");
    EXPECT_FALSE(found.producer || found.fonts || found.version);
    // The record is an attachment too.
    EXPECT_EQ(found.attachment, kPdfRecord);
}

TEST(ReadPdf, NamesTheBlockThatOnlyOneOfThemHas) {
    ComposedDocument more = three("ท้าย");
    more.sections[0].blocks.push_back(block(paragraph("เพิ่ม")));
    const PdfDifference found =
        difference(print(more, recorded()).bytes, print(three("ท้าย"), recorded()).bytes);
    EXPECT_EQ(found.page, 2);
    EXPECT_EQ(found.block, 4);
    EXPECT_EQ(found.element, "");
}

TEST(ReadPdf, SeesAPageThatWasPaintedOver) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    const auto paint = [](QPDF& pdf) {
        auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
        pages.at(1).getObjectHandle().replaceKey(
            "/Contents", QPDFObjectHandle::newStream(&pdf, "1 0 0 rg 100 700 200 20 re f"));
    };
    PdfDifference expected;
    expected.page = 2;
    expected.section = 1;
    expected.block = 3;
    expected.element = "project-3";
    expected.field = "/name";
    PdfDifference found = difference(saved_again(bytes, paint), bytes);
    // The fonts that the page no longer shows are still in its resources.
    EXPECT_EQ(found, expected);
}

TEST(ReadPdf, SeesANoteThatWasStuckOnAPage) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    const auto stick = [](QPDF& pdf) {
        QPDFObjectHandle page = QPDFPageDocumentHelper(pdf).getAllPages().at(0).getObjectHandle();
        page.replaceKey("/Annots", QPDFObjectHandle::parse(
                                       "[<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99]"
                                       " /Contents (other) >>]"));
    };
    const PdfDifference found = difference(saved_again(bytes, stick), bytes);
    EXPECT_EQ(found.page, 1);
    EXPECT_EQ(found.block, 1);
}

TEST(ReadPdf, SeesWhatIsChangedBesideThePages) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    const auto script = [](QPDF& pdf) {
        pdf.getRoot().replaceKey(
            "/OpenAction", QPDFObjectHandle::parse("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"));
    };
    PdfDifference expected;
    expected.others = true;
    EXPECT_EQ(difference(saved_again(bytes, script), bytes), expected);
    // A font's drawing of a letter is what a page shows too.
    const auto font = [](QPDF& pdf) {
        for (QPDFObjectHandle object : pdf.getAllObjects()) {
            if (object.isDictionary() && object.hasKey("/FontFile2"))
                object.replaceKey("/FontFile2", QPDFObjectHandle::newStream(&pdf, "other"));
        }
    };
    EXPECT_EQ(difference(saved_again(bytes, font), bytes), expected);
}

TEST(ReadPdf, TellsProgramFontsVersionAndAttachmentsApart) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    PdfOptions other = recorded();
    other.producer = "Phaen 0.2.0";
    PdfDifference found = difference(print(three("ท้าย"), other).bytes, bytes);
    EXPECT_TRUE(found.producer);
    EXPECT_EQ(found.page, 0);
    other = recorded();
    other.attachments[0].bytes = "{\"id\":2}";
    found = difference(print(three("ท้าย"), other).bytes, bytes);
    EXPECT_EQ(found.attachment, "plan.json");
    EXPECT_EQ(found.page, 0);
    ComposedDocument version = three("ท้าย");
    version.version = "sha256:02";
    found = difference(print(version, recorded()).bytes, bytes);
    EXPECT_TRUE(found.version);
    PdfRecord fonts = record_of(bytes);
    fonts.fonts = "others";
    EXPECT_TRUE(compare_pdf(fonts, record_of(bytes)).fonts);
}

TEST(ReadPdf, RefusesWhatIsNotOurs) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    EXPECT_EQ(refusal_of(""), PdfReadRefusal::not_pdf);
    EXPECT_EQ(refusal_of("PK\x03\x04"), PdfReadRefusal::not_pdf);
    EXPECT_EQ(refusal_of("%PDF-1.7\n%%EOF\n"), PdfReadRefusal::damaged);
    for (const std::size_t part : {2U, 3U, 10U})
        EXPECT_EQ(refusal_of(bytes.substr(0, bytes.size() / part)), PdfReadRefusal::cut);
    // Something is gone from the middle: nothing stands where the table says.
    EXPECT_EQ(refusal_of(bytes.substr(0, 1000) + bytes.substr(2000)), PdfReadRefusal::damaged);
    EXPECT_EQ(refusal_of(print(three("ท้าย")).bytes), PdfReadRefusal::not_ours);
    PdfOptions other = recorded();
    other.layout_name = "";
    EXPECT_EQ(refusal_of(print(three("ท้าย"), other).bytes), PdfReadRefusal::not_ours);
    other.attachments[0] = {
        .name = kPdfRecord, .mime = "application/json", .bytes = "{\"sections\":1}"};
    EXPECT_EQ(refusal_of(print(three("ท้าย"), other).bytes), PdfReadRefusal::not_ours);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = read_pdf(bytes, kPdfRecord, {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().refusal, PdfReadRefusal::stopped);
}

TEST(ReadPdf, RefusesPasswords) {
    QPDF pdf;
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    pdf.processMemoryFile("test", bytes.data(), bytes.size());
    for (const char* password : {"", "secret"}) {
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setR6EncryptionParameters(password, "owner", true, true, true, true, true, true,
                                         qpdf_r3p_full, true);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        EXPECT_EQ(
            refusal_of({reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()}),
            PdfReadRefusal::encrypted);
    }
}

std::string packed(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string out(size, '\0');
    EXPECT_EQ(compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                        reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9),
              Z_OK);
    out.resize(size);
    return out;
}

TEST(ReadPdf, HoldsItsLimits) {
    const std::string bytes = print(three("ท้าย"), recorded()).bytes;
    EXPECT_EQ(refusal_of(bytes, {.file_bytes = bytes.size() - 1}), PdfReadRefusal::too_large);
    EXPECT_EQ(refusal_of(bytes, {.pages = 1}), PdfReadRefusal::too_large);
    EXPECT_TRUE(read_pdf(bytes, kPdfRecord, {.pages = 2}));
    EXPECT_EQ(refusal_of(bytes, {.attachments = 1}), PdfReadRefusal::too_large);
    EXPECT_EQ(refusal_of(bytes, {.objects = 20}), PdfReadRefusal::too_large);
    EXPECT_EQ(refusal_of(bytes, {.unpacked_bytes = 2000}), PdfReadRefusal::too_large);
    // A thousand kilobytes of nothing, in one.
    const std::string bomb = "%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" +
                             packed(std::string(1'000'000, ' ')) + "\nendstream\n%%EOF\n";
    EXPECT_EQ(refusal_of(bomb, {.unpacked_bytes = 900'000}), PdfReadRefusal::too_large);
    EXPECT_EQ(refusal_of(bomb, {.unpacked_bytes = 1'000'000}), PdfReadRefusal::damaged);
}

TEST(ReadPdf, RefusesWhatLibrariesStumbleOver) {
    const auto with = [](const std::string& text) {
        return refusal_of("%PDF-1.7\n1 0 obj\n<< " + text + " >>\n%%EOF\n");
    };
    EXPECT_EQ(with("/Filter /FlateDecode"), PdfReadRefusal::damaged);
    EXPECT_EQ(with("/Filter[/FlateDecode]"), PdfReadRefusal::damaged);
    EXPECT_EQ(with("/Filter [/FlateDecode /FlateDecode]"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/Filter /LZWDecode"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/F#69lter /LZWDecode"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/Filter 4 0 R"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/DecodeParms << /Columns 99999 >>"), PdfReadRefusal::damaged);
    EXPECT_EQ(with("/DecodeParms << /Columns 100000 >>"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/DecodeParms 5 0 R"), PdfReadRefusal::hostile);
    EXPECT_EQ(with("/Colors 9"), PdfReadRefusal::hostile);
    std::string lengths;
    for (int i = 0; i < 200; ++i) lengths += "/Length 5 0 R ";
    EXPECT_EQ(with(lengths), PdfReadRefusal::damaged);
    EXPECT_EQ(with(lengths + "/Length 5 0 R"), PdfReadRefusal::hostile);
}

}  // namespace
}  // namespace phaen::document
