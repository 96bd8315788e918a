#pragma once

/// A layer between SQLite and the files: every page of a database ends with a checksum of its
/// content and its place, written with the page and compared whenever it is read. A damaged page is
/// an error then, never an answer.
namespace phaen::store {

constexpr int kPageBytes = 4096;
constexpr int kChecksumBytes = 8;

/// The name under which connections open their files; registered at the first call.
[[nodiscard]] const char* sqlite_vfs();
/// `FULL`, but where a test proves that it could lose something.
[[nodiscard]] const char* sqlite_synchronous();

/// For tests: connections opened from now on stand on that registered file layer (null: the usual
/// one), with that `synchronous` setting.
void set_sqlite_ground_for_test(const char* base_vfs, const char* synchronous);

}  // namespace phaen::store
