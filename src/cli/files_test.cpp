#include "files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace phaen::cli {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "phaen-files-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder_ / name).string();
    }
    [[nodiscard]] std::string put(const std::string& name, const std::string& content) const {
        std::ofstream(path(name)) << content;
        return path(name);
    }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {}));
    }

    fs::path folder_;
};

TEST_F(Files, WrittenAndReadBack) {
    ASSERT_TRUE(write_file(path("a"), "one\ntwo"));
    const auto read = read_file(path("a"), 7);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, "one\ntwo");
    EXPECT_EQ(count(), 1u) << "nothing temporary stays";
}

TEST_F(Files, TheLimitItselfIsAllowedAndOneMoreIsNot) {
    const std::string file = put("a", "1234");
    EXPECT_TRUE(read_file(file, 4));
    const auto refused = read_file(file, 3);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, Message::file_too_large);
}

TEST_F(Files, PartsMakeTheWholeWithinTheLimit) {
    std::string content;
    for (int i = 0; i < 100'000; ++i) content += std::to_string(i) + '\n';
    const std::string file = put("a", content);
    std::string read;
    int parts = 0;
    const auto take = [&](std::string_view part) {
        read += part;
        ++parts;
    };
    ASSERT_TRUE(read_parts(file, content.size(), take));
    EXPECT_EQ(read, content);
    EXPECT_GT(parts, 1);
    EXPECT_EQ(read_parts(file, content.size() - 1, take).error().message, Message::file_too_large);
    EXPECT_EQ(read_parts(path("none"), 10, take).error().message, Message::no_such_file);
    EXPECT_EQ(read_parts(folder_.string(), 10, take).error().message, Message::is_a_folder);
}

TEST_F(Files, PartsOfALargeFileComeInTheirOrder) {
    // 1,000,000 lines of 10 bytes: beyond what is read by one thread alone.
    std::string content;
    for (int i = 0; i < 1'000'000; ++i) content += std::to_string(100'000'000 + i) + '\n';
    const std::string file = put("a", content);
    std::string read;
    ASSERT_TRUE(read_parts(file, content.size(), [&](std::string_view part) { read += part; }));
    EXPECT_TRUE(read == content);
    std::size_t taken = 0;
    const auto refused =
        read_parts(file, content.size() / 2, [&](std::string_view part) { taken += part.size(); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, Message::file_too_large);
    EXPECT_LE(taken, content.size() / 2);
    // Who takes them may give up with an exception.
    EXPECT_THROW(static_cast<void>(read_parts(file, content.size(),
                                              [](std::string_view) { throw std::bad_alloc(); })),
                 std::bad_alloc);
}

TEST_F(Files, ReplacingKeepsPermissionsAndLinks) {
    const std::string file = put("a", "old");
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    fs::create_symlink("a", path("link"));
    ASSERT_TRUE(write_file(path("link"), "new"));
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(*read_file(file, 100), "new");
    EXPECT_EQ(fs::status(file).permissions(),
              fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(Files, RefusalsSayWhatItWas) {
    EXPECT_EQ(read_file(path("none"), 10).error().message, Message::no_such_file);
    EXPECT_EQ(read_file(folder_.string(), 10).error().message, Message::is_a_folder);
    EXPECT_EQ(write_file(path("none/a"), "x").error().message, Message::no_folder_for_output);
    EXPECT_EQ(write_file(folder_.string(), "x").error().message, Message::is_a_folder);
}

TEST_F(Files, OldContentStaysWhenWritingFails) {
    const std::string file = put("a", "old");
    // A folder in the place of the target cannot be renamed over.
    fs::create_directory(path("b"));
    EXPECT_FALSE(write_file(path("b"), "new"));
    EXPECT_EQ(*read_file(file, 100), "old");
    EXPECT_EQ(count(), 2u);
}

TEST_F(Files, DevicesAreWrittenDirectly) {
    EXPECT_TRUE(write_file("/dev/null", "x"));
    EXPECT_EQ(write_file("/dev/full", "x").error().message, Message::cannot_write);
}

TEST_F(Files, AnInputIsNeverAnOutput) {
    const std::string file = put("a", "x");
    fs::create_hard_link(file, path("same"));
    fs::create_symlink(file, path("link"));
    for (const std::string& output : {file, path("same"), path("link"), path("./a")}) {
        const auto checked = check_outputs({file}, {output});
        ASSERT_FALSE(checked) << output;
        EXPECT_EQ(checked.error().message, Message::output_is_input);
    }
    EXPECT_TRUE(check_outputs({file, "", "-"}, {path("b"), "", "-"}));
    EXPECT_EQ(check_outputs({}, {path("b"), path("b")}).error().message, Message::output_twice);
    EXPECT_EQ(check_outputs({}, {"-", "-"}).error().message, Message::output_twice);
    EXPECT_TRUE(check_outputs({"/dev/null"}, {"/dev/null", ""}));
}

TEST_F(Files, NamesAndEndings) {
    EXPECT_EQ(file_name("a/b.c.TOML"), "b.c.TOML");
    EXPECT_EQ(file_stem("a/b.c.TOML"), "b.c");
    EXPECT_EQ(ending_of("a/b.c.TOML"), ".toml");
    EXPECT_EQ(ending_of("a.b/c"), "");
    EXPECT_TRUE(names_folder("x/"));
    EXPECT_TRUE(names_folder(folder_.string()));
    EXPECT_FALSE(names_folder(path("none")));
}

}  // namespace
}  // namespace phaen::cli
