using System.Net;
using System.Net.Sockets;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries.Guard;

public sealed class AddressGuardTests
{
    private static readonly AddressGuard Guard = new(new DeliveriesOptions(), WayOut.Webhooks);

    public static TheoryData<string> Blocked4 =>
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"
    ];

    public static TheoryData<string> Blocked6 =>
    [
        "::/128", "::1/128", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8", "64:ff9b:1::/48", "fec0::/10", "::/96"
    ];

    [Theory, MemberData(nameof(Blocked4)), MemberData(nameof(Blocked6))]
    public void No_address_of_a_blocked_range_is_reached(string range) =>
        Prop.ForAll(AddressesOf(range).ToArbitrary(), address => AddressGuard.BlockedRange(address) is not null).QuickCheckThrowOnFailure();

    [Theory, MemberData(nameof(Blocked4))]
    public void A_blocked_address_stays_blocked_inside_one_that_carries_it(string range) =>
        Prop.ForAll(AddressesOf(range).ToArbitrary(), address =>
            AddressGuard.BlockedRange(address.MapToIPv6()) is not null
            && AddressGuard.BlockedRange(Embed("64:ff9b::", 12, address)) is not null
            && AddressGuard.BlockedRange(Embed("2002::", 2, address)) is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.0.0.0")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2001:200::")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_next_to_a_blocked_range_is_reached(string address) =>
        Assert.Null(AddressGuard.BlockedRange(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hook", null)]
    [InlineData("https://example.com:8443/hook?a=1", null)]
    [InlineData("https://8.8.8.8/hook", null)]
    [InlineData("https://[2606:4700:4700::1111]/", null)]
    [InlineData("http://example.com/hook", "url_scheme")]
    [InlineData("https://example.com:22/", "url_port")]
    [InlineData("https://example.com:80/", "url_port")]
    [InlineData("https://user@example.com/", "url_userinfo")]
    [InlineData("https://user:word@example.com/", "url_userinfo")]
    [InlineData("https://example.com@127.0.0.1/", "url_userinfo")]
    [InlineData("", "url_malformed")]
    [InlineData("example.com/hook", "url_malformed")]
    [InlineData("//example.com/hook", "url_malformed")]
    [InlineData("ftp://example.com/", "url_malformed")]
    [InlineData("file:///etc/passwd", "url_malformed")]
    [InlineData("gopher://example.com/", "url_malformed")]
    [InlineData("https:///hook", "url_malformed")]
    [InlineData(" https://example.com/", "url_malformed")]
    [InlineData("https://example.com/\r\nX: y", "url_malformed")]
    [InlineData("https://example.com\\@127.0.0.1/", "url_malformed")]
    [InlineData("https://127.0.0.1/", "address_blocked")]
    [InlineData("https://127.1/", "address_blocked")]
    [InlineData("https://2130706433/", "address_blocked")]
    [InlineData("https://0x7f000001/", "address_blocked")]
    [InlineData("https://0177.0.0.1/", "address_blocked")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "address_blocked")]
    [InlineData("https://[::1]/", "address_blocked")]
    [InlineData("https://[::]/", "address_blocked")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address_blocked")]
    [InlineData("https://[64:ff9b::a00:1]/", "address_blocked")]
    [InlineData("https://[fe80::1]/", "address_blocked")]
    [InlineData("https://localhost/", "address_blocked")]
    [InlineData("https://localhost./", "address_blocked")]
    [InlineData("https://a.localhost/", "address_blocked")]
    [InlineData("https://intranet/", "address_blocked")]
    public void An_address_is_judged_before_anyone_is_asked(string text, string? code)
    {
        var fault = Guard.JudgeUrl(text, out var url);

        Assert.Equal(code, fault?.Code);
        Assert.Equal(code is null, url is not null);
    }

    [Fact]
    public void An_address_of_any_length_gets_an_answer() =>
        Assert.Equal("url_too_long", Guard.JudgeUrl("https://example.com/" + new string('a', 100_000), out _)?.Code);

    [Theory]
    [InlineData("http://127.0.0.1:9000/x", true)]
    [InlineData("https://127.0.0.1:9000/x", true)]
    [InlineData("http://127.0.0.1:9001/x", false)]
    [InlineData("http://127.0.0.1/x", false)]
    [InlineData("http://127.0.0.2:9000/x", false)]
    [InlineData("http://tools.internal/x", true)]
    [InlineData("https://TOOLS.internal/x", true)]
    [InlineData("http://tools.internal:8080/x", false)]
    [InlineData("http://x.tools.internal/x", false)]
    [InlineData("http://[::1]:9000/x", true)]
    [InlineData("http://user@127.0.0.1:9000/x", false)]
    public void The_operator_lets_through_exactly_what_was_named(string text, bool through)
    {
        var guard = new AddressGuard(new DeliveriesOptions { WebhookHosts = ["127.0.0.1:9000", "tools.internal", "[::1]:9000"] }, WayOut.Webhooks);

        Assert.Equal(through, guard.JudgeUrl(text, out _) is null);
    }

    [Theory]
    [InlineData("127.0.0.1:9000", true)]
    [InlineData("[::1]", true)]
    [InlineData("tools.internal:80", true)]
    [InlineData("*", false)]
    [InlineData("*.internal", false)]
    [InlineData("http://tools.internal", false)]
    [InlineData("tools.internal/x", false)]
    [InlineData("user@tools.internal", false)]
    [InlineData("tools.internal:0x50", false)]
    [InlineData("", false)]
    public void A_host_in_the_options_is_a_host(string host, bool good) =>
        Assert.Equal(good, !new DeliveriesOptions { WebhookHosts = [host] }.Faults().Any());

    private static Gen<IPAddress> AddressesOf(string range)
    {
        var network = IPNetwork.Parse(range);
        var length = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 4 : 16;
        return Gen.Choose(0, 255).ArrayOf(length).Select(random => new IPAddress(
            [.. network.BaseAddress.GetAddressBytes().Select((fixedByte, index) =>
            {
                var free = 0xFF >> Math.Clamp(network.PrefixLength - (index * 8), 0, 8);
                return (byte)(fixedByte | (random[index] & free));
            })]));
    }

    private static IPAddress Embed(string prefix, int at, IPAddress address)
    {
        var bytes = IPAddress.Parse(prefix).GetAddressBytes();
        address.GetAddressBytes().CopyTo(bytes, at);
        return new(bytes);
    }

    [Fact]
    public void What_a_preview_may_reach_no_webhook_and_no_callback_may()
    {
        var options = new DeliveriesOptions { PreviewHosts = ["crm.internal"], WebhookHosts = ["hooks.internal"] };
        var (webhooks, previews) = (new AddressGuard(options, WayOut.Webhooks), new AddressGuard(options, WayOut.Previews));

        Assert.Null(previews.JudgeUrl("http://crm.internal/cases", out _));
        Assert.Null(webhooks.JudgeUrl("http://hooks.internal/in", out _));
        Assert.NotNull(webhooks.JudgeUrl("http://crm.internal/cases", out _));
        Assert.NotNull(previews.JudgeUrl("http://hooks.internal/in", out _));
    }
}
