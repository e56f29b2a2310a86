using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Incidents;

public sealed class ReportFailureTests
{
    [Theory, EveryDatabase]
    public async Task One_click_on_a_run_opens_an_incident_with_its_story_and_its_bundle(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();

        var id = await stage.ReportedAsync();

        var sheet = await stage.SheetAsync(id);
        Assert.Equal((IncidentState.Open, IncidentsStage.Agent.Name, "production", IncidentsStage.Run, FaultDomain.Tools),
            (sheet.Incident.State, sheet.Incident.Agent, sheet.Incident.Environment, sheet.Incident.RunName, sheet.Incident.Fault));
        Assert.Contains(sheet.Incident.StoryLines, line => line.Point == StoryPoint.FirstWrong && line.Name == "billing.refund");
        Assert.Equal("dri@example.com", sheet.Dri);
        var opened = Assert.Single(await stage.Console.WholeLedgerAsync(), entry => entry.Kind == "incident_opened");
        Assert.Equal(("incident:" + id, IncidentsStage.Oncall.Actor), (opened.Subject, opened.Actor));
        // Neither the title nor the run's name stands in the chain.
        Assert.DoesNotContain(IncidentsStage.Run, opened.Payload, StringComparison.Ordinal);

        var (_, bundle) = (await stage.Console.Get<IncidentQuery>().BundleAsync(id, null, default))!.Value;
        Assert.Equal(Digest.OfBytes(Encoding.UTF8.GetBytes(bundle.Content)), bundle.Digest);
        Assert.Equal(bundle.Content, CanonicalJson.Text(JsonElement.Parse(bundle.Content)));
        var calls = JsonElement.Parse(bundle.Content).GetProperty("tool_calls");
        Assert.Equal(3, calls.GetArrayLength());
        Assert.Equal("timeout", calls[2].GetProperty("error_type").GetString());
        Assert.Equal(3, JsonElement.Parse(bundle.Content).GetProperty("trace_ids").GetArrayLength());
        Assert.Equal(opened.Seq - 1, JsonElement.Parse(bundle.Content).GetProperty("ledger_head").GetProperty("seq").GetInt64());
    }

    [Theory, EveryDatabase]
    public async Task However_many_click_at_once_there_is_one_incident(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var handler = stage.Console.Get<ReportFailureHandler>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            handler.HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfRun(IncidentsStage.Run, null, null)), default))));

        var id = Assert.Single(outcomes.OfType<ReportOutcome.Opened>()).Id;
        Assert.All(outcomes.OfType<ReportOutcome.AlreadyOpen>(), open => Assert.Equal(id, open.Id));
        Assert.Equal((7, 1), (outcomes.OfType<ReportOutcome.AlreadyOpen>().Count(), await stage.Console.ReadAsync(db => db.Incidents.CountAsync())));
    }

    [Theory, EveryDatabase]
    public async Task Once_it_is_closed_the_same_run_may_be_reported_again(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var first = await stage.ReportedAsync();
        await stage.ChangeAsync(first, new IncidentChange.AnswerReview("all", "refund", "none"));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(first, new IncidentChange.Close([new(GroundKind.EvalCase, "refund-times-out")])));

        Assert.NotEqual(first, await stage.ReportedAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_bundle_holds_arguments_as_the_contract_lets_traces_hold_them_and_people_by_id(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.Console.AcceptRedactedAsync();
        var reviewer = A.Reviewer("Rita Reviewer");
        var proposal = await stage.Console.ProposedAsync("key-1", """{"order_id":"W-1","amount":120.5,"email":"customer@example.com"}""");
        await stage.Console.DecideAsync(reviewer, proposal, DecisionKind.Approve);

        var outcome = await stage.Console.Get<ReportFailureHandler>().HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfProposal(proposal.Id)), default);

        var id = Assert.IsType<ReportOutcome.Opened>(outcome).Id;
        var (_, bundle) = (await stage.Console.Get<IncidentQuery>().BundleAsync(id, 1, default))!.Value;
        var content = JsonElement.Parse(bundle.Content);
        var change = Assert.Single(content.GetProperty("proposals").EnumerateArray());
        Assert.Equal(("W-1", proposal.Digest), (change.GetProperty("args").GetProperty("order_id").GetString(), change.GetProperty("digest").GetString()));
        Assert.StartsWith("h:", change.GetProperty("args").GetProperty("email").GetString(), StringComparison.Ordinal);
        Assert.Equal(reviewer.Id.ToString(), Assert.Single(content.GetProperty("approvals").EnumerateArray()).GetProperty("person").GetString());
        Assert.NotEmpty(content.GetProperty("policy_log").EnumerateArray());
        Assert.Contains(content.GetProperty("ledger").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "proposal_decided");
        Assert.DoesNotContain("customer@example.com", bundle.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("Rita", bundle.Content, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Of_what_is_still_voted_on_a_bundle_tells_no_vote(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        var proposal = A.Proposal().By(IncidentsStage.Agent).Build();
        await stage.Console.AddAsync(proposal, new Decision
        {
            Id = DecisionId.New(A.Moment),
            ProposalId = proposal.Id,
            PersonId = PersonId.New(A.Moment),
            PersonName = "First",
            Kind = DecisionKind.Approve,
            Digest = proposal.Digest,
            At = A.Moment,
        });

        var outcome = await stage.Console.Get<ReportFailureHandler>().HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfProposal(proposal.Id)), default);

        var (_, bundle) = (await stage.Console.Get<IncidentQuery>().BundleAsync(Assert.IsType<ReportOutcome.Opened>(outcome).Id, null, default))!.Value;
        Assert.Empty(JsonElement.Parse(bundle.Content).GetProperty("approvals").EnumerateArray());
        Assert.DoesNotContain("proposal_decided", bundle.Content, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_long_run_is_cut_and_the_bundle_says_where(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync(calls: IncidentLimits.BundleToolCallsMax + 50);

        var id = await stage.ReportedAsync();

        var (_, bundle) = (await stage.Console.Get<IncidentQuery>().BundleAsync(id, null, default))!.Value;
        var count = JsonElement.Parse(bundle.Content).GetProperty("counts").GetProperty("tool_calls");
        Assert.True(bundle.IsCut);
        Assert.Equal(IncidentLimits.BundleToolCallsMax + 50, count.GetProperty("of").GetInt32());
        Assert.InRange(count.GetProperty("kept").GetInt32(), 1, IncidentLimits.BundleToolCallsMax);
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Content), 1, 8 * IncidentLimits.BundleSectionBytesMax);
    }

    [Theory, EveryDatabase]
    public async Task Bundling_again_keeps_what_was_bundled_before(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        var before = (await stage.SheetAsync(id)).Bundles[0];
        stage.Console.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<IncidentOutcome.Done>(await stage.Console.Get<RefreshBundleHandler>().HandleAsync(new(IncidentsStage.Oncall, id), default));

        var bundles = (await stage.SheetAsync(id)).Bundles;
        Assert.Equal((2, before), (bundles[0].Number, bundles[1]));
        Assert.NotEqual(before.Digest, bundles[0].Digest);
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_there_is_not_reported_and_who_may_not_reports_nothing(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var handler = stage.Console.Get<ReportFailureHandler>();

        Assert.Equal(new ReportOutcome.NotFound("run"), await handler.HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfRun("nothing", null, null)), default));
        Assert.Equal(new ReportOutcome.NotFound("proposal"), await handler.HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfProposal(ProposalId.New(A.Moment))), default));
        Assert.Equal(new ReportOutcome.NotFound("alert"), await handler.HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfAlert(AlertId.New(A.Moment))), default));
        foreach (var caller in (Caller[])[A.Person("Aud", Role.Auditor), A.Person("Fin", Role.Finance), IncidentsStage.Agent])
            Assert.Equal(new ReportOutcome.RoleMissing(Permission.ReportFailures), await handler.HandleAsync(new(caller, new FailureSubject.OfRun(IncidentsStage.Run, null, null)), default));
        Assert.IsType<ReportOutcome.Malformed>(await handler.HandleAsync(new(IncidentsStage.Oncall, new FailureSubject.OfRun(IncidentsStage.Run, null, null), "two\nlines"), default));
        Assert.Equal(0, await stage.Console.ReadAsync(db => db.Incidents.CountAsync()));
    }
}
