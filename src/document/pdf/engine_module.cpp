#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "engine.h"
#include "let_go.h"

extern "C" const char phaen_pdf_module_begin;
extern "C" const char phaen_pdf_module_end;
// The linker's: where the program's own code begins and ends.
extern "C" const char __executable_start;
extern "C" const char etext;

namespace phaen::document {

namespace {

struct Loaded {
    const PdfEngine* engine = nullptr;
    std::string failure;
};

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// From memory: nobody can put another file in its place, and no folder has to allow programs.
Loaded load() {
    const std::string_view module(
        &phaen_pdf_module_begin,
        static_cast<std::size_t>(&phaen_pdf_module_end - &phaen_pdf_module_begin));
    const int file = memfd_create("phaen-pdf", MFD_CLOEXEC);
    if (file < 0) return {nullptr, std::string("memfd_create: ") + std::strerror(errno)};
    if (!write_all(file, module)) {
        close(file);
        return {nullptr, "no room in memory for the PDF engine"};
    }
    // The module is in memory now, and the code that made the document has run.
    let_go(module);
    let_go({&__executable_start, static_cast<std::size_t>(&etext - &__executable_start)});
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    // It stays until the program ends.
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    const char* error = library == nullptr ? dlerror() : nullptr;
    close(file);
    if (library == nullptr) return {nullptr, error == nullptr ? "dlopen" : error};
    const auto entry = reinterpret_cast<const PdfEngine* (*)()>(dlsym(library, "phaen_pdf_engine"));
    if (entry == nullptr) return {nullptr, "the PDF engine has no entry"};
    return {entry(), {}};
}

const Loaded& loaded() {
    static const Loaded kLoaded = load();
    return kLoaded;
}

}  // namespace

const PdfEngine* load_engine() { return loaded().engine; }

std::string load_failure() { return loaded().failure; }

}  // namespace phaen::document
