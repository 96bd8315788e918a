#include "phaen/document/read_pdf.h"

#include "pdf/qpdf.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <functional>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stop_token>
#include <string>
#include <utility>

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
