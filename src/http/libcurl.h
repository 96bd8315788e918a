#pragma once

#include <curl/curl.h>

/// libcurl, loaded when something is sent out and not before: it brings a score of other libraries
/// (docs/adr/0008), and a server that sends nothing need not have it.
namespace phaen::http {

/// The functions of libcurl that are called, under their names without curl_.
struct Libcurl {
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_free) free = nullptr;
    decltype(&curl_global_init) global_init = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    decltype(&curl_url) url = nullptr;
    decltype(&curl_url_cleanup) url_cleanup = nullptr;
    decltype(&curl_url_get) url_get = nullptr;
    decltype(&curl_url_set) url_set = nullptr;
};

/// Null when the library is not there or lacks a function. Safe from several threads.
[[nodiscard]] const Libcurl* load_libcurl();

}  // namespace phaen::http
