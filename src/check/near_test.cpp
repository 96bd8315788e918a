#include "phaen/check/near.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace phaen::check {
namespace {

/// The plain distance, without any limit.
int slow_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::u32string text_of(const std::string& letters) { return {letters.begin(), letters.end()}; }

rc::Gen<std::string> gen_letters(int most, const std::string& alphabet) {
    return rc::gen::mapcat(rc::gen::inRange(0, most + 1), [alphabet](int size) {
        return rc::gen::container<std::string>(static_cast<std::size_t>(size),
                                               rc::gen::elementOf(alphabet));
    });
}

/// Names as they are: built from few parts, some of them changed by a few letters.
std::vector<std::u32string> gen_names() {
    const auto parts = *rc::gen::container<std::vector<std::string>>(4, gen_letters(24, "abcd"));
    const int count = *rc::gen::inRange(0, 24);
    std::vector<std::u32string> names;
    for (int i = 0; i < count; ++i) {
        std::u32string name = text_of(*rc::gen::elementOf(parts) + *rc::gen::elementOf(parts) +
                                      *rc::gen::elementOf(parts));
        const int edits = *rc::gen::inRange(0, 6);
        for (int e = 0; e < edits && !name.empty(); ++e) {
            const auto at = *rc::gen::inRange<std::size_t>(0, name.size());
            const int what = *rc::gen::inRange(0, 3);
            if (what == 0) name.erase(at, 1);
            if (what == 1) name.insert(at, 1, U'x');
            if (what == 2) name[at] = U'y';
        }
        names.push_back(std::move(name));
    }
    return names;
}

TEST(EditDistance, KnowsItsLimit) {
    EXPECT_EQ(edit_distance(U"", U"", 0), 0);
    EXPECT_EQ(edit_distance(U"ab", U"", 2), 2);
    EXPECT_EQ(edit_distance(U"ab", U"", 1), std::nullopt);
    EXPECT_EQ(edit_distance(U"kitten", U"sitting", 3), 3);  // k→s, e→i, +g
    EXPECT_EQ(edit_distance(U"kitten", U"sitting", 2), std::nullopt);
    EXPECT_EQ(edit_distance(U"ฉันทมิตร", U"ฉันมิตร", 1), 1);
    EXPECT_EQ(edit_distance(U"a", U"a", -1), std::nullopt);
}

TEST(EditDistance, IsThePlainOne) {
    EXPECT_TRUE(rc::check("limited equals plain", [] {
        const auto a = text_of(*gen_letters(14, "abc"));
        const auto b = text_of(*gen_letters(14, "abc"));
        const int limit = *rc::gen::inRange(0, 9);
        const int plain = slow_distance(a, b);
        const auto limited = edit_distance(a, b, limit);
        RC_ASSERT(limited.has_value() == (plain <= limit));
        if (limited) RC_ASSERT(*limited == plain);
    }));
}

TEST(NearLimit, GrowsWithTheLength) {
    EXPECT_EQ(near_limit(7), 0);
    EXPECT_EQ(near_limit(8), 1);
    EXPECT_EQ(near_limit(19), 1);
    EXPECT_EQ(near_limit(20), 2);
    EXPECT_EQ(near_limit(39), 2);
    EXPECT_EQ(near_limit(40), 3);
    EXPECT_EQ(near_limit(74), 3);
    EXPECT_EQ(near_limit(75), 4);
    EXPECT_EQ(near_limit(100), 4);
    EXPECT_EQ(near_limit(125), 5);
}

TEST(NearPairs, AreThoseOfBruteForce) {
    EXPECT_TRUE(rc::check("pairs equal brute force", [] {
        const std::vector<std::u32string> names = gen_names();
        std::vector<NearPair> slow;
        const auto is_first = [&](std::size_t i) {
            return std::find(names.begin(), names.end(), names[i]) - names.begin() ==
                   static_cast<std::ptrdiff_t>(i);
        };
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (std::size_t j = i + 1; j < names.size(); ++j) {
                if (!is_first(i) || !is_first(j)) continue;
                const int distance = slow_distance(names[i], names[j]);
                const int limit = near_limit(std::min(names[i].size(), names[j].size()));
                if (distance > 0 && distance <= limit) slow.push_back({i, j, distance});
            }
        }
        RC_ASSERT(near_pairs(std::span<const std::u32string>(names)) == slow);
    }));
}

TEST(NearPairs, ReadKeys) {
    const std::vector<std::string> keys = {"โครงการอบรมผู้ประกอบการ", "โครงการจัดซื้อรถบรรทุกน้ำ",
                                           "โครงการอบรมผู้ประกอบกา"};
    const std::vector<NearPair> pairs = near_pairs(std::span<const std::string>(keys));
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0], (NearPair{0, 2, 1}));
}

TEST(Fold, LeavesOutWhatIsNoDifference) {
    const Folded folded = fold("๑ – Ab “ค”");
    EXPECT_EQ(folded.text, U"1abค");
    ASSERT_EQ(folded.begin.size(), 5U);
    EXPECT_EQ(folded.begin[0], 0U);
    EXPECT_EQ(folded.begin[1], 8U);  // ๑ 3, space, – 3, space
    EXPECT_EQ(fold("นํา").text, U"นำ");
}

TEST(Changes, AreShownAsWords) {
    EXPECT_EQ(describe_changes("ผลงานของเมือง", "ผลงานที่โดดเด่นของเมือง"),
              (std::vector<TextChange>{{"", "ที่โดดเด่น"}}));
    EXPECT_EQ(describe_changes("ร้อยละความสำเร็จ", "ระดับความสำเร็จ"),
              (std::vector<TextChange>{{"ร้อยละ", "ระดับ"}}));
    EXPECT_TRUE(describe_changes("ระดับ ความสำเร็จ ๑", "ระดับความสำเร็จ 1").empty());
    EXPECT_EQ(describe_changes("", "ก"), (std::vector<TextChange>{{"", "ก"}}));
}

TEST(Mentions, AreExactOrNear) {
    const std::vector<KnownPhrase> phrases = {{"แผนปฏิบัติราชการเมืองตัวอย่าง ประจำปี พ.ศ. ๒๕๖๕", 4},
                                              {"สำนักงานตัวอย่างกลาง", 2}};
    const MentionFinder finder(phrases);
    const std::string text = "ตามแผนปฏิบัติการเมืองตัวอย่างประจำปี พ.ศ. 2565 ของสำนักงานตัวอย่างกลาง และอื่น ๆ";
    const auto mentions = finder.find(text);
    ASSERT_EQ(mentions.size(), 2U);
    EXPECT_EQ(mentions[0].phrase, 0U);
    EXPECT_EQ(mentions[0].distance, 3);  // ราช is missing
    EXPECT_EQ(text.substr(mentions[0].begin, mentions[0].end - mentions[0].begin),
              "แผนปฏิบัติการเมืองตัวอย่างประจำปี พ.ศ. 2565");
    EXPECT_EQ(mentions[1].distance, 0);
    EXPECT_EQ(text.substr(mentions[1].begin, mentions[1].end - mentions[1].begin),
              "สำนักงานตัวอย่างกลาง");
}

TEST(Mentions, OfAnotherYearAreOtherThings) {
    const std::vector<KnownPhrase> phrases = {{"แผนพัฒนาเมืองตัวอย่าง (พ.ศ. ๒๕๖๑ – ๒๕๖๕)", 4}};
    EXPECT_TRUE(MentionFinder(phrases).find("แผนพัฒนาเมืองตัวอย่าง (พ.ศ. ๒๕๖๖ – ๒๕๗๐)").empty());
}

TEST(Mentions, OfLettersAreFoundWhereTheyStand) {
    EXPECT_TRUE(rc::check("an edited phrase is found", [] {
        const std::string phrase =
            "abc" + *gen_letters(40, "abcdefghijklmnop") + *gen_letters(40, "qrstuvwxyz") + "xyz";
        const std::string before = *gen_letters(10, "ABC");
        std::string here = phrase;
        if (phrase.size() > 20) here.erase(phrase.size() / 2, 1);
        const MentionFinder finder(std::vector<KnownPhrase>{{phrase, 2}});
        const auto mentions = finder.find(before + here + "!!");
        RC_ASSERT(!mentions.empty());
    }));
}

}  // namespace
}  // namespace phaen::check
