#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "database_parts.h"
#include "phaen/store/database.h"

namespace phaen::store::testing_support {

/// Empty without the packages of PostgreSQL: those tests are skipped then. Started at the first
/// call, stopped when the program ends.
[[nodiscard]] const std::string& postgres_url();
enum class Crash {
    quit,  ///< an emergency stop: every process leaves at once and writes nothing
    kill,  ///< no process is asked
};
/// Crashes the cluster and starts it again.
void crash_postgres(Crash crash);

/// A database of a test's own, on either backend.
class Fresh {
  public:
    explicit Fresh(Backend backend);
    ~Fresh();
    Fresh(const Fresh&) = delete;
    Fresh& operator=(const Fresh&) = delete;
    [[nodiscard]] const DatabaseUrl& url() const { return url_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
    std::string schema_;
    DatabaseUrl url_;
};

/// Runs on both databases.
class OnBoth : public testing::TestWithParam<Backend> {
  protected:
    void SetUp() override {
        if (GetParam() == Backend::postgres && postgres_url().empty())
            GTEST_SKIP() << "PostgreSQL 15 is not installed (tools/setup --with test)";
        fresh = std::make_unique<Fresh>(GetParam());
        open();
    }
    void open() {
        database.reset();
        auto opened = Database::open(fresh->url());
        ASSERT_TRUE(opened) << opened.error().detail;
        database = std::move(*opened);
    }
    std::unique_ptr<Fresh> fresh;
    std::unique_ptr<Database> database;
};

inline std::string backend_name(const testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::sqlite ? "sqlite" : "postgres";
}

}  // namespace phaen::store::testing_support
