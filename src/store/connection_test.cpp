#include "connection.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "compression.h"

namespace phaen::store {
namespace {

class ConnectionTest : public testing::Test {
  protected:
    ConnectionTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-connection-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        path = (folder / "test.db").string();
        connection = std::move(*Connection::open(path, Connection::Access::write));
        EXPECT_TRUE(
            connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, "
                                "data BLOB) STRICT"));
    }
    ~ConnectionTest() override {
        connection.reset();
        std::filesystem::remove_all(folder);
    }
    std::filesystem::path folder;
    std::string path;
    std::unique_ptr<Connection> connection;
};

TEST_F(ConnectionTest, values_come_back_as_they_were) {
    const std::string zero("a\0b", 3);
    ASSERT_TRUE(connection->execute("INSERT INTO t VALUES ($1, $2, $3)",
                                    {std::int64_t{1} << 62, std::string("แผน"), Blob{zero}}));
    const auto rows = connection->query("SELECT id, name, data FROM t");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->front().integer(0), std::int64_t{1} << 62);
    EXPECT_EQ(rows->front().text(1), "แผน");
    EXPECT_EQ(rows->front().blob(2), zero);
}

TEST_F(ConnectionTest, parameters_go_by_number_not_by_position) {
    const auto rows = connection->query("SELECT $2, $1, $2", {std::int64_t{1}, std::int64_t{2}});
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().integer(0), 2);
    EXPECT_EQ(rows->front().integer(1), 1);
    EXPECT_EQ(rows->front().integer(2), 2);
}

TEST_F(ConnectionTest, a_text_never_becomes_sql) {
    const std::string evil = "x'); DROP TABLE t; --";
    ASSERT_TRUE(connection->execute("INSERT INTO t (id, name) VALUES (1, $1)", {evil}));
    const auto rows = connection->query("SELECT name FROM t WHERE name = $1", {evil});
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size(), 1u);
}

TEST_F(ConnectionTest, a_broken_constraint_is_a_conflict_and_leaves_nothing) {
    ASSERT_TRUE(connection->execute("INSERT INTO t (id, name) VALUES (1, 'a')"));
    const auto done = connection->transaction<base::Done>([&]() -> base::Result<base::Done, Error> {
        const auto first = connection->execute("INSERT INTO t (id, name) VALUES (2, 'b')");
        if (!first) return base::Unexpected{first.error()};
        const auto second = connection->execute("INSERT INTO t (id, name) VALUES (3, 'a')");
        if (!second) return base::Unexpected{second.error()};
        return base::Done{};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::conflict);
    EXPECT_EQ(connection->query("SELECT count(*) FROM t")->front().integer(0), 1);
}

TEST_F(ConnectionTest, an_exception_rolls_back) {
    EXPECT_THROW(static_cast<void>(
                     connection->transaction<base::Done>([&]() -> base::Result<base::Done, Error> {
                         EXPECT_TRUE(connection->execute("INSERT INTO t (id) VALUES (9)"));
                         throw std::runtime_error("stop");
                     })),
                 std::runtime_error);
    EXPECT_EQ(connection->query("SELECT count(*) FROM t")->front().integer(0), 0);
    EXPECT_TRUE(connection->execute("BEGIN IMMEDIATE"));
    EXPECT_TRUE(connection->execute("COMMIT"));
}

TEST_F(ConnectionTest, a_reader_cannot_write) {
    const auto reader = Connection::open(path, Connection::Access::read);
    ASSERT_TRUE(reader);
    EXPECT_FALSE((*reader)->execute("INSERT INTO t (id) VALUES (1)"));
}

TEST_F(ConnectionTest, double_quotes_are_no_strings) {
    EXPECT_FALSE(connection->query("SELECT \"nothing\""));
}

TEST(Compression, comes_back_within_the_limit_only) {
    const std::string text(100'000, 'x');
    const std::string packed = compress(text);
    EXPECT_LT(packed.size(), 1000u);
    EXPECT_EQ(decompress(packed, text.size()), text);
    EXPECT_EQ(decompress(packed, text.size() - 1), std::nullopt);
    std::string damaged = packed;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
    EXPECT_EQ(decompress(damaged, text.size()), std::nullopt);
    EXPECT_EQ(decompress("no frame", 100), std::nullopt);
    EXPECT_EQ(decompress(compress(""), 0), "");
}

}  // namespace
}  // namespace phaen::store
