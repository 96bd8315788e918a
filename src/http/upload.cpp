#include "phaen/http/upload.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace phaen::http {

std::unique_ptr<TempFile> TempFile::create(const std::string& folder) {
    std::string path = folder + "/phaen-upload-XXXXXX";
    const int descriptor = mkostemp(path.data(), O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    return std::unique_ptr<TempFile>(new TempFile(descriptor, std::move(path)));
}

TempFile::~TempFile() {
    if (!kept_) unlink(path_.c_str());
    close(descriptor_);
}

bool TempFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        size_ += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<std::string> TempFile::read(std::uint64_t limit) const {
    if (size_ > limit) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size_), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got =
            pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

bool TempFile::keep_as(const std::string& path) {
    if (fsync(descriptor_) != 0 || std::rename(path_.c_str(), path.c_str()) != 0) return false;
    path_ = path;
    kept_ = true;
    return true;
}

}  // namespace phaen::http
