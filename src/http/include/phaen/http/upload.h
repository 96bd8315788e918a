#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace phaen::http {

/// Receives a body piece by piece on a worker, so that no upload stands in memory. It is destroyed
/// when the request is over, or as soon as the client goes away: what a sink has begun and not been
/// told to keep must vanish with it.
class Sink {
  public:
    Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    virtual ~Sink() = default;
    /// False when it cannot take more (a full disk): the client is told 507.
    [[nodiscard]] virtual bool write(std::string_view bytes) = 0;
};

/// A sink that is a file with an unguessable name, readable by its owner only. It is removed with
/// the object unless it was kept.
class TempFile final : public Sink {
  public:
    /// Null when the folder cannot be written.
    static std::unique_ptr<TempFile> create(const std::string& folder);
    ~TempFile() override;
    [[nodiscard]] bool write(std::string_view bytes) override;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// The whole content; null when it is larger than `limit` or cannot be read.
    [[nodiscard]] std::optional<std::string> read(std::uint64_t limit) const;
    /// Flushes it to the disk and moves it to `path` on the same file system. False when that
    /// failed; then it is still temporary.
    [[nodiscard]] bool keep_as(const std::string& path);

  private:
    TempFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    int descriptor_ = -1;
    std::string path_;
    std::uint64_t size_ = 0;
    bool kept_ = false;
};

}  // namespace phaen::http
