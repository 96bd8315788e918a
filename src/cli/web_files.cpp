#include "web_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "files.h"
#include "phaen/base/check.h"

#ifdef PHAEN_WEB
// NOLINTBEGIN: symbols of an assembly file
extern "C" {
extern const char phaen_web_begin[];
extern const char phaen_web_end[];
}
// NOLINTEND
#endif

namespace phaen::cli {

namespace {

constexpr std::size_t kFileBytes = 16u << 20;
constexpr std::size_t kAllBytes = 64u << 20;
constexpr std::size_t kFiles = 2000;

std::string_view type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes = {{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".map", "application/json"},
        {".wasm", "application/wasm"},
    }};
    const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const auto& type) { return path.ends_with(type.first); });
    return found == kTypes.end() ? "application/octet-stream" : found->second;
}

/// Files by path with what stands beside them compressed; the bytes live elsewhere.
using Bytes = std::map<std::string, std::string_view, std::less<>>;

std::vector<http::StaticFile> files_of(const Bytes& all) {
    std::vector<http::StaticFile> files;
    for (const auto& [path, bytes] : all) {
        const auto beside = [&](std::string_view ending) {
            const auto found = all.find(path + std::string(ending));
            return found == all.end() ? std::string_view() : found->second;
        };
        const bool variant = (path.ends_with(".gz") || path.ends_with(".br")) &&
                             all.find(path.substr(0, path.size() - 3)) != all.end();
        if (variant) continue;
        http::StaticFile file;
        file.path = path;
        file.content_type = type_of(path);
        file.bytes = bytes;
        file.gzip = beside(".gz");
        file.brotli = beside(".br");
        // The build names what lies in assets/ by its content.
        file.caching =
            path.starts_with("/assets/") ? http::Caching::immutable : http::Caching::revalidate;
        files.push_back(std::move(file));
    }
    return files;
}

#ifdef PHAEN_WEB
/// The archive that tools/build-web packs: lines `path size`, an empty line, then the bytes.
Bytes read_archive(std::string_view archive) {
    std::vector<std::pair<std::string, std::size_t>> entries;
    while (true) {
        const std::size_t end = archive.find('\n');
        PHAEN_CHECK(end != std::string_view::npos, "the archive has an index");
        const std::string_view line = archive.substr(0, end);
        archive.remove_prefix(end + 1);
        if (line.empty()) break;
        const std::size_t space = line.rfind(' ');
        PHAEN_CHECK(space != std::string_view::npos, "a line of the index has a size");
        std::size_t size = 0;
        const std::string_view digits = line.substr(space + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), size);
        entries.emplace_back(line.substr(0, space), size);
    }
    Bytes all;
    for (const auto& [path, size] : entries) {
        PHAEN_CHECK(size <= archive.size(), "the archive is whole");
        all.emplace(path, archive.substr(0, size));
        archive.remove_prefix(size);
    }
    return all;
}
#endif

Refusal unusable(const std::string& folder, const std::string& why) {
    return {Message::web_unusable, {folder, why}};
}

}  // namespace

std::unique_ptr<const http::StaticFiles> built_in_web() {
#ifdef PHAEN_WEB
    const Bytes all =
        read_archive({phaen_web_begin, static_cast<std::size_t>(phaen_web_end - phaen_web_begin)});
    return std::make_unique<const http::StaticFiles>(files_of(all), nullptr);
#else
    return nullptr;
#endif
}

base::Result<std::unique_ptr<const http::StaticFiles>, Refusal> read_web(
    const std::string& folder) {
    namespace fs = std::filesystem;
    // A map keeps its nodes, so views into it stay good.
    auto contents = std::make_shared<std::map<std::string, std::string>>();
    std::error_code error;
    std::size_t total = 0;
    fs::recursive_directory_iterator at(folder, error);
    if (error) return base::Unexpected{unusable(folder, error.message())};
    for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (error) return base::Unexpected{unusable(folder, error.message())};
        if (!at->is_regular_file()) continue;
        auto bytes = read_file(at->path().string(), kFileBytes);
        if (!bytes) return base::Unexpected{bytes.error()};
        total += bytes->size();
        if (total > kAllBytes || contents->size() == kFiles)
            return base::Unexpected{unusable(folder, "too large")};
        contents->emplace("/" + fs::relative(at->path(), folder).generic_string(),
                          std::move(*bytes));
    }
    if (contents->find("/index.html") == contents->end())
        return base::Unexpected{unusable(folder, "no index.html")};
    Bytes all;
    for (const auto& [path, bytes] : *contents) all.emplace(path, bytes);
    return std::make_unique<const http::StaticFiles>(files_of(all), contents);
}

}  // namespace phaen::cli
