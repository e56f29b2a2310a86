using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Infrastructure.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class ExportVerifierTests
{
    [Fact]
    public async Task An_export_is_whole_and_its_first_head_is_signed_by_a_key_that_the_chain_holds()
    {
        var export = await Exported.MakeAsync();

        var whole = Assert.IsType<LedgerVerdict.Whole>(await export.VerifyAsync());

        Assert.Equal((3, (string?)export.Head["kid"]), (whole.Entries, whole.Head?.Kid));
        Assert.Contains("signing_key_created", export.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_changed_byte_of_any_line_is_found()
    {
        var export = await Exported.MakeAsync();
        var bytes = export.Lines.Select(Encoding.UTF8.GetBytes).ToList();
        var flips = from line in Gen.Choose(0, bytes.Count - 1)
                    from position in Gen.Choose(0, bytes[line].Length - 1)
                    from mask in Gen.Choose(1, 255)
                    select (Line: line, Position: position, Mask: (byte)mask);

        Prop.ForAll(flips.ToArbitrary(), flip =>
        {
            var changed = bytes.Select(line => line.ToArray()).ToList();
            changed[flip.Line][flip.Position] ^= flip.Mask;
            var file = changed.SelectMany(line => line.Append((byte)'\n')).ToArray();

            return IsSameText(bytes[flip.Line], changed[flip.Line]) || IsFound(Exported.VerifyAsync(file).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(0, "format")]
    [InlineData(0, "entries")]
    [InlineData(2, "seq")]
    [InlineData(2, "at")]
    [InlineData(2, "kind")]
    [InlineData(2, "actor")]
    [InlineData(2, "subject")]
    [InlineData(2, "payload")]
    [InlineData(2, "previous_hash")]
    [InlineData(2, "hash")]
    [InlineData(4, "seq")]
    [InlineData(4, "hash")]
    [InlineData(4, "signed_at")]
    [InlineData(4, "kid")]
    [InlineData(4, "signature")]
    [InlineData(4, "x")]
    [InlineData(4, "y")]
    public async Task Every_member_counts(int line, string member)
    {
        var export = await Exported.MakeAsync();
        var isHead = line == export.HeadLine;

        Assert.IsNotType<LedgerVerdict.Whole>(await export.Changed(line, json => Flip(isHead ? json["head"]! : json)).VerifyAsync());
        Assert.IsNotType<LedgerVerdict.Whole>(await export.Changed(line, json => (isHead ? json["head"]! : json).AsObject().Remove(member)).VerifyAsync());
        Assert.IsNotType<LedgerVerdict.Whole>(await export.Changed(line, json => (isHead ? json["head"]! : json)[member] = null).VerifyAsync());

        void Flip(JsonNode parent)
        {
            if (parent[member]!.GetValueKind() == JsonValueKind.Number) parent[member] = (long)parent[member]! + 1;
            else if (DateTimeOffset.TryParse((string)parent[member]!, out var at)) parent[member] = at.AddMicroseconds(1);
            else parent[member] = Flipped((string)parent[member]!);
        }
    }

    [Fact]
    public async Task A_line_that_says_more_than_an_export_holds_is_no_export()
    {
        var export = await Exported.MakeAsync();

        foreach (var line in Enumerable.Range(0, export.Lines.Count))
            Assert.IsType<LedgerVerdict.Unreadable>(await export.Changed(line, json => json["note"] = "approved by Ana").VerifyAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task An_export_whose_end_is_cut_off_is_broken(int lines)
    {
        var export = await Exported.MakeAsync();

        var broken = Assert.IsType<LedgerVerdict.Broken>(await new Exported([.. export.Lines.Take(lines)]).VerifyAsync());

        Assert.Equal("the export ends before its head", broken.Why);
    }

    [Fact]
    public async Task A_cut_in_the_middle_of_a_line_is_found()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat((await Exported.MakeAsync()).Lines.Select(line => line + "\n")));

        for (var length = 0; length < file.Length - 1; length++)
            Assert.True(IsFound(await Exported.VerifyAsync(file[..length])), $"cut after {length} bytes");
    }

    [Fact]
    public async Task An_entry_that_is_missing_moved_or_there_twice_breaks_the_chain_at_its_place()
    {
        var export = await Exported.MakeAsync();
        IReadOnlyList<string> lines = export.Lines;

        var missing = Assert.IsType<LedgerVerdict.Broken>(await export.Without(2).VerifyAsync());
        var moved = Assert.IsType<LedgerVerdict.Broken>(await new Exported([lines[0], lines[2], lines[1], lines[3], lines[4]]).VerifyAsync());
        var twice = Assert.IsType<LedgerVerdict.Broken>(await new Exported([lines[0], lines[1], lines[1], .. lines.Skip(2)]).VerifyAsync());

        Assert.Equal((2, 1, 2), (missing.Seq, moved.Seq, twice.Seq));
        Assert.Equal("entry 2 is missing", missing.Why);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("the last line again")]
    [InlineData("an entry again")]
    public async Task What_follows_the_head_is_found_and_named(string line)
    {
        var export = await Exported.MakeAsync();
        line = line switch
        {
            "the last line again" => export.Lines[^1],
            "an entry again" => export.Lines[1],
            _ => line,
        };

        var broken = Assert.IsType<LedgerVerdict.Broken>(await new Exported([.. export.Lines, line]).VerifyAsync());

        Assert.Equal((4, "line 6 follows the signed head"), (broken.Seq, broken.Why));
    }

    [Fact]
    public async Task A_chain_that_was_rewritten_and_signed_with_another_key_is_broken()
    {
        var export = await Exported.MakeAsync();
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var rewritten = export.Changed(2, json => json["payload"] = """{"what":"nothing"}""").Resealed(forger);
        var signedAnew = Assert.IsType<LedgerVerdict.Broken>(await export.Resealed(forger).VerifyAsync());

        Assert.IsType<LedgerVerdict.Broken>(await rewritten.VerifyAsync());
        Assert.Equal("the key that signed the head is not the one that the chain holds", signedAnew.Why);
    }

    [Fact]
    public async Task A_chain_that_was_rewritten_together_with_its_key_is_found_by_who_holds_the_key()
    {
        var export = await Exported.MakeAsync();
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = forger.ExportParameters(includePrivateParameters: false).Q;
        var honest = (string)export.Head["kid"]!;

        var forged = export.Changed(2, json => json["payload"] = """{"what":"nothing"}""").Changed(3, json => json["payload"] =
            $$"""{"purpose":"ledger_head","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""").Resealed(forger);

        Assert.IsType<LedgerVerdict.Whole>(await forged.VerifyAsync());
        var broken = Assert.IsType<LedgerVerdict.Broken>(await forged.VerifyAsync(PinnedKeys.OfThumbprint(honest)));
        Assert.Equal("the head was signed by another key than the one to be trusted", broken.Why);
        Assert.IsType<LedgerVerdict.Whole>(await export.VerifyAsync(PinnedKeys.OfThumbprint(honest)));
    }

    [Fact]
    public async Task A_trusted_key_is_taken_as_a_key_a_key_set_or_a_head_that_was_kept()
    {
        var export = await Exported.MakeAsync();
        var (head, kept) = (export.Head, export.Lines[^1]);
        var key = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = (string)head["x"]!, ["y"] = (string)head["y"]! };
        var other = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = (string)head["y"]!, ["y"] = (string)head["x"]! };

        string[] trusting = [key.ToJsonString(), $$"""{"keys":[{{other.ToJsonString()}},{{key.ToJsonString()}}]}""", head.ToJsonString(), kept];
        foreach (var text in trusting) Assert.IsType<LedgerVerdict.Whole>(await export.VerifyAsync(PinnedKeys.OfJson(text)));

        Assert.IsType<LedgerVerdict.Broken>(await export.VerifyAsync(PinnedKeys.OfJson(other.ToJsonString())));
        Assert.All(["", "null", "[]", "{}", """{"keys":7}""", """{"keys":[]}""", """{"x":1,"y":2}"""], text => Assert.Null(PinnedKeys.OfJson(text)));
        Assert.All(["", "support", new string('A', 42), new string('A', 44)], text => Assert.Null(PinnedKeys.OfThumbprint(text)));
    }

    [Fact]
    public async Task A_key_for_grants_signs_no_head()
    {
        var export = await Exported.MakeAsync();
        var payload = JsonNode.Parse((string)JsonNode.Parse(export.Lines[3])!["payload"]!)!;
        payload["purpose"] = "grant";
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var broken = await export.Changed(3, json => json["payload"] = payload.ToJsonString()).Resealed(forger).VerifyAsync();

        Assert.Equal("the chain does not hold the key that signed the head", Assert.IsType<LedgerVerdict.Broken>(broken).Why);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("null\n")]
    [InlineData("[1,2]\n")]
    [InlineData("not a ledger\n")]
    [InlineData("""{"format":"agentconsole-ledger-2","entries":0}""")]
    [InlineData("""{"format":"agentconsole-ledger-1","entries":1}""" + "\nnull\n")]
    [InlineData("""{"format":"agentconsole-ledger-1","entries":1}""" + "\n" + """{"seq":1,"at":"2026-04-10T03:14:22+00:00","kind":"\ud800","actor":"","subject":"","payload":"","previous_hash":"","hash":""}""" + "\n")]
    public async Task What_is_no_ledger_is_unreadable(string file) =>
        Assert.IsType<LedgerVerdict.Unreadable>(await Exported.VerifyAsync(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public async Task Bytes_that_are_no_text_are_unreadable() =>
        Assert.IsType<LedgerVerdict.Unreadable>(await Exported.VerifyAsync([0xff, 0x00, 0xc3, 0x28, (byte)'\n']));

    // A letter of an escape may change its case without changing what is said.
    private static bool IsSameText(byte[] before, byte[] after)
    {
        try
        {
            return JsonElement.DeepEquals(JsonElement.Parse(before), JsonElement.Parse(after));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsFound(LedgerVerdict verdict) => verdict is LedgerVerdict.Broken or LedgerVerdict.Unreadable;

    private static string Flipped(string text) => text.Length == 0 ? "x" : (char)(text[0] ^ 1) + text[1..];
}
