using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Testing.Policies;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OpaBundleTests
{
    private static readonly CedarSetText Refunds = new("refunds", 3, OpaAnswers.DecisionRego);
    private static readonly CedarSetText Conflict = new("a.conflict", 1, "# a comment\n\n  # another: package wrong\npackage agentconsole.conflict\n");

    [Fact]
    public async Task It_holds_a_manifest_and_each_set_as_it_was_written()
    {
        var bundle = OpaBundle.Of([Refunds, Conflict]);

        var files = await FilesOf(bundle);
        Assert.Equal(["/.manifest", "/a.conflict/policy.rego", "/refunds/policy.rego"], files.Keys);
        Assert.Equal("""{"revision":"a.conflict@1,refunds@3","roots":["agentconsole"],"rego_version":1}""", files["/.manifest"]);
        Assert.Equal(Refunds.Text, files["/refunds/policy.rego"]);
        Assert.Equal(("a.conflict@1,refunds@3", 2), (bundle.Revision, bundle.Sets.Count));
    }

    [Fact]
    public void The_same_policies_are_the_same_bytes_whatever_their_order()
    {
        var (one, other) = (OpaBundle.Of([Refunds, Conflict]), OpaBundle.Of([Conflict, Refunds]));

        Assert.Equal(one.Tag, other.Tag);
        Assert.True(one.Bytes.Span.SequenceEqual(other.Bytes.Span));
    }

    [Fact]
    public void Another_version_text_or_set_is_another_bundle() => Assert.Equal(5, new[]
    {
        OpaBundle.Of([Refunds]), OpaBundle.Of([Refunds with { Version = 4 }]), OpaBundle.Of([Refunds with { Text = Refunds.Text + "\n" }]),
        OpaBundle.Of([Refunds, Conflict]), OpaBundle.Of([]),
    }.Select(bundle => bundle.Tag).Distinct().Count());

    [Theory]
    [InlineData("package other.thing\n", "[\"other\"]")]
    [InlineData("\uFEFFpackage agentconsole[\"x y\"]\n", "[\"agentconsole\"]")]
    [InlineData("import rego.v1\npackage late\n", "[\"\"]")]
    [InlineData("", "[\"\"]")]
    [InlineData("packaged\n", "[\"\"]")]
    public async Task It_owns_what_its_packages_say_and_all_where_they_say_nothing(string text, string roots) => Assert.Contains(
        $"\"roots\":{roots}", (await FilesOf(OpaBundle.Of([new("odd", 1, text)])))["/.manifest"], StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_set_it_still_owns_what_the_console_asks() => Assert.Equal(
        """{"revision":"none","roots":["agentconsole"],"rego_version":1}""", (await FilesOf(OpaBundle.Of([])))["/.manifest"]);

    [Fact]
    public async Task The_longest_names_and_many_sets_fit()
    {
        var sets = Enumerable.Range(0, 30).Select(number => new CedarSetText(new string('n', PolicyLimits.SetNameLengthMax - 2) + number.ToString("00", null), 1, "package agentconsole.x")).ToList();

        var bundle = OpaBundle.Of(sets);

        Assert.Equal(31, (await FilesOf(bundle)).Count);
        Assert.StartsWith("sha-256:", bundle.Revision, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> FilesOf(OpaBundle bundle)
    {
        await using var gzip = new GZipStream(new MemoryStream(bundle.Bytes.ToArray()), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        var files = new Dictionary<string, string>();
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            Assert.Equal((TarEntryType.RegularFile, DateTimeOffset.UnixEpoch), (entry.EntryType, entry.ModificationTime));
            using var text = new StreamReader(entry.DataStream ?? Stream.Null, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            files.Add(entry.Name, await text.ReadToEndAsync());
        }

        return files;
    }
}
