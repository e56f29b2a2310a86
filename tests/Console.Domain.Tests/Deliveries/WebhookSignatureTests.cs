using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Deliveries;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class WebhookSignatureTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Deliveries", "webhooks", "vectors.json"))).RootElement;

    public static TheoryData<string> SignNames => Names("sign");
    public static TheoryData<string> VerifyNames => Names("verify");

    [Fact]
    public void No_vector_is_lost_in_silence()
    {
        Assert.Equal(6, SignNames.Count);
        Assert.Equal(16, VerifyNames.Count);
        Assert.Equal(DeliveriesLimits.SignatureToleranceSeconds, Vectors.GetProperty("tolerance_seconds").GetInt32());
    }

    [Theory, MemberData(nameof(SignNames))]
    public void Signs_as_the_published_vectors_say(string name)
    {
        var vector = Vector("sign", name);
        var secrets = vector.GetProperty("secrets").EnumerateArray().Select(secret => WebhookSecret.Parse(secret.GetString())!).ToList();

        var headers = WebhookSignature.Sign(vector.GetProperty("id").GetString()!, Instant(vector, "timestamp"), Body(vector), secrets);

        Assert.Equal(vector.GetProperty("signature").GetString(), headers.Signature);
        Assert.Equal(vector.GetProperty("id").GetString(), headers.Id);
        Assert.Equal(vector.GetProperty("timestamp").GetRawText(), headers.Timestamp);
    }

    [Theory, MemberData(nameof(VerifyNames))]
    public void Verifies_as_the_published_vectors_say(string name)
    {
        var vector = Vector("verify", name);
        var sent = vector.GetProperty("headers");
        var headers = new WebhookHeaders(Header(WebhookHeaders.IdName), Header(WebhookHeaders.TimestampName), Header(WebhookHeaders.SignatureName));

        var valid = WebhookSignature.Verify(WebhookSecret.Parse(vector.GetProperty("secret").GetString())!, headers, Body(vector), Instant(vector, "now"));

        Assert.Equal(vector.GetProperty("valid").GetBoolean(), valid);

        string? Header(string header) => sent.TryGetProperty(header, out var value) ? value.GetString() : null;
    }

    [Fact]
    public void During_a_rotation_either_secret_verifies_and_no_third()
    {
        var (old, fresh, third) = (Secret(1), Secret(2), Secret(3));
        var now = DateTimeOffset.FromUnixTimeSeconds(1_795_330_800);

        var headers = WebhookSignature.Sign("msg_1", now, "{}"u8, [fresh, old]);

        Assert.True(WebhookSignature.Verify(old, headers, "{}"u8, now));
        Assert.True(WebhookSignature.Verify(fresh, headers, "{}"u8, now));
        Assert.False(WebhookSignature.Verify(third, headers, "{}"u8, now));
    }

    [Fact]
    public void Any_flipped_bit_of_the_body_breaks_the_signature()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_795_330_800);
        var bodies = ArbMap.Default.GeneratorFor<byte[]>().Where(body => body.Length > 0);

        Prop.ForAll(bodies.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (body, bit) =>
        {
            var headers = WebhookSignature.Sign("msg_1", now, body, [Secret(1)]);
            var changed = body.ToArray();
            changed[bit % body.Length] ^= (byte)(1 << (bit % 8));

            return WebhookSignature.Verify(Secret(1), headers, body, now) && !WebhookSignature.Verify(Secret(1), headers, changed, now);
        }).QuickCheckThrowOnFailure();
    }

    [Theory, InlineData(""), InlineData("msg.1")]
    public void An_id_that_would_make_the_signed_text_ambiguous_is_not_signed(string id) =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(id, DateTimeOffset.UnixEpoch, "{}"u8, [Secret(1)]));

    [Fact]
    public void Nothing_is_sent_unsigned() =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, []));

    private static WebhookSecret Secret(byte fill) => WebhookSecret.Of([.. Enumerable.Repeat(fill, 32)]);

    private static TheoryData<string> Names(string member) =>
        [.. Vectors.GetProperty(member).EnumerateArray().Select(vector => vector.GetProperty("name").GetString()!)];

    private static JsonElement Vector(string member, string name) =>
        Vectors.GetProperty(member).EnumerateArray().Single(vector => vector.GetProperty("name").GetString() == name);

    private static byte[] Body(JsonElement vector) => Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);

    private static DateTimeOffset Instant(JsonElement vector, string member) =>
        DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty(member).GetInt64());
}
