// A report does not depend on how many threads made it. Under the thread sanitizer this is also the
// proof that rules may run side by side.
#include <gtest/gtest.h>

#include <stop_token>
#include <string>

#include "phaen/check/check.h"
#include "phaen/check/rule.h"
#include "phaen/document/read.h"

namespace phaen::check {
namespace {

/// All bad examples that are documents, one behind the other: as many defects as there are rules.
std::string worst_document() {
    std::string text;
    for (const Rule* rule : all_rules()) {
        for (const Example& example : rule->bad) {
            if (example.text.starts_with("schema")) continue;
            text += example.text;
            text += '\n';
        }
    }
    return text;
}

TEST(Threads, MakeTheSameReport) {
    const auto document = document::read(worst_document(), {});
    ASSERT_TRUE(document);
    const book::Recognition recognition = book::recognise(*document, {});
    const Subject subject{
        .plan = &recognition.plan, .document = &*document, .account = &recognition.account};
    const Report alone = check(subject, shipped_words());
    EXPECT_GT(alone.findings.size(), 100U);
    for (const unsigned threads : {2U, 3U, 8U}) {
        const Report together = check(subject, shipped_words(), {}, threads);
        EXPECT_EQ(alone.findings, together.findings) << threads;
    }
}

TEST(Threads, StopWhenAsked) {
    const auto document = document::read(worst_document(), {});
    ASSERT_TRUE(document);
    const book::Recognition recognition = book::recognise(*document, {});
    std::stop_source source;
    source.request_stop();
    const Report report = check({.plan = &recognition.plan, .document = &*document},
                                shipped_words(), source.get_token(), 4);
    EXPECT_TRUE(report.findings.empty());
}

}  // namespace
}  // namespace phaen::check
