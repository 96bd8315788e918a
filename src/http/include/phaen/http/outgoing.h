#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"

/// What the server sends out itself: requests to other servers, and mail.
namespace phaen::http {

/// Whether a numeric address (IPv4 or IPv6) is one of the public internet: not this machine, not a
/// private network, not a link's own, not many at once, nothing reserved.
[[nodiscard]] bool is_public_address(std::string_view address);

struct OutgoingOptions {
    /// Hosts (`name` or `name:port`) that may be at any address, and may be asked without TLS.
    std::vector<std::string> allowed_hosts = {};
    std::chrono::milliseconds time{10'000};
    std::size_t most_bytes = 1u << 20;  ///< of the answer
};

struct OutgoingRequest {
    std::string url;
    std::vector<std::string> headers = {};  ///< `Name: value`
    /// POST when there is one, else GET.
    std::string body = {};
};

struct OutgoingAnswer {
    int status = 0;
    std::string body;
};

/// Asks another server; why not, in English for the log, without anything secret. The name is
/// resolved once: an address that is not public is refused, and the one that was looked at is the
/// one that is spoken to. Redirects are not followed, proxies of the environment not used.
[[nodiscard]] base::Result<OutgoingAnswer, std::string> ask(const OutgoingRequest& request,
                                                            const OutgoingOptions& options);

struct MailServer {
    std::string url;  ///< `smtps://host:465`, `smtp://host:587`
    std::string user = {};
    std::string password = {};
    /// Without it a server that offers no TLS gets neither password nor mail.
    bool allows_plain = false;
};

/// Hands a whole message (RFC 5322, CRLF) to a mail server.
[[nodiscard]] base::Result<base::Done, std::string> send_mail(const MailServer& server,
                                                              const std::string& from,
                                                              const std::string& to,
                                                              const std::string& message);

/// Whether anything can be sent: the library is there.
[[nodiscard]] bool can_send();

}  // namespace phaen::http
