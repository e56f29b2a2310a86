using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace AgentConsole.Web.Tests.Ledger;

public sealed class LedgerEndpointsTests
{
    [Fact]
    public async Task The_export_is_verified_without_the_console_under_the_key_of_its_head()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        var head = await auditor.GetFromAsync(new("/api/v1/ledger/head", UriKind.Relative));
        using var response = await auditor.GetAsync(new Uri("/api/v1/ledger/export", UriKind.Relative));
        var export = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("ledger.jsonl", response.Content.Headers.ContentDisposition?.FileName);
        using var reader = new StringReader(export);
        var whole = Assert.IsType<LedgerVerdict.Whole>(
            await LedgerVerifier.VerifyExportAsync(reader, PinnedKeys.OfThumbprint(head.Text("kid")!), CancellationToken.None));
        Assert.Equal((head.GetProperty("seq").GetInt64(), head.Text("hash")), (whole.Entries, whole.HeadHash));
        Assert.DoesNotContain("aud@example.com", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_is_the_last_entry_and_signed_as_it_says()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        var head = await auditor.GetFromAsync(new("/api/v1/ledger/head", UriKind.Relative));
        var seq = head.GetProperty("seq").GetInt64();
        var last = Assert.Single((await PageAsync(auditor, seq - 1, null)).GetProperty("items").EnumerateArray());

        Assert.Equal(last.Text("hash"), head.Text("hash"));
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(head.Text("x")), Y = Base64UrlEncoder.DecodeBytes(head.Text("y")) },
        });
        var signed = string.Create(CultureInfo.InvariantCulture,
            $"agentconsole-ledger-head-1\n{seq}\n{head.Text("hash")}\n{head.GetProperty("signed_at").GetDateTimeOffset().UtcDateTime:O}\n");
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(signed), Base64UrlEncoder.DecodeBytes(head.Text("signature")), HashAlgorithmName.SHA256));
        Assert.Equal(["hash", "kid", "seq", "signature", "signed_at", "x", "y"], head.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Contains(await AllAsync(auditor, 100), entry => entry.Text("subject") == "signing_key:" + head.Text("kid"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_end()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        var seqs = (await AllAsync(auditor, 2)).Select(entry => entry.GetProperty("seq").GetInt64()).ToList();

        Assert.True(seqs.Count > 4, $"{seqs.Count} entries say little of pages");
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(number => (long)number), seqs);
        var behind = await PageAsync(auditor, seqs[^1], null);
        Assert.Equal((0, null), (behind.GetProperty("items").GetArrayLength(), behind.Text("next")));
    }

    [Fact]
    public async Task A_page_that_cannot_be_is_refused()
    {
        var (console, auditor) = await StartAsync();
        await using var _ = console;

        foreach (var query in (string[])["after=-1", "after=one", "after=99999999999999999999", "limit=0", "limit=501", "limit=1.5"])
        {
            using var response = await auditor.GetAsync(new Uri("/api/v1/ledger?" + query, UriKind.Relative));

            Assert.Equal((query, 400), (query, (int)response.StatusCode));
            Assert.Equal("malformed", await response.CodeAsync());
        }
    }

    private static async Task<(RunningConsole Console, HttpClient Auditor)> StartAsync()
    {
        var console = await RunningConsole.StartAsync();
        var auditor = await console.Seed.PersonAsync("Aud", Role.Auditor);
        await console.Seed.PersonAsync("Rita", Role.Reviewer);
        return (console, console.Client(await console.Seed.TokenAsync(auditor)));
    }

    private static Task<JsonElement> PageAsync(HttpClient auditor, long after, int? limit) => auditor.GetFromAsync(new(
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/ledger?after={after}") + (limit is { } count ? $"&limit={count}" : ""), UriKind.Relative));

    private static async Task<List<JsonElement>> AllAsync(HttpClient auditor, int limit)
    {
        var entries = new List<JsonElement>();
        for (var after = "0"; after is not null;)
        {
            var page = await PageAsync(auditor, long.Parse(after, CultureInfo.InvariantCulture), limit);
            entries.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.Text("next");
        }

        return entries;
    }
}
