// A backup as one file: a POSIX tar archive (IEEE Std 1003.1, ustar), which every system can read.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "phaen/base/descriptor.h"
#include "phaen/base/sha256.h"
#include "phaen/store/backup.h"

namespace phaen::store {

using base::Descriptor;
using base::Done;
using base::Result;
using base::Unexpected;

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kPiece = 1u << 20;
constexpr const char* kDatabase = "phaen.db";
constexpr const char* kManifest = "manifest.json";
/// Where the fields of a header stand.
constexpr std::size_t kNameSize = 100;
constexpr std::size_t kModeAt = 100;
constexpr std::size_t kOwnerAt = 108;
constexpr std::size_t kGroupAt = 116;
constexpr std::size_t kSizeAt = 124;
constexpr std::size_t kTimeAt = 136;
constexpr std::size_t kSumAt = 148;
constexpr std::size_t kKindAt = 156;
constexpr std::size_t kMagicAt = 257;
constexpr std::size_t kPrefixAt = 345;

using Header = std::array<char, kBlock>;

Error unusable(std::string why) { return {ErrorKind::unusable, std::move(why)}; }
Error changed(std::string why) { return {ErrorKind::conflict, std::move(why)}; }
Error failure(const std::string& what) {
    return unusable(what + ": " + std::generic_category().message(errno));
}

/// Of how many bytes how many are done.
class Count {
  public:
    Count(std::uint64_t all, const Progress& progress) : all_(all), progress_(progress) {}
    /// False: it is to end.
    [[nodiscard]] bool add(std::size_t bytes) {
        done_ += bytes;
        const int percent = all_ == 0 ? 100 : static_cast<int>(done_ * 100 / all_);
        return !progress_ || progress_(std::min(percent, 100));
    }

  private:
    std::uint64_t all_;
    std::uint64_t done_ = 0;
    const Progress& progress_;
};

bool write_all(int descriptor, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(descriptor, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// As many bytes as are there, at most `size`; negative when they cannot be read.
ssize_t read_all(int descriptor, char* bytes, std::size_t size) {
    std::size_t count = 0;
    while (count < size) {
        const ssize_t got = ::read(descriptor, bytes + count, size - count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        count += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(count);
}

void put_octal(Header& header, std::size_t at, std::size_t digits, std::uint64_t number) {
    for (std::size_t i = digits; i > 0; --i) {
        header.at(at + i - 1) = static_cast<char>('0' + static_cast<int>(number & 7u));
        number >>= 3;
    }
}

std::uint64_t sum_of(const Header& header) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const bool in_sum = i >= kSumAt && i < kSumAt + 8;
        sum += in_sum ? std::uint64_t{' '} : static_cast<unsigned char>(header.at(i));
    }
    return sum;
}

/// Of a file for its owner only. Neither owner nor time: the same backup is the same bytes.
Header header_of(const std::string& name, std::uint64_t size) {
    Header header{};
    std::copy(name.begin(), name.end(), header.begin());
    put_octal(header, kModeAt, 7, 0600);
    put_octal(header, kOwnerAt, 7, 0);
    put_octal(header, kGroupAt, 7, 0);
    put_octal(header, kTimeAt, 11, 0);
    if (size < (std::uint64_t{1} << 33)) {
        put_octal(header, kSizeAt, 11, size);
    } else {  // what eleven digits do not hold is binary, as GNU and POSIX programs read it
        header.at(kSizeAt) = static_cast<char>(0x80);
        for (std::size_t i = 0; i < 8; ++i)
            header.at(kSizeAt + 11 - i) = static_cast<char>((size >> (8 * i)) & 0xFFu);
    }
    header.at(kKindAt) = '0';
    std::memcpy(&header.at(kMagicAt), "ustar\00000", 8);
    put_octal(header, kSumAt, 6, sum_of(header));
    header.at(kSumAt + 7) = ' ';
    return header;
}

/// The number of a field, if it is one.
bool read_octal(const Header& header, std::size_t at, std::size_t size, std::uint64_t& number) {
    number = 0;
    bool any = false;
    for (std::size_t i = at; i < at + size; ++i) {
        const char c = header.at(i);
        if (c == ' ' && !any) continue;
        if (c == '\0' || c == ' ') break;
        if (c < '0' || c > '7') return false;
        number = number * 8 + static_cast<std::uint64_t>(c - '0');
        any = true;
    }
    return any;
}

bool read_size(const Header& header, std::uint64_t& size) {
    if (static_cast<unsigned char>(header.at(kSizeAt)) != 0x80)
        return read_octal(header, kSizeAt, 12, size);
    size = 0;
    for (std::size_t i = 1; i < 12; ++i) {
        if (size >> 54 != 0) return false;
        size = size << 8 | static_cast<unsigned char>(header.at(kSizeAt + i));
    }
    return true;
}

/// What a backup may hold, and nothing that leads elsewhere: `phaen.db`, `manifest.json`,
/// `files/ab/abcdef…`.
bool is_ours(std::string_view name) {
    if (name == kDatabase || name == kManifest) return true;
    constexpr std::string_view kFiles = "files/";
    if (!name.starts_with(kFiles)) return false;
    name.remove_prefix(kFiles.size());
    return name.size() == 67 && name[2] == '/' && base::is_sha256_hex(name.substr(3)) &&
           name.substr(0, 2) == name.substr(3, 2);
}

struct Part {
    std::string name;
    std::uint64_t size = 0;
};

Result<std::vector<Part>, Error> parts_of(const std::filesystem::path& folder) {
    std::vector<Part> parts;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::string name = at->path().lexically_relative(folder).string();
        if (!at->is_regular_file(error) || !is_ours(name)) continue;
        const std::uint64_t size = at->file_size(error);
        parts.push_back({std::move(name), size});
    }
    if (error) return Unexpected{unusable(error.message())};
    // The manifest first, then the database, then the files by name.
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        const auto rank = [](const Part& part) {
            return part.name == kManifest ? 0 : part.name == kDatabase ? 1 : 2;
        };
        return std::pair(rank(a), a.name) < std::pair(rank(b), b.name);
    });
    return parts;
}

/// Writes an archive and hashes it on the way.
class Packer {
  public:
    Packer(int descriptor, Count count) : descriptor_(descriptor), count_(count) {}

    Result<Done, Error> add(const std::filesystem::path& folder, const Part& part) {
        const Header header = header_of(part.name, part.size);
        if (!put(header.data(), header.size())) return Unexpected{failure("cannot write")};
        const Descriptor from(::open((folder / part.name).c_str(), O_RDONLY | O_CLOEXEC));
        if (from.number() < 0) return Unexpected{failure(part.name)};
        std::vector<char> piece(kPiece);
        for (std::uint64_t left = part.size; left > 0;) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece));
            if (read_all(from.number(), piece.data(), size) != static_cast<ssize_t>(size))
                return Unexpected{unusable(part.name + " changed while it was read")};
            if (!put(piece.data(), size)) return Unexpected{failure("cannot write")};
            if (!count_.add(size)) return Unexpected{unusable("stopped")};
            left -= size;
        }
        return fill(part.size);
    }

    /// Two empty blocks end an archive; returns the hash.
    Result<std::string, Error> finish() {
        const std::array<char, 2 * kBlock> end{};
        if (!put(end.data(), end.size()) || ::fsync(descriptor_) != 0)
            return Unexpected{failure("cannot write")};
        return hash_.hex();
    }

  private:
    bool put(const char* bytes, std::size_t size) {
        hash_.add({bytes, size});
        return write_all(descriptor_, bytes, size);
    }
    Result<Done, Error> fill(std::uint64_t size) {
        const std::array<char, kBlock> zeros{};
        const std::size_t rest = size % kBlock;
        if (rest != 0 && !put(zeros.data(), kBlock - rest))
            return Unexpected{failure("cannot write")};
        return Done{};
    }

    int descriptor_;
    Count count_;
    base::Sha256 hash_;
};

Result<std::string, Error> pack_into(int descriptor, const std::filesystem::path& folder,
                                     const Progress& progress) {
    const auto parts = parts_of(folder);
    if (!parts) return Unexpected{parts.error()};
    std::uint64_t all = 0;
    for (const Part& part : *parts) all += part.size;
    Packer packer(descriptor, Count(all, progress));
    for (const Part& part : *parts) {
        const auto added = packer.add(folder, part);
        if (!added) return Unexpected{added.error()};
    }
    return packer.finish();
}

/// The name of an entry without `./`; empty when it is too long to be one of ours.
std::string name_of(const Header& header) {
    const auto text = [&](std::size_t at, std::size_t size) {
        const char* begin = &header.at(at);
        return std::string(begin, ::strnlen(begin, size));
    };
    if (!text(kPrefixAt, 155).empty()) return "";
    std::string name = text(0, kNameSize);
    if (name.starts_with("./")) name.erase(0, 2);
    return name;
}

Result<Done, Error> take_out(int from, const std::filesystem::path& path, std::uint64_t size,
                             Count& count) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return Unexpected{unusable(error.message())};
    const Descriptor to(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (to.number() < 0) return Unexpected{failure(path.filename().string())};
    std::vector<char> piece(kPiece);
    for (std::uint64_t left = size; left > 0;) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece));
        const std::size_t padded = (wanted + kBlock - 1) / kBlock * kBlock;
        piece.resize(std::max(piece.size(), padded));
        const ssize_t got = read_all(from, piece.data(), padded);
        if (got < 0) return Unexpected{failure("cannot read the archive")};
        if (static_cast<std::size_t>(got) != padded)
            return Unexpected{changed("the archive is cut")};
        if (!write_all(to.number(), piece.data(), wanted))
            return Unexpected{failure("cannot write")};
        if (!count.add(wanted)) return Unexpected{unusable("stopped")};
        left -= wanted;
    }
    return Done{};
}

}  // namespace

Result<std::string, Error> pack_backup(const std::filesystem::path& folder,
                                       const std::filesystem::path& file,
                                       const Progress& progress) {
    const Descriptor to(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (to.number() < 0) {
        if (errno == EEXIST)
            return Unexpected{Error{ErrorKind::conflict, "there is a file of that name"}};
        return Unexpected{failure("cannot make the archive")};
    }
    auto packed = pack_into(to.number(), folder, progress);
    if (!packed) ::unlink(file.c_str());
    return packed;
}

Result<std::string, Error> hash_backup(const std::filesystem::path& file,
                                       const Progress& progress) {
    const Descriptor from(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    std::error_code error;
    const std::uint64_t all = std::filesystem::file_size(file, error);
    if (from.number() < 0 || error) return Unexpected{failure(file.filename().string())};
    Count count(all, progress);
    base::Sha256 hash;
    std::vector<char> piece(kPiece);
    for (;;) {
        const ssize_t got = read_all(from.number(), piece.data(), piece.size());
        if (got < 0) return Unexpected{failure(file.filename().string())};
        if (got == 0) return hash.hex();
        hash.add({piece.data(), static_cast<std::size_t>(got)});
        if (!count.add(static_cast<std::size_t>(got))) return Unexpected{unusable("stopped")};
    }
}

Result<Done, Error> unpack_backup(const std::filesystem::path& file,
                                  const std::filesystem::path& folder, const Progress& progress) {
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
        return Unexpected{Error{ErrorKind::conflict, "the folder is not empty"}};
    const Descriptor from(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (from.number() < 0) {
        return Unexpected{errno == ENOENT ? Error{ErrorKind::not_found, file.string()}
                                          : failure(file.string())};
    }
    const std::uint64_t all = std::filesystem::file_size(file, error);
    if (!error) std::filesystem::create_directories(folder, error);
    if (!error) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) return Unexpected{unusable(error.message())};
    Count count(all, progress);
    std::set<std::string> names;
    for (Header header{};;) {
        const ssize_t got = read_all(from.number(), header.data(), header.size());
        if (got < 0) return Unexpected{failure("cannot read the archive")};
        if (got != static_cast<ssize_t>(kBlock)) return Unexpected{changed("the archive is cut")};
        if (std::all_of(header.begin(), header.end(), [](char c) { return c == '\0'; })) break;
        std::uint64_t sum = 0;
        std::uint64_t size = 0;
        if (!read_octal(header, kSumAt, 8, sum) || sum != sum_of(header) ||
            !read_size(header, size) || size > all)
            return Unexpected{changed("it is no archive of a backup")};
        const std::string name = name_of(header);
        const char kind = header.at(kKindAt);
        // Folders, as other programs put them into archives, come with their files.
        if (kind == '5' && size == 0) continue;
        if ((kind != '0' && kind != '\0') || !is_ours(name) || !names.insert(name).second)
            return Unexpected{changed("the archive holds what a backup does not have")};
        const auto taken = take_out(from.number(), folder / name, size, count);
        if (!taken) return taken;
    }
    if (!names.contains(kDatabase) || !names.contains(kManifest))
        return Unexpected{changed("the archive holds no backup")};
    return Done{};
}

}  // namespace phaen::store
