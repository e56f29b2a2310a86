using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Where each argument came from, in words on the card.</summary>
public sealed class ProvenanceTests : QueueStage
{
    [Fact]
    public async Task Each_argument_says_where_its_value_first_appeared_and_a_result_leads_to_the_proposal_that_read_it()
    {
        var source = await RefundAsync("W-0", adjust: command => command with { RunId = "run-7" });
        ArgumentOrigin[] traced =
        [
            new("/amount", Origin.Request, null, null),
            new("/order_id", Origin.Constant, null, null),
            new("/email", Origin.UntrustedResult, "web.get", 11),
            new("/name", Origin.TrustedResult, "crm.read", 3) { IsPartly = true },
            new("/note", Origin.Nowhere, null, null),
        ];
        var origins = new Origins(traced, WishOrigin.Unknown, false) { HasRequest = true };
        var proposal = await TracedAsync(source, origins, ",\"email\":\"x@evil.test\",\"name\":\"Ann\",\"note\":\"n\"");

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Equal(
            [("amount", "the request", "Ok"), ("order_id", "a fixed choice", "Neutral"), ("email", "web.get, untrusted, step 11", "Danger"),
                ("name", "crm.read, trusted, step 3, in parts", "Info"), ("note", "seen nowhere", "Warn")], Chips(page)));
        Assert.Equal([Links.Proposal(source.Id.ToString()), Links.RunStep(RefundAgent, proposal.Environment, "run-7", 3)],
            page.FindAll(".arguments a.origin").Select(link => link.GetAttribute("href")));
        Assert.Contains("The chip says where a value first appeared in this run.", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_traced_as_a_whole_holds_for_its_parts_and_a_part_of_its_own_goes_before()
    {
        var proposal = await TracedAsync(null, new Origins(
            [new("/items", Origin.Request, null, null), new("/items/1", Origin.Nowhere, null, null)], WishOrigin.Unknown, false), ",\"items\":[\"a\",\"b\"]");

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Equal([("items › 0", "the request", "Ok"), ("items › 1", "seen nowhere", "Warn")], Chips(page)));
        Assert.Contains("The run told neither a goal nor a message", page.Find("article").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_named_to_mislead_stays_text_on_its_chip()
    {
        var proposal = await TracedAsync(null, new Origins([new("/amount", Origin.UntrustedResult, "\u202e<b>web</b>", 2)], WishOrigin.Unknown, false));

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("[U+202E]<b>web</b>, untrusted, step 2", page.Find(".origin").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".origin b"));
    }

    [Fact]
    public async Task What_was_not_traced_says_so()
    {
        var proposal = await TracedAsync(null, null);

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("Where these values came from was not traced.", page.Find("article").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".origin"));
    }

    [Fact]
    public async Task The_risk_names_the_table_that_scored_it()
    {
        var proposal = await RefundAsync("W-1");
        await ChangeAsync(proposal.Id, row => row.RiskTableVersion = 7);

        var page = OpenAt(proposal);

        await SeeAsync(() => Assert.Contains("table v7", page.Find(".risk-panel").TextContent, StringComparison.Ordinal));
    }

    private async Task<Proposal> TracedAsync(Proposal? source, Origins? origins, string more = "")
    {
        var proposal = await RefundAsync("W-1", more, command => command with { RunId = "run-7" });
        await ChangeAsync(proposal.Id, row => row.Origins = origins is null ? null : OriginsText.Of(origins));
        if (source is null) return proposal;
        await Console.Get<ConsoleTransaction>().RunAsync(async (db, inner) =>
        {
            var run = await db.Runs.SingleOrDefaultAsync(one => one.Name == "run-7", inner) ?? db.Runs.Add(Run.Begin(RefundAgent, source.Environment, "run-7", Clock.GetUtcNow())).Entity;
            db.RunReadings.Add(new RunReading
            {
                Run = run.Key,
                Step = 11,
                Kind = ReadingKind.Tool,
                Tool = "web.get",
                Trust = ResultTrust.Untrusted,
                Marks = [],
                Digest = new byte[RunLimits.DigestBytes],
                At = Clock.GetUtcNow(),
                Proposal = source.Id,
            });
            return true;
        }, CancellationToken.None);
        return proposal;
    }

    private Task<bool> ChangeAsync(ProposalId id, Action<Proposal> change) => Console.Get<ConsoleTransaction>().RunAsync(async (db, inner) =>
    {
        change(await db.Proposals.SingleAsync(row => row.Id == id, inner));
        return true;
    }, CancellationToken.None);

    private static List<(string, string, string)> Chips(IRenderedComponent<QueuePage> page) =>
        [.. page.FindAll(".arguments tr").Where(row => row.QuerySelector(".origin") is not null).Select(row =>
            (row.QuerySelector("th")!.TextContent.Trim(), row.QuerySelector(".origin")!.TextContent.Trim(), row.QuerySelector(".origin")!.GetAttribute("data-tone")!))];
}
