#include "phaen/http/outgoing.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "libcurl.h"

namespace phaen::http {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

constexpr const char* kNoLibrary = "libcurl is not installed";
constexpr long kConnectMilliseconds = 5'000;
constexpr long kMailMilliseconds = 30'000;

struct Net4 {
    std::uint32_t first;
    int bits;
};

// RFC 6890 and its successors: what is not for the public internet.
constexpr std::array kNets4 = {
    Net4{0x00000000, 8},  Net4{0x0A000000, 8},  Net4{0x64400000, 10}, Net4{0x7F000000, 8},
    Net4{0xA9FE0000, 16}, Net4{0xAC100000, 12}, Net4{0xC0000000, 24}, Net4{0xC0000200, 24},
    Net4{0xC0586300, 24}, Net4{0xC0A80000, 16}, Net4{0xC6120000, 15}, Net4{0xC6336400, 24},
    Net4{0xCB007100, 24}, Net4{0xE0000000, 4},  Net4{0xF0000000, 4},
};

bool is_public4(std::uint32_t address) {
    return std::none_of(kNets4.begin(), kNets4.end(), [&](const Net4& net) {
        return (address >> (32 - net.bits)) == (net.first >> (32 - net.bits));
    });
}

bool is_public6(const std::array<unsigned char, 16>& bytes) {
    // Of global unicast (2000::/3) all but the protocol block, documentation, and 6to4, which
    // leads to an IPv4 address.
    if ((bytes[0] & 0xE0) != 0x20) return false;
    const unsigned first = bytes[0] * 256u + bytes[1];
    const unsigned second = bytes[2] * 256u + bytes[3];
    if (first == 0x2002) return false;
    if (first == 0x2001 && (second < 0x0200 || second == 0x0DB8)) return false;
    return first != 0x3FFF;
}

std::optional<std::string> numeric(const sockaddr* address, socklen_t size) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(address, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return std::nullopt;
    return std::string(text.data());
}

struct Place {
    std::string scheme;
    std::string host;
    std::string port;
};

/// As libcurl itself understands the address, so that nothing is checked that is not used.
std::optional<Place> place_of(const Libcurl& curl, const std::string& url) {
    const std::unique_ptr<CURLU, decltype(curl.url_cleanup)> parsed(curl.url(), curl.url_cleanup);
    if (parsed == nullptr || curl.url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    const auto part = [&](CURLUPart what, unsigned flags) {
        char* text = nullptr;
        std::string found;
        if (curl.url_get(parsed.get(), what, &text, flags) == CURLUE_OK) found = text;
        curl.free(text);
        return found;
    };
    if (!part(CURLUPART_USER, 0).empty() || !part(CURLUPART_PASSWORD, 0).empty())
        return std::nullopt;
    Place place{part(CURLUPART_SCHEME, 0), part(CURLUPART_HOST, 0),
                part(CURLUPART_PORT, CURLU_DEFAULT_PORT)};
    if (place.host.empty() || place.port.empty()) return std::nullopt;
    return place;
}

std::string without_brackets(const std::string& host) {
    return host.size() > 2 && host.front() == '[' ? host.substr(1, host.size() - 2) : host;
}

/// The first address of the name, when all are such as may be spoken to.
Result<std::string, std::string> resolve(const Place& place, bool is_allowed) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(without_brackets(place.host).c_str(), place.port.c_str(), &hints, &found) != 0)
        return Unexpected{std::string("the name cannot be resolved")};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
    std::string first;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        const auto address = numeric(one->ai_addr, one->ai_addrlen);
        if (!address || (!is_allowed && !is_public_address(*address)))
            return Unexpected{std::string("the address is not a public one")};
        if (first.empty()) first = *address;
    }
    if (first.empty()) return Unexpected{std::string("the name cannot be resolved")};
    return first;
}

struct Received {
    std::string body;
    std::size_t most = 0;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    if (received.body.size() + size * count > received.most) return 0;
    received.body.append(bytes, size * count);
    return size * count;
}

/// The last word: the address that a socket is about to be opened to.
curl_socket_t open_public(void* /*unused*/, curlsocktype /*purpose*/, curl_sockaddr* address) {
    const auto text = numeric(&address->addr, address->addrlen);
    if (!text || !is_public_address(*text)) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Sending {
    const std::string* message = nullptr;
    std::size_t at = 0;
};

std::size_t give(char* bytes, std::size_t size, std::size_t count, void* from) {
    auto& sending = *static_cast<Sending*>(from);
    const std::size_t left = std::min(size * count, sending.message->size() - sending.at);
    std::memcpy(bytes, sending.message->data() + sending.at, left);
    sending.at += left;
    return left;
}

class Lines {
  public:
    explicit Lines(const Libcurl& curl) : curl_(curl) {}
    ~Lines() { curl_.slist_free_all(list_); }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    void add(const std::string& line) { list_ = curl_.slist_append(list_, line.c_str()); }
    [[nodiscard]] curl_slist* list() const { return list_; }

  private:
    const Libcurl& curl_;
    curl_slist* list_ = nullptr;
};

}  // namespace

bool is_public_address(std::string_view text) {
    const std::string address(text.substr(0, text.find('%')));
    in_addr four{};
    if (inet_pton(AF_INET, address.c_str(), &four) == 1) return is_public4(ntohl(four.s_addr));
    std::array<unsigned char, 16> six{};
    return inet_pton(AF_INET6, address.c_str(), six.data()) == 1 && is_public6(six);
}

bool can_send() { return load_libcurl() != nullptr; }

Result<OutgoingAnswer, std::string> ask(const OutgoingRequest& request,
                                        const OutgoingOptions& options) {
    const Libcurl* curl = load_libcurl();
    if (curl == nullptr) return Unexpected{std::string(kNoLibrary)};
    const auto place = place_of(*curl, request.url);
    if (!place) return Unexpected{std::string("that is no address of a server")};
    const auto is_listed = [&](const std::string& name) {
        return std::find(options.allowed_hosts.begin(), options.allowed_hosts.end(), name) !=
               options.allowed_hosts.end();
    };
    const bool is_allowed = is_listed(place->host) || is_listed(place->host + ":" + place->port);
    if (place->scheme != "https" && !(place->scheme == "http" && is_allowed))
        return Unexpected{std::string("the address must begin with https://")};
    const auto address = resolve(*place, is_allowed);
    if (!address) return Unexpected{address.error()};

    const std::unique_ptr<CURL, decltype(curl->easy_cleanup)> easy(curl->easy_init(),
                                                                   curl->easy_cleanup);
    if (easy == nullptr) return Unexpected{std::string("no memory for a request")};
    Lines pinned(*curl);
    const bool is_six = address->find(':') != std::string::npos;
    pinned.add(place->host + ":" + place->port + ":" + (is_six ? "[" + *address + "]" : *address));
    Lines headers(*curl);
    for (const std::string& header : request.headers) headers.add(header);
    Received received{{}, options.most_bytes};
    const auto set = [&](CURLoption option, auto value) {
        return curl->easy_setopt(easy.get(), option, value) == CURLE_OK;
    };
    bool ready = set(CURLOPT_URL, request.url.c_str()) && set(CURLOPT_RESOLVE, pinned.list()) &&
                 set(CURLOPT_PROXY, "") && set(CURLOPT_PROTOCOLS_STR, "http,https") &&
                 set(CURLOPT_FOLLOWLOCATION, 0L) && set(CURLOPT_NOSIGNAL, 1L) &&
                 set(CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds) &&
                 set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.time.count())) &&
                 set(CURLOPT_HTTPHEADER, headers.list()) && set(CURLOPT_WRITEFUNCTION, &receive) &&
                 set(CURLOPT_WRITEDATA, static_cast<void*>(&received)) &&
                 set(CURLOPT_USERAGENT, "phaen");
    if (!is_allowed) ready = ready && set(CURLOPT_OPENSOCKETFUNCTION, &open_public);
    if (!request.body.empty()) {
        ready = ready && set(CURLOPT_POST, 1L) &&
                set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size())) &&
                set(CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (!ready) return Unexpected{std::string("libcurl is too old")};
    const CURLcode done = curl->easy_perform(easy.get());
    if (done == CURLE_WRITE_ERROR) return Unexpected{std::string("the answer is too large")};
    if (done != CURLE_OK) return Unexpected{std::string(curl->easy_strerror(done))};
    long status = 0;
    curl->easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    return OutgoingAnswer{static_cast<int>(status), std::move(received.body)};
}

Result<Done, std::string> send_mail(const MailServer& server, const std::string& from,
                                    const std::string& to, const std::string& message) {
    const Libcurl* curl = load_libcurl();
    if (curl == nullptr) return Unexpected{std::string(kNoLibrary)};
    const std::unique_ptr<CURL, decltype(curl->easy_cleanup)> easy(curl->easy_init(),
                                                                   curl->easy_cleanup);
    if (easy == nullptr) return Unexpected{std::string("no memory for a mail")};
    Lines recipients(*curl);
    recipients.add("<" + to + ">");
    const std::string sender = "<" + from + ">";
    Sending sending{&message, 0};
    const auto set = [&](CURLoption option, auto value) {
        return curl->easy_setopt(easy.get(), option, value) == CURLE_OK;
    };
    const long tls = server.allows_plain ? CURLUSESSL_TRY : CURLUSESSL_ALL;
    bool ready =
        set(CURLOPT_URL, server.url.c_str()) && set(CURLOPT_PROXY, "") &&
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps") && set(CURLOPT_USE_SSL, tls) &&
        set(CURLOPT_NOSIGNAL, 1L) && set(CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds) &&
        set(CURLOPT_TIMEOUT_MS, kMailMilliseconds) && set(CURLOPT_MAIL_FROM, sender.c_str()) &&
        set(CURLOPT_MAIL_RCPT, recipients.list()) && set(CURLOPT_UPLOAD, 1L) &&
        set(CURLOPT_READFUNCTION, &give) && set(CURLOPT_READDATA, static_cast<void*>(&sending));
    if (!server.user.empty())
        ready = ready && set(CURLOPT_USERNAME, server.user.c_str()) &&
                set(CURLOPT_PASSWORD, server.password.c_str());
    if (!ready) return Unexpected{std::string("libcurl is too old")};
    const CURLcode done = curl->easy_perform(easy.get());
    if (done == CURLE_OK) return Done{};
    long status = 0;
    curl->easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    return Unexpected{std::string(curl->easy_strerror(done)) + ", status " +
                      std::to_string(status)};
}

}  // namespace phaen::http
