using AgentConsole.Domain.Ledger;
using Xunit;

namespace AgentConsole.Domain.Tests.Ledger;

public sealed class EntryPayloadTests
{
    [Fact]
    public void Texts_and_commitments_are_told_apart()
    {
        var payload = EntryPayload.Of("""{"what":"one","email":{"commitment":"sha-256:abc"}}""")!;

        Assert.Equal(("one", null), (payload.TextOf("what"), payload.TextOf("email")));
        Assert.Equal([new("email", "sha-256:abc")], payload.Commitments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"amount":1}""")]
    [InlineData("""{"email":{}}""")]
    [InlineData("""{"email":{"commitment":7}}""")]
    [InlineData("""{"what":"one","what":"two"}""")]
    [InlineData("""{"what":"\ud800"}""")]
    public void What_no_writer_wrote_is_no_payload(string payload) => Assert.Null(EntryPayload.Of(payload));
}
