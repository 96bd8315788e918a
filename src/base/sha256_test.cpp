#include "phaen/base/sha256.h"

#include <gtest/gtest.h>

#include <string>

namespace phaen::base {
namespace {

// The examples of FIPS 180-2, appendix B, and the empty message.
TEST(Sha256, GivesTheStandardsDigests) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfPartsIsThatOfTheWhole) {
    // The standard's second example, cut at every place.
    constexpr std::string_view kWhole = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    for (std::size_t at = 0; at <= kWhole.size(); ++at) {
        Sha256 hash;
        hash.add(kWhole.substr(0, at));
        hash.add(kWhole.substr(at));
        EXPECT_EQ(hash.hex(), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }
    EXPECT_EQ(Sha256().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, IsKnownByHowItIsWritten) {
    const std::string kGood = sha256_hex("abc");
    EXPECT_TRUE(is_sha256_hex(kGood));
    EXPECT_FALSE(is_sha256_hex(""));
    EXPECT_FALSE(is_sha256_hex(kGood.substr(1)));
    EXPECT_FALSE(is_sha256_hex(kGood + "0"));
    EXPECT_FALSE(is_sha256_hex("G" + kGood.substr(1)));
    EXPECT_FALSE(is_sha256_hex("A" + kGood.substr(1))) << "lower case only";
}

}  // namespace
}  // namespace phaen::base
