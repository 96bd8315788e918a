// A backup as one file: the same folder again, and nothing out of an archive that is not one of
// ours.
#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp is POSIX, not C++

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "phaen/base/sha256.h"
#include "phaen/store/backup.h"

namespace phaen::store {
namespace {

const std::string kDigest = base::sha256_hex("a file");
const std::string kFile = "files/" + kDigest.substr(0, 2) + "/" + kDigest;

class BackupArchive : public testing::Test {
  protected:
    BackupArchive() {
        std::string name = (std::filesystem::temp_directory_path() / "phaen-tar-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        write("made/manifest.json", "{}");
        write("made/phaen.db", std::string(3 * 512 * 1024 + 7, 'd'));
        write("made/" + kFile, "a file");
        // Beside a backup: it stays where it is.
        write("made/notes.txt", "mine");
    }
    ~BackupArchive() override { std::filesystem::remove_all(folder); }

    void write(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream stream(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] std::string packed() const {
        EXPECT_TRUE(pack_backup(folder / "made", folder / "one.tar"));
        return read("one.tar");
    }
    /// What comes of an archive; the folder has nothing beside it.
    [[nodiscard]] std::string unpacked(const std::string& bytes) const {
        write("tried.tar", bytes);
        std::filesystem::remove_all(folder / "out");
        const auto done = unpack_backup(folder / "tried.tar", folder / "out");
        EXPECT_FALSE(std::filesystem::exists(folder / "escaped"));
        if (done) return "taken";
        return done.error().kind == ErrorKind::conflict ? "refused" : done.error().detail;
    }

    std::filesystem::path folder;
};

/// The header's sum is made right again: what is refused is refused for what it says.
void sum_again(std::string& archive, std::size_t at) {
    archive.replace(at + 148, 8, 8, ' ');
    unsigned sum = 0;
    for (std::size_t i = at; i < at + 512; ++i) sum += static_cast<unsigned char>(archive[i]);
    for (std::size_t i = 6; i > 0; --i, sum /= 8)
        archive[at + 148 + i - 1] = static_cast<char>('0' + static_cast<int>(sum % 8));
    archive[at + 154] = '\0';
}

TEST_F(BackupArchive, IsTheFolderAgainAndTheSameBytes) {
    const auto hash = pack_backup(folder / "made", folder / "a.tar");
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, base::sha256_hex(read("a.tar")));
    EXPECT_EQ(*hash, *hash_backup(folder / "a.tar"));
    EXPECT_EQ(*hash, *pack_backup(folder / "made", folder / "b.tar"));
    EXPECT_EQ(std::filesystem::status(folder / "a.tar").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    // Three headers; 512 for the manifest; 3,073 blocks for the database (one begun); one for the
    // file; two at the end.
    EXPECT_EQ(read("a.tar").size(), (3 + 1 + 3073 + 1 + 2) * std::size_t{512});
    ASSERT_TRUE(unpack_backup(folder / "a.tar", folder / "out"));
    for (const std::string& name : {std::string("manifest.json"), std::string("phaen.db"), kFile})
        EXPECT_EQ(read("out/" + name), read("made/" + name)) << name;
    EXPECT_FALSE(std::filesystem::exists(folder / "out/notes.txt"));
}

TEST_F(BackupArchive, IsNotPutOverWhatIsThere) {
    const std::string before = packed();
    EXPECT_EQ(pack_backup(folder / "made", folder / "one.tar").error().kind, ErrorKind::conflict);
    EXPECT_EQ(read("one.tar"), before);
    EXPECT_EQ(unpack_backup(folder / "one.tar", folder / "made").error().kind, ErrorKind::conflict);
    EXPECT_EQ(unpack_backup(folder / "none.tar", folder / "out").error().kind,
              ErrorKind::not_found);
}

TEST_F(BackupArchive, OfSomethingElseIsRefused) {
    const std::string good = packed();
    ASSERT_EQ(unpacked(good), "taken");
    const auto changed = [&](const std::function<void(std::string&)>& how) {
        std::string archive = good;
        how(archive);
        return unpacked(archive);
    };
    const auto named = [&](const std::string& name) {
        return changed([&](std::string& archive) {
            archive.replace(0, 100, name + std::string(100 - name.size(), '\0'));
            sum_again(archive, 0);
        });
    };
    for (const char* name : {"../escaped", "/tmp/escaped", "files/../../escaped", "escaped",
                             "phaen.db.x", "files/x", "manifest.json/../../escaped", "phaen.db"})
        EXPECT_EQ(named(name), "refused") << name;
    EXPECT_EQ(named("./manifest.json"), "taken");
    // A digest in the folder of another one.
    EXPECT_EQ(named("files/00/" + std::string(64, 'f')), "refused");
    // A link, a device, a name that goes on in the prefix.
    for (const char kind : {'1', '2', '3', '5', 'x', 'L'}) {
        const auto result = changed([&](std::string& archive) {
            archive[156] = kind;
            sum_again(archive, 0);
        });
        EXPECT_EQ(result, "refused") << kind;
    }
    EXPECT_EQ(changed([](std::string& archive) {
                  archive[345] = 'p';
                  sum_again(archive, 0);
              }),
              "refused");
    // A wrong sum, a size beyond the archive, a size that is no number.
    EXPECT_EQ(changed([](std::string& archive) { archive[0] = 'n'; }), "refused");
    for (const char* size : {"77777777777", "0000000000x", "           "}) {
        const auto result = changed([&](std::string& archive) {
            archive.replace(124, 11, size);
            sum_again(archive, 0);
        });
        EXPECT_EQ(result, "refused") << size;
    }
    for (const std::size_t size : {0u, 1u, 511u, 512u, 1024u, 700'000u})
        EXPECT_EQ(unpacked(good.substr(0, size)), "refused") << size;
    EXPECT_EQ(unpacked(std::string(1024, '\0')), "refused");
}

TEST_F(BackupArchive, StopsWhenItIsToldTo) {
    std::vector<int> told;
    const auto stopped = pack_backup(folder / "made", folder / "half.tar", [&](int percent) {
        told.push_back(percent);
        return false;
    });
    EXPECT_EQ(stopped.error().detail, "stopped");
    EXPECT_EQ(told.size(), 1u);
    EXPECT_FALSE(std::filesystem::exists(folder / "half.tar"));
    (void)packed();
    const auto half =
        unpack_backup(folder / "one.tar", folder / "out", [](int percent) { return percent < 50; });
    EXPECT_EQ(half.error().detail, "stopped");
}

}  // namespace
}  // namespace phaen::store
