#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/http/request.h"
#include "phaen/http/response.h"

namespace phaen::http {

/// How long a browser may use a file without asking again.
enum class Caching {
    revalidate,  ///< asks each time; a 304 when it is the same
    immutable,   ///< a year: the name changes with the content
};

/// One file of a prepared archive. The bytes live as long as the archive.
struct StaticFile {
    std::string path;          ///< `/assets/app-1a2b.js`
    std::string content_type;  ///< `text/javascript; charset=utf-8`
    std::string_view bytes;
    std::string_view gzip = {};    ///< empty: there is no such variant
    std::string_view brotli = {};  ///< empty: there is no such variant
    Caching caching = Caching::revalidate;
};

struct StaticOptions {
    /// The file that answers GET of any page of the application: a path that no file has, outside
    /// `not_pages`, whose last segment has no dot, asked for by something that accepts HTML. Empty:
    /// none.
    std::string page = "/index.html";
    std::vector<std::string> not_pages = {"/api/"};
};

/// Files in memory, prepared at build: each in up to three encodings with their own strong ETag.
/// Nothing is compressed or read while serving.
class StaticFiles {
  public:
    /// `owner` keeps the bytes alive. A path that occurs twice is a bug.
    StaticFiles(std::vector<StaticFile> files, std::shared_ptr<const void> owner,
                StaticOptions options = {});

    /// The answer to a GET or HEAD: 200, 304 or 406; nothing when there is no such file.
    [[nodiscard]] std::optional<Response> find(const Request& request) const;

  private:
    struct Variant {
        std::string_view bytes;
        std::string_view encoding;
        std::string etag;
        // Both answers, made once.
        Response whole = {};
        Response unchanged = {};
    };
    struct Entry {
        std::string content_type;
        Caching caching = Caching::revalidate;
        std::vector<Variant> variants;  // best first
    };
    void prepare(const Entry& entry, Variant& variant) const;
    [[nodiscard]] const Entry* entry_of(const Request& request) const;

    std::map<std::string, Entry, std::less<>> entries_;
    std::shared_ptr<const void> owner_;
    StaticOptions options_;
};

/// How much a client wants a content coding by its `Accept-Encoding` (RFC 9110 12.5.3), in
/// thousandths; 0 is never.
[[nodiscard]] int encoding_quality(std::string_view accept_encoding, std::string_view coding);

}  // namespace phaen::http
