#include "phaen/http/outgoing.h"

#include <gtest/gtest.h>

namespace phaen::http {
namespace {

TEST(Outgoing, only_addresses_of_the_public_internet_are_public) {
    for (const char* address : {"127.0.0.1",
                                "127.255.255.255",
                                "10.0.0.1",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "0.0.0.0",
                                "224.0.0.1",
                                "255.255.255.255",
                                "198.18.0.1",
                                "192.0.2.1",
                                "::1",
                                "::",
                                "fe80::1",
                                "fe80::1%eth0",
                                "fc00::1",
                                "fd12::1",
                                "ff02::1",
                                "::ffff:127.0.0.1",
                                "::ffff:8.8.8.8",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::",
                                "2001:db8::1",
                                "2001::1",
                                "not an address",
                                ""}) {
        EXPECT_FALSE(is_public_address(address)) << address;
    }
    // Just beside the nets above.
    for (const char* address :
         {"126.255.255.255", "128.0.0.1", "9.255.255.255", "11.0.0.0", "172.15.255.255",
          "172.32.0.0", "192.167.255.255", "192.169.0.0", "169.253.255.255", "169.255.0.0",
          "100.63.255.255", "100.128.0.0", "223.255.255.255", "2606:4700::1111", "2001:200::1"}) {
        EXPECT_TRUE(is_public_address(address)) << address;
    }
}

TEST(Outgoing, what_leads_into_the_house_is_refused) {
    if (!can_send()) GTEST_SKIP() << "libcurl is not here";
    for (const char* url :
         {"https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/",
          "https://localhost/", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest"}) {
        const auto answer = ask({url, {}, {}}, {});
        ASSERT_FALSE(answer) << url;
        EXPECT_EQ(answer.error(), "the address is not a public one") << url;
    }
    for (const char* url : {"http://127.0.0.1/", "gopher://127.0.0.1/"}) {
        const auto answer = ask({url, {}, {}}, {});
        ASSERT_FALSE(answer) << url;
        EXPECT_EQ(answer.error(), "the address must begin with https://") << url;
    }
    EXPECT_FALSE(ask({"https://user:secret@example.org/", {}, {}}, {}));
    EXPECT_FALSE(ask({"file:///etc/passwd", {}, {}}, {}));
    EXPECT_FALSE(ask({"nothing", {}, {}}, {}));
}

}  // namespace
}  // namespace phaen::http
