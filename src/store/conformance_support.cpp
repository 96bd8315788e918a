#include "conformance_support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

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

/// Of a process: its state and its parent; nothing when it is not there.
struct Seen {
    char state = 'Z';
    pid_t parent = 0;
};
Seen look_at(const std::filesystem::path& folder) {
    std::ifstream stat(folder / "stat");
    std::string line;
    std::getline(stat, line);
    Seen seen;
    // The name stands in brackets and may hold anything.
    const std::size_t after = line.rfind(')');
    if (after == std::string::npos || after + 4 >= line.size()) return seen;
    seen.state = line[after + 2];
    std::from_chars(line.data() + after + 4, line.data() + line.size(), seen.parent);
    return seen;
}

bool is_running(pid_t process) { return look_at("/proc/" + std::to_string(process)).state != 'Z'; }

std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> children;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        pid_t process = 0;
        const auto read = std::from_chars(name.data(), name.data() + name.size(), process);
        if (read.ec == std::errc() && look_at(entry.path()).parent == parent)
            children.push_back(process);
    }
    return children;
}

/// Memory where there is enough: that a process is killed loses nothing that it wrote, on whatever
/// disk, so that only waiting is saved.
std::string place_of_cluster() {
    struct statvfs room{};
    constexpr std::uint64_t kEnough = std::uint64_t{4} << 30;
    const bool is_enough = ::statvfs("/dev/shm", &room) == 0 && ::access("/dev/shm", W_OK) == 0 &&
                           std::uint64_t{room.f_bavail} * room.f_frsize > kEnough;
    return is_enough ? "/dev/shm" : "/tmp";
}

/// The cluster of this program.
class Cluster {
  public:
    Cluster() : folder_(place_of_cluster() + "/phaen-postgres-" + std::to_string(getpid())) {
        url_ = run_script("start", folder_);
        while (!url_.empty() && url_.back() == '\n') url_.pop_back();
    }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;
    ~Cluster() {
        if (!url_.empty()) run_script("stop", folder_);
    }
    /// Ends all its processes; `signal` is SIGQUIT (they go at once and write nothing) or SIGKILL.
    void kill(int signal) const {
        std::ifstream file(folder_ + "/data/postmaster.pid");
        pid_t postmaster = 0;
        if (!(file >> postmaster)) return;
        // It stands still meanwhile, so that no process of it comes that we do not know.
        if (signal == SIGKILL) ::kill(postmaster, SIGSTOP);
        std::vector<pid_t> all = children_of(postmaster);
        all.push_back(postmaster);
        for (const pid_t process : all) ::kill(process, signal);
        wait_until([&] { return std::none_of(all.begin(), all.end(), is_running); });
        // Its number may still be taken, by what is left of it until somebody asks how it ended.
        for (const char* lock : {"/data/postmaster.pid", "/.s.PGSQL.5432.lock"})
            std::filesystem::remove(folder_ + lock);
    }
    void restart() const {
        run_script("restart", folder_);
        wait_until(
            [&] { return Connection::open_postgres(url_, Connection::Access::read).has_value(); });
    }
    [[nodiscard]] const std::string& url() const { return url_; }

  private:
    static void wait_until(const std::function<bool()>& done) {
        while (!done()) std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
    std::string folder_;
    std::string url_;
};

const Cluster& cluster() {
    static const Cluster instance;
    return instance;
}

}  // namespace

const std::string& postgres_url() { return cluster().url(); }

void crash_postgres(Crash crash) {
    cluster().kill(crash == Crash::quit ? SIGQUIT : SIGKILL);
    cluster().restart();
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
