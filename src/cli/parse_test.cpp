#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "commands.h"

namespace phaen::cli {
namespace {

using Words = std::vector<std::string>;

struct Refused {
    Words arguments;
    Message message;
    std::string first;
};

TEST(Parse, TakesOptionsInAnyPlace) {
    for (const Words& words : {Words{"import", "a.txt", "-o", "b.toml", "--lang", "en"},
                               Words{"--lang", "en", "import", "-o", "b.toml", "a.txt"},
                               Words{"import", "--output=b.toml", "--lang=en", "a.txt"}}) {
        const auto parsed = parse(words);
        ASSERT_TRUE(parsed);
        EXPECT_EQ(parsed->command->name, "import");
        EXPECT_EQ(parsed->option("output"), "b.toml");
        EXPECT_EQ(parsed->option("lang"), "en");
        EXPECT_EQ(parsed->operands, Words{"a.txt"});
    }
}

TEST(Parse, DashIsAnOperandAndAValue) {
    const auto parsed = parse({"import", "-", "-o", "-"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->operands, Words{"-"});
    EXPECT_EQ(parsed->option("output"), "-");
}

TEST(Parse, FileNamedLikeAnOptionComesAfterTwoDashes) {
    const auto parsed = parse({"import", "--", "-strange.txt"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->operands, Words{"-strange.txt"});
}

TEST(Parse, HelpNeedsNothingElse) {
    for (const Words& words : {Words{"--help"}, Words{"-h"}, Words{"help"}}) {
        const auto parsed = parse(words);
        ASSERT_TRUE(parsed);
        EXPECT_TRUE(parsed->help);
        EXPECT_EQ(parsed->command, nullptr);
    }
    for (const Words& words : {Words{"diff", "--help"}, Words{"help", "diff"}}) {
        const auto parsed = parse(words);
        ASSERT_TRUE(parsed);
        EXPECT_TRUE(parsed->help);
        EXPECT_EQ(parsed->command->name, "diff");
    }
}

TEST(Parse, SaysWhatIsWrong) {
    const std::vector<Refused> table = {
        {{}, Message::missing_argument, "COMMAND"},
        {{"--lang", "en"}, Message::missing_argument, "COMMAND"},
        {{"imprt"}, Message::no_such_command, "imprt"},
        {{"score"}, Message::missing_argument, "PLAN"},
        {{"--loud"}, Message::unexpected_argument, "--loud"},
        {{"import"}, Message::missing_argument, "DOCUMENT..."},
        {{"import", ""}, Message::missing_argument, "DOCUMENT..."},
        {{"import", "a.txt", "--loud"}, Message::unexpected_argument, "--loud"},
        {{"import", "a.txt", "-o"}, Message::missing_value, "--output"},
        {{"import", "a.txt", "-o", ""}, Message::missing_value, "--output"},
        {{"import", "a.txt", "-o", "b", "-o", "c"}, Message::given_twice, "--output"},
        {{"import", "a.txt", "--format", "xml"}, Message::value_not_among, "--format"},
        {{"import", "a.txt", "--lang", "fr"}, Message::value_not_among, "--lang"},
        {{"diff", "a.toml"}, Message::missing_argument, "PLAN|DOCUMENT PLAN|DOCUMENT"},
        {{"diff", "a.toml", "b.toml", "c.toml"}, Message::unexpected_argument, "c.toml"},
        {{"manual", "x"}, Message::unexpected_argument, "x"},
    };
    for (const Refused& row : table) {
        const auto parsed = parse(row.arguments);
        SCOPED_TRACE(row.first + (row.arguments.empty() ? "" : " " + row.arguments.back()));
        ASSERT_FALSE(parsed);
        EXPECT_EQ(parsed.error().message, row.message);
        EXPECT_EQ(parsed.error().arguments.front(), row.first);
    }
}

TEST(Commands, EveryTextIsInBothLanguages) {
    const auto complete = [](Both text) {
        return text.th.empty() == text.en.empty() && text.th != text.en;
    };
    for (const OptionText& option : common_options())
        EXPECT_TRUE(complete(option.text)) << option.long_name;
    for (const CommandText& command : commands()) {
        EXPECT_TRUE(complete(command.summary)) << command.name;
        EXPECT_EQ(command.detail.th.empty(), command.detail.en.empty()) << command.name;
        for (const OptionText& option : command.options)
            EXPECT_TRUE(complete(option.text)) << option.long_name;
        for (const ExampleText& example : command.examples)
            EXPECT_TRUE(complete(example.text)) << example.line;
    }
}

/// Examples are what people copy: each must parse.
TEST(Commands, EveryExampleParses) {
    for (const CommandText& command : commands()) {
        for (const ExampleText& example : command.examples) {
            std::string line(example.line);
            line = line.substr(line.find("phaen ") + 6);
            line = line.substr(0, line.find_first_of("|>"));
            Words words;
            for (std::size_t at = 0; at < line.size();) {
                const std::size_t end = std::min(line.find(' ', at), line.size());
                if (end > at) words.push_back(line.substr(at, end - at));
                at = end + 1;
            }
            EXPECT_TRUE(parse(words)) << example.line;
        }
    }
}

}  // namespace
}  // namespace phaen::cli
