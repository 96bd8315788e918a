// The words files: what reads, and what is refused where.
#include "phaen/check/words.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace phaen::check {
namespace {

TEST(Words, ReadsAllThatAFileMayHold) {
    const auto words = parse_words(
        "schema = \"phaen.words/1\"\n"
        "[[terms]]\n"
        "form = \"แผนปฏิบัติการ\"\n"
        "variants = [\"แผนปฏิบัติราชการ\"]\n"
        "unless_before = [\"กลาง\"]\n"
        "unless_after = [\"ตาม\"]\n"
        "reason = \"ใช้ชื่อเดียวกันทั้งเล่ม\"\n"
        "[lists]\n"
        "units = [\"ครั้ง\", \"ฉบับ\", \"ครั้ง\"]\n"
        "[pairs.misspellings]\n"
        "\"บุคคลากร\" = \"บุคลากร\"\n"
        "\"กฏหมาย\" = { form = \"กฎหมาย\", unless_after = [\"ปรา\"], unless_before = [\"x\"] }\n");
    ASSERT_TRUE(words.has_value()) << words.error().message;
    ASSERT_EQ(words->terms.size(), 1U);
    EXPECT_EQ(words->terms[0], (TermForms{.form = "แผนปฏิบัติการ",
                                          .variants = {"แผนปฏิบัติราชการ"},
                                          .unless_before = {"กลาง"},
                                          .unless_after = {"ตาม"},
                                          .reason = "ใช้ชื่อเดียวกันทั้งเล่ม"}));
    EXPECT_EQ(words->list("units").size(), 2U);
    EXPECT_TRUE(words->has("units", "ฉบับ"));
    EXPECT_FALSE(words->has("units", "ราย"));
    EXPECT_FALSE(words->has("no_such_list", "ราย"));
    const Pairs& pairs = words->pairs_of("misspellings");
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs.at("บุคคลากร"),
              (Replacement{.form = "บุคลากร", .unless_before = {}, .unless_after = {}}));
    EXPECT_EQ(pairs.at("กฏหมาย"),
              (Replacement{.form = "กฎหมาย", .unless_before = {"x"}, .unless_after = {"ปรา"}}));
    EXPECT_TRUE(words->pairs_of("no_such_table").empty());
}

TEST(Words, AnAgencysFileAddsToWhatIsThereAndCountsWhereBothSpeak) {
    auto words = parse_words(
        "schema = \"phaen.words/1\"\n[lists]\nunits = [\"ครั้ง\"]\n"
        "[pairs.misspellings]\n\"ก1\" = \"ข\"\n\"ก2\" = \"ข\"\n");
    const auto more = parse_words(
        "schema = \"phaen.words/1\"\n[lists]\nunits = [\"สาย\"]\n"
        "[pairs.misspellings]\n\"ก2\" = \"ค\"\n"
        "[[terms]]\nform = \"ก\"\nvariants = [\"ข\"]\n");
    ASSERT_TRUE(words.has_value() && more.has_value());
    words->add(*more);
    EXPECT_EQ(words->list("units").size(), 2U);
    EXPECT_EQ(words->pairs_of("misspellings").at("ก1").form, "ข");
    EXPECT_EQ(words->pairs_of("misspellings").at("ก2").form, "ค");
    EXPECT_EQ(words->terms.size(), 1U);
}

TEST(Words, TheShippedFilesRead) {
    const Words& words = shipped_words();
    EXPECT_GT(words.pairs_of("misspellings").size(), 200U);
    EXPECT_TRUE(words.has("doubled_words", "และ"));
}

TEST(Words, NoShippedMisspellingIsTheFormOfAnother) {
    const Pairs& pairs = shipped_words().pairs_of("misspellings");
    for (const auto& [seen, replacement] : pairs) {
        EXPECT_NE(seen, replacement.form);
        EXPECT_EQ(pairs.count(replacement.form), 0U) << replacement.form;
    }
}

struct Refusal {
    std::string_view text;
    int line;
    std::string_view says;
};

TEST(Words, RefusalsSayWhatAndWhere) {
    const Refusal refusals[] = {
        {"", 1, "schema"},
        {"schema = 3\n", 1, "schema"},
        {"schema = \"phaen.words/2\"\n", 1, "schema"},
        {"schema = \"phaen.words/1\"\nnames = [\"ก\"]\n", 2, "`names`"},
        {"schema = \"phaen.words/1\"\nlists = [\"ก\"]\n", 2, "`lists`"},
        {"schema = \"phaen.words/1\"\n[lists]\nunits = \"ก\"\n", 3, "list of texts"},
        {"schema = \"phaen.words/1\"\n[lists]\nunits = [3]\n", 3, "text is needed"},
        {"schema = \"phaen.words/1\"\n[lists]\nunits = [\"\"]\n", 3, "text is needed"},
        {"schema = \"phaen.words/1\"\nterms = [\"ก\"]\n", 2, "table"},
        {"schema = \"phaen.words/1\"\n[[terms]]\nform = \"ก\"\n", 2, "`variants`"},
        {"schema = \"phaen.words/1\"\n[[terms]]\nform = 3\nvariants = [\"ก\"]\n", 3, "text"},
        {"schema = \"phaen.words/1\"\n[[terms]]\nform = \"ก\"\nvariants = \"ข\"\n", 4, "list"},
        {"schema = \"phaen.words/1\"\n[[terms]]\nform = \"ก\"\nvariants = [\"ข\"]\nwhy = \"x\"\n",
         5, "`why`"},
        {"schema = \"phaen.words/1\"\npairs = 3\n", 2, "`pairs`"},
        {"schema = \"phaen.words/1\"\n[pairs]\nmisspellings = 3\n", 3, "table"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = 3\n", 3, "right form"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = \"\"\n", 3, "right form"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"\" = \"ก\"\n", 3, "text"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = { form = 3 }\n", 3, "`form`"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = { unless_after = [\"ข\"] }\n",
         3, "right form"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = { form = \"ข\", x = 1 }\n", 3,
         "`x`"},
        {"schema = \"phaen.words/1\"\n[pairs.misspellings]\n\"ก\" = { form = \"ข\", unless_after = "
         "1 }\n",
         3, "list"},
        {"schema = \"phaen.words/1\"\n[lists\n", 2, ""},
    };
    for (const Refusal& refusal : refusals) {
        const auto words = parse_words(refusal.text);
        ASSERT_FALSE(words.has_value()) << refusal.text;
        EXPECT_EQ(words.error().position.line, refusal.line) << refusal.text;
        EXPECT_NE(words.error().message.find(refusal.says), std::string::npos)
            << words.error().message << "\nfor\n"
            << refusal.text;
    }
}

}  // namespace
}  // namespace phaen::check
