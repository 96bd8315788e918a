#include "phaen/store/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "phaen/base/check.h"
#include "phaen/base/sha256.h"

namespace phaen::store {

namespace {

Error failure(const std::string& what) {
    return {ErrorKind::unusable, what + ": " + std::generic_category().message(errno)};
}

/// Writes all of it and waits for the disk.
bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool done = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return done;
}

}  // namespace

std::filesystem::path Files::path_of(std::string_view sha256) const {
    PHAEN_CHECK(base::is_sha256_hex(sha256), "a file is named by its digest");
    return folder_ / sha256.substr(0, 2) / sha256;
}

base::Result<std::string, Error> Files::put(std::string_view bytes) const {
    const std::string name = base::sha256_hex(bytes);
    const std::filesystem::path path = path_of(name);
    std::error_code error;
    if (std::filesystem::exists(path, error)) return name;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return base::Unexpected{Error{ErrorKind::unusable, error.message()}};
    std::string temporary = path.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (descriptor < 0) return base::Unexpected{failure("cannot make a file")};
    const bool written = write_all(descriptor, bytes);
    const Error reason = failure("cannot write a file");
    ::close(descriptor);
    if (!written || ::rename(temporary.c_str(), path.c_str()) != 0 ||
        !sync_folder(path.parent_path())) {
        ::unlink(temporary.c_str());
        return base::Unexpected{reason};
    }
    return name;
}

base::Result<std::string, Error> Files::get(std::string_view sha256) const {
    std::ifstream stream(path_of(sha256), std::ios::binary);
    if (!stream) return base::Unexpected{Error{ErrorKind::not_found, std::string(sha256)}};
    std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (base::sha256_hex(bytes) != sha256)
        return base::Unexpected{Error{ErrorKind::conflict, "the file's content changed"}};
    return bytes;
}

base::Result<std::int64_t, Error> Files::size_of(std::string_view sha256) const {
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(path_of(sha256), error);
    if (!error) return static_cast<std::int64_t>(bytes);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return base::Unexpected{Error{ErrorKind::not_found, std::string(sha256)}};
    return base::Unexpected{Error{ErrorKind::unusable, error.message()}};
}

}  // namespace phaen::store
