#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message.h"
#include "phaen/base/result.h"

/// The only place that touches files and the standard streams.
namespace phaen::cli {

/// The name that stands for standard input or output.
inline constexpr std::string_view kStandardStream = "-";

/// The whole file, or standard input for "-"; at most `limit` bytes.
[[nodiscard]] base::Result<std::string, Refusal> read_file(const std::string& path,
                                                           std::size_t limit);
/// The same, part after part, of which a few at a time are in memory: of a large file the next ones
/// are read while one is taken.
[[nodiscard]] base::Result<base::Done, Refusal> read_parts(
    const std::string& path, std::size_t limit, const std::function<void(std::string_view)>& take);

/// Of an ordinary file, when it can be asked.
[[nodiscard]] std::optional<std::size_t> size_of(const std::string& path);

/// When a written file must be on the disk, so that it survives the machine's failing: at once, or
/// when `sync_folder` is called for its folder.
enum class Durable { now, later };

/// Writes the whole file or nothing: into a temporary file in the same folder, which then takes the
/// name. "-" is standard output. What is no ordinary file (a pipe, a device) is written directly.
[[nodiscard]] base::Result<base::Done, Refusal> write_file(const std::string& path,
                                                           std::string_view content,
                                                           Durable durable = Durable::now);

/// Waits until everything that was written to the folder's file system is on the disk.
[[nodiscard]] base::Result<base::Done, Refusal> sync_folder(const std::string& path);

/// Writes to standard output. A reader who went away is no failure: the rest is dropped.
[[nodiscard]] base::Result<base::Done, Refusal> print(std::string_view text);

/// One line on standard error, beginning with the program's name.
void complain(std::string_view text);

/// Refuses outputs that are an input, or that name one file twice. Empty names and "-" among inputs
/// do not count.
[[nodiscard]] base::Result<base::Done, Refusal> check_outputs(
    const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

/// The last part of a path, and that without its ending.
[[nodiscard]] std::string file_name(const std::string& path);
[[nodiscard]] std::string file_stem(const std::string& path);

/// The ending in lower case with its dot, or empty.
[[nodiscard]] std::string ending_of(const std::string& path);

/// True when the path ends with a slash or is a folder.
[[nodiscard]] bool names_folder(const std::string& path);
[[nodiscard]] base::Result<base::Done, Refusal> make_folder(const std::string& path);

/// True when standard error is a terminal.
[[nodiscard]] bool errors_are_seen();

}  // namespace phaen::cli
