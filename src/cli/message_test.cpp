#include "message.h"

#include <gtest/gtest.h>

#include <set>

#include "guard.h"
#include "phaen/base/check.h"

namespace phaen::cli {
namespace {

std::set<char> placeholders_of(std::string_view text) {
    std::set<char> found;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
    }
    return found;
}

bool has_thai(std::string_view text) { return text.find("\xE0\xB8") != std::string_view::npos; }

TEST(Message, EachHasBothLanguagesWithTheSamePlaceholders) {
    for (std::size_t i = 0; i < kMessageCount; ++i) {
        const auto message = static_cast<Message>(i);
        const Both text = text_of(message);
        SCOPED_TRACE(text.en);
        EXPECT_TRUE(has_thai(text.th));
        EXPECT_FALSE(text.en.empty());
        EXPECT_FALSE(has_thai(text.en));
        EXPECT_EQ(placeholders_of(text.th), placeholders_of(text.en));
        EXPECT_EQ(text.th.find('\n'), std::string_view::npos);
        EXPECT_EQ(text.en.find('\n'), std::string_view::npos);
    }
}

TEST(Message, IsOneLineWhateverTheFileIsCalled) {
    const Refusal refusal{Message::no_such_file, {"a\nb\x1b[31m.txt"}};
    EXPECT_EQ(describe(refusal, Language::english),
              "a?b?[31m.txt: no such file; check its name and folder");
}

TEST(Message, ArgumentsWithBracesStayAsTheyAre) {
    EXPECT_EQ(fill("{0} and {1}", {"{1}", "x"}), "{1} and x");
    EXPECT_EQ(fill("{0} and {1}", {"only"}), "only and ");
    EXPECT_EQ(fill("{a} {", {"x"}), "{a} {");
}

TEST(Message, EachReadRefusalSaysItsOwnThing) {
    using document::ReadRefusal;
    std::set<std::string> texts;
    const auto all = {ReadRefusal::not_utf8,  ReadRefusal::unknown_format, ReadRefusal::damaged,
                      ReadRefusal::too_large, ReadRefusal::too_deep,       ReadRefusal::hostile,
                      ReadRefusal::encrypted, ReadRefusal::legacy_word,    ReadRefusal::stopped};
    for (const ReadRefusal refusal : all) {
        const document::ReadError error{refusal, "", ""};
        texts.insert(describe(refusal_of(error, "x", Language::english), Language::english));
        texts.insert(describe(refusal_of(error, "x", Language::thai), Language::thai));
    }
    EXPECT_EQ(texts.size(), 2 * all.size());
}

TEST(Message, DetailOfAReaderIsForEnglishOnly) {
    const document::ReadError error{document::ReadRefusal::damaged, "word/document.xml",
                                    "unexpected end"};
    EXPECT_EQ(describe(refusal_of(error, "x.docx", Language::english), Language::english),
              "x.docx: the file is damaged (word/document.xml: unexpected end); open it in Word "
              "and save it again");
    EXPECT_EQ(describe(refusal_of(error, "x.docx", Language::thai), Language::thai),
              "x.docx: แฟ้มเสียหาย (word/document.xml) ให้เปิดใน Word แล้วบันทึกใหม่");
}

TEST(CountText, GroupsByThousands) {
    EXPECT_EQ(count_text(0, Language::english), "0");
    EXPECT_EQ(count_text(999, Language::english), "999");
    EXPECT_EQ(count_text(1000, Language::english), "1,000");
    EXPECT_EQ(count_text(16344400, Language::english), "16,344,400");
    EXPECT_EQ(count_text(1000, Language::thai), "๑,๐๐๐");
}

TEST(Guard, RefusalIsStatusTwo) {
    std::string complaint;
    const auto status = guarded(
        []() -> base::Result<ExitStatus, Refusal> {
            return base::Unexpected{Refusal{Message::no_such_file, {"x"}}};
        },
        Language::english, complaint);
    EXPECT_EQ(status, ExitStatus::could_not);
    EXPECT_EQ(complaint, "x: no such file; check its name and folder");
}

TEST(Guard, BrokenPromiseIsStatusThreeWithTheSameIncidentEachTime) {
    const auto broken = []() -> base::Result<ExitStatus, Refusal> {
        throw base::InternalError("sum differs");
    };
    std::string first;
    std::string second;
    EXPECT_EQ(guarded(broken, Language::english, first), ExitStatus::bug);
    EXPECT_EQ(guarded(broken, Language::english, second), ExitStatus::bug);
    EXPECT_EQ(first, second);
    EXPECT_NE(first.find("incident "), std::string::npos);
    EXPECT_NE(first.find("sum differs"), std::string::npos);
}

TEST(Guard, NoMemoryIsStatusTwo) {
    std::string complaint;
    const auto starving = []() -> base::Result<ExitStatus, Refusal> { throw std::bad_alloc(); };
    EXPECT_EQ(guarded(starving, Language::english, complaint), ExitStatus::could_not);
    EXPECT_EQ(complaint, "out of memory; close other programs and try again");
}

}  // namespace
}  // namespace phaen::cli
