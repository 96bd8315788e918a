#include "phaen/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "phaen/base/check.h"

namespace phaen::base {
namespace {

enum class Error { too_small, too_large };
using Answer = Result<int, Error>;

Answer half(int value) {
    if (value < 2) return Unexpected{Error::too_small};
    return value / 2;
}

static_assert(!std::is_convertible_v<Error, Answer>, "an error is said with Unexpected");
static_assert(!std::is_default_constructible_v<Answer>);

TEST(Result, HoldsAValue) {
    Answer answer = half(8);
    ASSERT_TRUE(answer.has_value());
    EXPECT_TRUE(static_cast<bool>(answer));
    EXPECT_EQ(*answer, 4);
    EXPECT_EQ(answer.value_or(7), 4);
    *answer = 5;
    EXPECT_EQ(answer.value(), 5);
    EXPECT_THROW((void)answer.error(), InternalError);
    EXPECT_THROW((void)std::move(answer).error(), InternalError);
}

TEST(Result, HoldsARefusal) {
    Answer answer = half(1);
    EXPECT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error(), Error::too_small);
    EXPECT_EQ(answer.value_or(7), 7);
    EXPECT_THROW((void)answer.value(), InternalError);
    EXPECT_THROW((void)std::as_const(answer).value(), InternalError);
    EXPECT_THROW((void)std::move(answer).value(), InternalError);
}

TEST(Result, ChainsUntilARefusal) {
    const auto text = half(8).transform([](int value) { return std::to_string(value); });
    EXPECT_EQ(*text, "4");
    EXPECT_EQ(text->size(), 1u);
    EXPECT_EQ(*half(8).and_then(half), 2);
    EXPECT_EQ(half(3).and_then(half).error(), Error::too_small);
    EXPECT_EQ(half(0).transform([](int value) { return value; }).error(), Error::too_small);
}

TEST(Result, CarriesWhatCannotBeCopied) {
    Result<std::unique_ptr<int>, Error> answer = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = *std::move(answer);
    EXPECT_EQ(*taken, 3);
}

TEST(Check, SaysWhatWasBroken) {
    try {
        PHAEN_CHECK(1 + 1 == 3, "arithmetic");
        FAIL();
    } catch (const InternalError& error) {
        EXPECT_NE(std::string(error.what()).find("arithmetic (1 + 1 == 3)"), std::string::npos);
    }
}

}  // namespace
}  // namespace phaen::base
