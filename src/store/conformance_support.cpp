#include "conformance_support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>

namespace phaen::store::testing_support {

namespace {

/// Runs the script and returns what it prints; empty when it fails.
std::string run_script(const std::string& action, const std::string& folder) {
    std::string script = std::string(PHAEN_SOURCE_DIR) + "/src/store/postgres_cluster";
    std::string first = action;
    std::string second = folder;
    std::array<char*, 4> arguments = {script.data(), first.data(), second.data(), nullptr};
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    pid_t child = 0;
    const int spawned =
        ::posix_spawn(&child, script.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    std::string text;
    std::array<char, 512> buffer{};
    for (ssize_t got = 1; spawned == 0 && got > 0;) {
        got = ::read(pipe[0], buffer.data(), buffer.size());
        if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(pipe[0]);
    int status = 1;
    if (spawned == 0) ::waitpid(child, &status, 0);
    return status == 0 ? text : std::string();
}

/// The cluster of this program.
class Cluster {
  public:
    Cluster() : folder_("/tmp/phaen-postgres-" + std::to_string(getpid())) {
        url_ = run_script("start", folder_);
        while (!url_.empty() && url_.back() == '\n') url_.pop_back();
    }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;
    ~Cluster() {
        if (!url_.empty()) run("stop");
    }
    void run(const std::string& action) const { run_script(action, folder_); }
    [[nodiscard]] const std::string& url() const { return url_; }

  private:
    std::string folder_;
    std::string url_;
};

const Cluster& cluster() {
    static const Cluster instance;
    return instance;
}

}  // namespace

const std::string& postgres_url() { return cluster().url(); }

void crash_postgres() {
    cluster().run("kill");
    cluster().run("restart");
}

Fresh::Fresh(Backend backend) {
    static std::atomic<int> next{0};
    const std::string name = std::to_string(getpid()) + "_" + std::to_string(++next);
    folder_ = std::filesystem::temp_directory_path() / ("phaen-store-" + name);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    if (backend == Backend::sqlite) {
        url_.path = folder_ / "phaen.db";
        return;
    }
    schema_ = "t_" + name;
    url_.postgres = postgres_url() + "&options=-csearch_path%3D" + schema_;
    const auto connection = Connection::open_postgres(postgres_url(), Connection::Access::write);
    // lint: allow(sql.joined) a schema of the test's own
    EXPECT_TRUE(connection && (*connection)->execute("CREATE SCHEMA " + schema_));
}

Fresh::~Fresh() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
    if (schema_.empty()) return;
    const auto connection = Connection::open_postgres(postgres_url(), Connection::Access::write);
    // lint: allow(sql.joined) a schema of the test's own
    EXPECT_TRUE(connection && (*connection)->execute("DROP SCHEMA " + schema_ + " CASCADE"));
}

}  // namespace phaen::store::testing_support
