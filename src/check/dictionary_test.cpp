// Words by their hashes, and runs of letters parted into words.
#include "dictionary.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language_text.h"

namespace phaen::check {
namespace {

constexpr std::string_view kList = "6\nงาน\nรายงาน\nประจำ\nปี\nat/X\nเมือง\r\nรา\n";

std::uint64_t hash_of(std::string_view word) {
    std::uint64_t hash = kHashStart;
    for (const char32_t c : to_code_points(word)) hash = hash_with(hash, c);
    return hash;
}

std::vector<std::string> unknown(std::string_view run, const Dictionary& dictionary) {
    const CodePoints text(run);
    std::vector<std::string> out;
    for (const UnknownPiece& piece : unknown_pieces(text.chars(), dictionary)) {
        out.emplace_back(text.slice(piece.begin, piece.end));
    }
    return out;
}

TEST(Dictionary, HoldsTheThaiWordsOfAList) {
    const std::vector<std::uint64_t> table = dictionary_table(kList);
    const Dictionary dictionary{table};
    EXPECT_EQ(dictionary.size(), 6U);
    EXPECT_EQ(dictionary.longest(), 6U);  // รายงาน
    EXPECT_TRUE(dictionary.has(hash_of("เมือง")));
    EXPECT_FALSE(dictionary.has(hash_of("เมือ")));
    EXPECT_FALSE(dictionary.has(hash_of("at")));
    EXPECT_TRUE(Dictionary(dictionary_table("")).empty());
    EXPECT_TRUE(Dictionary(std::span<const std::uint64_t>()).empty());
}

TEST(Dictionary, NamesWhatNoWordsMakeUp) {
    const std::vector<std::uint64_t> table = dictionary_table(kList);
    Dictionary dictionary{table};
    EXPECT_EQ(unknown("รายงานประจำปี", dictionary), std::vector<std::string>{});
    // รา|ย|งน: the word รา is known, ยงน is not.
    EXPECT_EQ(unknown("รายงนประจำปี", dictionary), std::vector<std::string>{"ยงน"});
    EXPECT_EQ(unknown("กกก", dictionary), std::vector<std::string>{"กกก"});
    dictionary.add(to_code_points("กกก"));
    EXPECT_EQ(unknown("รายงานกกก", dictionary), std::vector<std::string>{});
    EXPECT_EQ(unknown("", dictionary), std::vector<std::string>{});
}

TEST(Dictionary, TakesWordsInACopyOnly) {
    const std::vector<std::uint64_t> table = dictionary_table(kList);
    const Dictionary dictionary{table};
    Dictionary copy = dictionary;
    copy.add(to_code_points("กระแสเรือ"));
    copy.add(to_code_points("งาน"));  // it has that one
    EXPECT_EQ(copy.size(), 7U);
    EXPECT_EQ(copy.longest(), 9U);  // กระแสเรือ
    EXPECT_TRUE(copy.has(hash_of("กระแสเรือ")));
    EXPECT_EQ(dictionary.size(), 6U);
    EXPECT_FALSE(dictionary.has(hash_of("กระแสเรือ")));
}

TEST(Dictionary, TheShippedOneIsThere) { EXPECT_GT(shipped_dictionary().size(), 40'000U); }

}  // namespace
}  // namespace phaen::check
