#include "libcurl.h"

#include <dlfcn.h>

#include <optional>

namespace phaen::http {

namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
}

std::optional<Libcurl> load() {
    // The file's name is part of the library's binary interface. It stays until the program ends.
    void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    Libcurl made;
    const bool whole = library != nullptr &&
                       find(library, "curl_easy_cleanup", made.easy_cleanup) &&
                       find(library, "curl_easy_getinfo", made.easy_getinfo) &&
                       find(library, "curl_easy_init", made.easy_init) &&
                       find(library, "curl_easy_perform", made.easy_perform) &&
                       find(library, "curl_easy_setopt", made.easy_setopt) &&
                       find(library, "curl_easy_strerror", made.easy_strerror) &&
                       find(library, "curl_free", made.free) &&
                       find(library, "curl_global_init", made.global_init) &&
                       find(library, "curl_slist_append", made.slist_append) &&
                       find(library, "curl_slist_free_all", made.slist_free_all) &&
                       find(library, "curl_url", made.url) &&
                       find(library, "curl_url_cleanup", made.url_cleanup) &&
                       find(library, "curl_url_get", made.url_get) &&
                       find(library, "curl_url_set", made.url_set) &&
                       made.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!whole) return std::nullopt;
    return made;
}

}  // namespace

const Libcurl* load_libcurl() {
    static const std::optional<Libcurl> kLoaded = load();
    return kLoaded ? &*kLoaded : nullptr;
}

}  // namespace phaen::http
