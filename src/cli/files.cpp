#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <set>
#include <stop_token>
#include <system_error>
#include <thread>

#include "phaen/base/check.h"

namespace phaen::cli {

namespace {

using base::Done;
using base::Result;
using base::Unexpected;

constexpr std::size_t kChunk = 1u << 16;
constexpr std::size_t kPart = 1u << 18;  // stays in the processor's cache while it is read
constexpr std::size_t kAhead = 4;        // parts
constexpr std::size_t kManyBytes = std::size_t{8} << 20;  // worth a thread

/// An open file that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd, bool owned = true) : fd_(fd), owned_(owned) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (owned_ && fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool is_open() const { return fd_ >= 0; }
    /// False when the last bytes could not be stored.
    [[nodiscard]] bool close() {
        const int fd = fd_;
        fd_ = -1;
        return ::close(fd) == 0;
    }

  private:
    int fd_;
    bool owned_;
};

/// While it lives, a request to end waits: a file is written whole or not at all, and leaves no
/// temporary file.
class SignalsWait {
  public:
    SignalsWait() {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
        pthread_sigmask(SIG_BLOCK, &ending, &before_);
    }
    SignalsWait(const SignalsWait&) = delete;
    SignalsWait& operator=(const SignalsWait&) = delete;
    ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_{};
};

std::string reason(int error) { return std::generic_category().message(error); }

Refusal refuse_reading(const std::string& path, int error) {
    if (error == ENOENT || error == ENOTDIR) return {Message::no_such_file, {path}};
    if (error == EACCES || error == EPERM) return {Message::not_permitted, {path}};
    if (error == EISDIR) return {Message::is_a_folder, {path}};
    return {Message::cannot_read, {path, reason(error)}};
}

Refusal refuse_writing(const std::string& path, int error) {
    if (error == ENOENT || error == ENOTDIR) return {Message::no_folder_for_output, {path}};
    if (error == EACCES || error == EPERM) return {Message::not_permitted, {path}};
    if (error == EISDIR) return {Message::is_a_folder, {path}};
    return {Message::cannot_write, {path, reason(error)}};
}

/// 0, or the error number.
int write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// What a new file gets. Asked once, as asking means setting, and several threads write.
mode_t usual_mode() {
    static const mode_t kMask = [] {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        return mask;
    }();
    return 0666 & ~kMask;
}

/// Writes a new file beside `target` and gives it that name; 0 or the error number.
int replace_file(const std::string& target, std::string_view content, mode_t mode,
                 Durable durable) {
    const SignalsWait signals_wait;
    std::string temporary = target + ".part-XXXXXX";
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.is_open()) return errno;
    int error = write_all(file.get(), content);
    if (error == 0 && ::fchmod(file.get(), mode) != 0) error = errno;
    if (error == 0 && durable == Durable::now && ::fsync(file.get()) != 0 && errno != EINVAL)
        error = errno;
    if (!file.close() && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
    if (error != 0) ::unlink(temporary.c_str());
    return error;
}

/// The same for all names of one file; empty for what is no ordinary file, such as a device.
std::string identity_of(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode)) return {};
        return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
    }
    std::error_code unresolved;
    const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unresolved);
    return unresolved ? path : resolved.string();
}

}  // namespace

Result<std::string, Refusal> read_file(const std::string& path, std::size_t limit) {
    const bool standard = path == kStandardStream;
    const Descriptor file(standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                          !standard);
    if (!file.is_open()) return Unexpected{refuse_reading(path, errno)};
    std::string content;
    struct stat status{};
    if (::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        if (static_cast<std::size_t>(status.st_size) > limit) {
            return Unexpected{Refusal{Message::file_too_large, {path, std::to_string(limit)}}};
        }
        content.reserve(static_cast<std::size_t>(status.st_size) + 1);
    }
    for (;;) {
        const std::size_t size = content.size();
        if (size > limit)
            return Unexpected{Refusal{Message::file_too_large, {path, std::to_string(limit)}}};
        content.resize(size + kChunk);
        const ssize_t got = ::read(file.get(), content.data() + size, kChunk);
        const int error = errno;
        content.resize(size + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got == 0) return content;
        if (got < 0 && error != EINTR) return Unexpected{refuse_reading(path, error)};
    }
}

namespace {

/// The next bytes of a file; none at its end, or with the error's number.
struct Got {
    std::string_view bytes;
    int error = 0;
};

Got read_some(int fd, std::string& room) {
    for (;;) {
        const ssize_t got = ::read(fd, room.data(), room.size());
        if (got >= 0) return {std::string_view(room).substr(0, static_cast<std::size_t>(got)), 0};
        if (errno != EINTR) return {{}, errno};
    }
}

/// Reads a file by a thread of its own, some parts before they are asked for.
class ReadAhead {
  public:
    explicit ReadAhead(int fd)
        : fd_(fd), thread_([this](const std::stop_token& stop) { run(stop); }) {}

    /// The part before is given up with it.
    Got next() {
        std::unique_lock lock(mutex_);
        if (is_taken_) {
            is_taken_ = false;
            ++begin_;
            has_room_.notify_one();
        }
        has_parts_.wait(lock, [&] { return begin_ != end_; });
        is_taken_ = true;
        return parts_[begin_ % kAhead].got;
    }

  private:
    struct Part {
        std::string room = std::string(kPart, '\0');
        Got got;
    };
    void run(const std::stop_token& stop) {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (!has_room_.wait(lock, stop, [&] { return end_ - begin_ < kAhead; })) return;
            Part& part = parts_[end_ % kAhead];
            lock.unlock();
            part.got = read_some(fd_, part.room);
            const bool is_last = part.got.bytes.empty();
            lock.lock();
            ++end_;
            has_parts_.notify_one();
            if (is_last) return;
        }
    }

    int fd_;
    std::array<Part, kAhead> parts_;
    std::mutex mutex_;
    std::condition_variable_any has_room_;
    std::condition_variable has_parts_;
    std::size_t begin_ = 0;  ///< parts that were given up
    std::size_t end_ = 0;    ///< parts that were read
    bool is_taken_ = false;
    std::jthread thread_;  // the last: it uses all others
};

}  // namespace

Result<Done, Refusal> read_parts(const std::string& path, std::size_t limit,
                                 const std::function<void(std::string_view)>& take) {
    const bool standard = path == kStandardStream;
    const Descriptor file(standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC),
                          !standard);
    if (!file.is_open()) return Unexpected{refuse_reading(path, errno)};
    std::string room;
    std::optional<ReadAhead> ahead;
    if (size_of(path).value_or(0) >= kManyBytes) {
        ahead.emplace(file.get());
    } else {
        room.resize(kPart);
    }
    for (std::size_t size = 0;;) {
        const Got got = ahead ? ahead->next() : read_some(file.get(), room);
        if (got.error != 0) return Unexpected{refuse_reading(path, got.error)};
        if (got.bytes.empty()) return Done{};
        size += got.bytes.size();
        if (size > limit)
            return Unexpected{Refusal{Message::file_too_large, {path, std::to_string(limit)}}};
        take(got.bytes);
    }
}

std::optional<std::size_t> size_of(const std::string& path) {
    struct stat status{};
    if (path == kStandardStream || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return static_cast<std::size_t>(status.st_size);
}

Result<Done, Refusal> write_file(const std::string& path, std::string_view content,
                                 Durable durable) {
    if (path == kStandardStream) return print(content);
    struct stat status{};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return Unexpected{Refusal{Message::is_a_folder, {path}}};
    int error = 0;
    if (exists && !S_ISREG(status.st_mode)) {
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        error = file.is_open() ? write_all(file.get(), content) : errno;
    } else {
        // A link keeps being one: what it points to is replaced.
        std::error_code unresolved;
        const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unresolved);
        error = replace_file(unresolved ? path : resolved.string(), content,
                             exists ? status.st_mode & 07777 : usual_mode(), durable);
    }
    if (error != 0) return Unexpected{refuse_writing(path, error)};
    return Done{};
}

Result<Done, Refusal> sync_folder(const std::string& path) {
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open() || ::syncfs(folder.get()) != 0)
        return Unexpected{refuse_writing(path, errno)};
    return Done{};
}

Result<Done, Refusal> print(std::string_view text) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error != 0 && error != EPIPE) {
        return Unexpected{
            Refusal{Message::cannot_write, {std::string(kStandardStream), reason(error)}}};
    }
    return Done{};
}

void complain(std::string_view text) {
    // When even this fails there is nobody left to tell.
    static_cast<void>(write_all(STDERR_FILENO, "phaen: " + std::string(text) + "\n"));
}

Result<Done, Refusal> check_outputs(const std::vector<std::string>& inputs,
                                    const std::vector<std::string>& outputs) {
    std::set<std::string> read;
    for (const std::string& input : inputs) {
        if (!input.empty() && input != kStandardStream) read.insert(identity_of(input));
    }
    std::set<std::string> written;
    for (const std::string& output : outputs) {
        if (output.empty()) continue;
        const std::string identity = output == kStandardStream ? output : identity_of(output);
        if (identity.empty()) continue;
        if (read.contains(identity)) return Unexpected{Refusal{Message::output_is_input, {output}}};
        if (!written.insert(identity).second)
            return Unexpected{Refusal{Message::output_twice, {output}}};
    }
    return Done{};
}

std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

std::string file_stem(const std::string& path) {
    return std::filesystem::path(path).stem().string();
}

std::string ending_of(const std::string& path) {
    std::string ending = std::filesystem::path(path).extension().string();
    for (char& c : ending) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return ending;
}

bool names_folder(const std::string& path) {
    std::error_code unknown;
    return path.ends_with('/') || std::filesystem::is_directory(path, unknown);
}

Result<Done, Refusal> make_folder(const std::string& path) {
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    std::error_code unknown;
    if (failed && !std::filesystem::is_directory(path, unknown)) {
        return Unexpected{refuse_writing(path, failed.value())};
    }
    return Done{};
}

bool errors_are_seen() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace phaen::cli
