#pragma once

#include <sqlite3.h>

#include <new>

namespace phaen::store {

/// A file layer of SQLite (a VFS) that stands on another: what it passes on as it is. `File` begins
/// with a `sqlite3_file base` and is trivially destructible; the lower layer's own file stands
/// right behind it. A layer sets what it does itself over the methods of `passing`.
template <class File>
struct LayeredVfs {
    static File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
    static sqlite3_file* real(sqlite3_file* file) {
        return reinterpret_cast<sqlite3_file*>(ours(file) + 1);
    }
    static sqlite3_vfs* lower(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

    /// Version 2: shared memory for the write-ahead log, no reading past us by memory mapping.
    static constexpr sqlite3_io_methods passing() {
        sqlite3_io_methods methods{};
        methods.iVersion = 2;
        methods.xClose = [](sqlite3_file* f) { return on(f).xClose(real(f)); };
        methods.xRead = [](sqlite3_file* f, void* bytes, int amount, sqlite3_int64 offset) {
            return on(f).xRead(real(f), bytes, amount, offset);
        };
        methods.xWrite = [](sqlite3_file* f, const void* bytes, int amount, sqlite3_int64 offset) {
            return on(f).xWrite(real(f), bytes, amount, offset);
        };
        methods.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
            return on(f).xTruncate(real(f), size);
        };
        methods.xSync = [](sqlite3_file* f, int flags) { return on(f).xSync(real(f), flags); };
        methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return on(f).xFileSize(real(f), size);
        };
        methods.xLock = [](sqlite3_file* f, int level) { return on(f).xLock(real(f), level); };
        methods.xUnlock = [](sqlite3_file* f, int level) { return on(f).xUnlock(real(f), level); };
        methods.xCheckReservedLock = [](sqlite3_file* f, int* result) {
            return on(f).xCheckReservedLock(real(f), result);
        };
        methods.xFileControl = [](sqlite3_file* f, int operation, void* argument) {
            return on(f).xFileControl(real(f), operation, argument);
        };
        methods.xSectorSize = [](sqlite3_file* f) { return on(f).xSectorSize(real(f)); };
        methods.xDeviceCharacteristics = [](sqlite3_file* f) {
            return on(f).xDeviceCharacteristics(real(f));
        };
        methods.xShmMap = [](sqlite3_file* f, int page, int size, int extend,
                             void volatile** memory) {
            return on(f).xShmMap(real(f), page, size, extend, memory);
        };
        methods.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
            return on(f).xShmLock(real(f), offset, count, flags);
        };
        methods.xShmBarrier = [](sqlite3_file* f) { on(f).xShmBarrier(real(f)); };
        methods.xShmUnmap = [](sqlite3_file* f, int remove) {
            return on(f).xShmUnmap(real(f), remove);
        };
        return methods;
    }

    /// Opens the lower layer's file behind a `File` of default values, whose `base.pMethods` the
    /// caller sets when it is done.
    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                    int* out_flags) {
        new (file) File{};
        const int opened = lower(vfs)->xOpen(lower(vfs), name, real(file), flags, out_flags);
        if (opened != SQLITE_OK && real(file)->pMethods != nullptr) on(file).xClose(real(file));
        return opened;
    }

    /// Makes `layer` one that stands on `base` and opens files by `open_file`. It is not
    /// registered.
    static void stand_on(sqlite3_vfs* base, sqlite3_vfs& layer, const char* name,
                         decltype(sqlite3_vfs::xOpen) open_file) {
        layer = *base;
        layer.pNext = nullptr;
        layer.zName = name;
        layer.pAppData = base;
        layer.szOsFile = static_cast<int>(sizeof(File)) + base->szOsFile;
        layer.xOpen = open_file;
        // The rest asks no more of its first argument than the layer below; it gets that one.
        layer.xDelete = [](sqlite3_vfs* v, const char* n, int sync) {
            return lower(v)->xDelete(lower(v), n, sync);
        };
        layer.xAccess = [](sqlite3_vfs* v, const char* n, int flags, int* out) {
            return lower(v)->xAccess(lower(v), n, flags, out);
        };
        layer.xFullPathname = [](sqlite3_vfs* v, const char* n, int size, char* out) {
            return lower(v)->xFullPathname(lower(v), n, size, out);
        };
    }

  private:
    static const sqlite3_io_methods& on(sqlite3_file* file) { return *real(file)->pMethods; }
};

}  // namespace phaen::store
