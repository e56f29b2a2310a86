using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class ProposalQueryTests
{
    [Theory, EveryDatabase]
    public async Task Pages_lose_no_row_even_where_many_came_at_one_instant(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposals = Enumerable.Range(0, 7).Select(_ => A.Proposal().Build()).ToList();
        await console.AddAsync([.. proposals]);

        var seen = new List<ProposalId>();
        PageCursor? after = null;
        do
        {
            var page = await console.Get<ProposalQuery>().RowsAsync(new(), after, 3, CancellationToken.None);
            seen.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(proposals.Select(proposal => proposal.Id).ToHashSet(), seen.ToHashSet());
        Assert.Equal(7, seen.Count);
    }

    [Theory, EveryDatabase]
    public async Task A_search_finds_words_or_a_whole_id_and_bears_what_no_text_holds(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var (refund, mail) = (A.Proposal().Build(), A.Proposal().Using("mail.send").Build());
        await console.AddAsync(refund, mail);

        Assert.Equal([mail.Id], await FindAsync(console, " mail.s "));
        Assert.Equal([refund.Id], await FindAsync(console, refund.Id.ToString()));
        Assert.Empty(await FindAsync(console, "mail\0"));
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) => HallwayConsole.StartAsync(provider);

    private static async Task<IEnumerable<ProposalId>> FindAsync(TestConsole console, string search) =>
        (await console.Get<ProposalQuery>().RowsAsync(new(search), null, 10, CancellationToken.None)).Rows.Select(row => row.Id);
}
