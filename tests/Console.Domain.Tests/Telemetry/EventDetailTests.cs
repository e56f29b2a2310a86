using AgentConsole.Domain.Telemetry;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class EventDetailTests
{
    [Fact]
    public void What_the_ledger_says_of_an_event_is_read_back_from_its_detail()
    {
        var entry = new LedgerDetail(42, "sha-256:9f2c", "refunds", "3");

        Assert.Equal(entry, LedgerDetail.Of(T.Of(0, TraceKind.Policy) with { Detail = entry.ToDetail() }));
        Assert.Equal("refunds@3", entry.Policy);
        Assert.Null(new LedgerDetail(42, "sha-256:9f2c").Policy);
    }

    [Fact]
    public void An_agent_that_tells_of_a_ledger_itself_is_not_taken_for_the_ledger() =>
        Assert.Null(LedgerDetail.Of(T.Of(0, TraceKind.Step) with { Detail = """{"more":{"ledger":{"seq":1,"digest":"x"}}}""" }));

    [Fact]
    public void What_was_looked_up_is_read_with_its_ids()
    {
        var found = RetrievalDetail.Of(T.Of(0, TraceKind.Retrieval) with { Detail = """{"retrieval":{"index":"kb-prod","doc_ids":["KB-1","KB-2"]}}""" });

        Assert.Equal("kb-prod", found!.Index);
        Assert.Equal(["KB-1", "KB-2"], found.Documents);
        Assert.Null(RetrievalDetail.Of(T.Model(0)));
    }
}
