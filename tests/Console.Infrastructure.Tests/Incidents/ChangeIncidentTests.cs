using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Incidents;

public sealed class ChangeIncidentTests
{
    [Theory, EveryDatabase]
    public async Task It_is_closed_on_what_was_changed_and_not_before(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        var evalCase = new GroundWish(GroundKind.EvalCase, "https://evals.example.com/refund-twice");

        Assert.Equal([CloseGap.AccessReview, CloseGap.Ground], Assert.IsType<IncidentOutcome.Incomplete>(await stage.ChangeAsync(id, new IncidentChange.Close([]))).Gaps);
        Assert.Equal([CloseGap.AccessReview], Assert.IsType<IncidentOutcome.Incomplete>(await stage.ChangeAsync(id, new IncidentChange.Close([evalCase]))).Gaps);
        await stage.ChangeAsync(id, new IncidentChange.AnswerReview("billing.refund in production", "billing.refund", "none"));
        Assert.Equal([CloseGap.Ground], Assert.IsType<IncidentOutcome.Incomplete>(await stage.ChangeAsync(id, new IncidentChange.Close([]))).Gaps);
        Assert.Empty((await stage.SheetAsync(id)).Grounds);

        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.Close([evalCase])));

        var sheet = await stage.SheetAsync(id);
        Assert.Equal((IncidentState.Closed, evalCase.What), (sheet.Incident.State, Assert.Single(sheet.Grounds).What));
        Assert.Equal(new IncidentOutcome.WrongState(IncidentState.Closed), await stage.ChangeAsync(id, new IncidentChange.AnswerReview("a", "b", "c")));
        Assert.Equal(new IncidentOutcome.WrongState(IncidentState.Closed), await stage.ChangeAsync(id, new IncidentChange.Close([evalCase])));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.Reopen("It happened again.")));
        Assert.Equal(IncidentState.Investigating, (await stage.SheetAsync(id)).Incident.State);
        Assert.Equal(["incident_opened", "access_review_answered", "incident_closed", "incident_reopened"],
            (await stage.Console.WholeLedgerAsync()).Where(entry => entry.Subject == "incident:" + id).Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task A_policy_version_counts_only_if_it_was_published_since(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        await stage.Console.AddAsync(Set, Version(1, stage.Console.Clock.GetUtcNow().AddDays(-1)), Version(2, null), Version(3, stage.Console.Clock.GetUtcNow().AddHours(1)));
        var id = await stage.ReportedAsync();
        await stage.ChangeAsync(id, new IncidentChange.AnswerReview("all", "one", "none"));

        Assert.Equal("policy_version_unknown", await CodeAsync(9));
        Assert.Equal("policy_version_unchanged", await CodeAsync(1));
        Assert.Equal("policy_version_unchanged", await CodeAsync(2));
        Assert.IsType<IncidentOutcome.Done>(await CloseAsync(3));

        async Task<string> CodeAsync(int version) => Assert.IsType<IncidentOutcome.Malformed>(await CloseAsync(version)).Faults[0].Code;
        Task<IncidentOutcome> CloseAsync(int version) => stage.ChangeAsync(id, new IncidentChange.Close([new(GroundKind.PolicyVersion, "refunds", version)]));
    }

    [Theory, EveryDatabase]
    public async Task Notes_and_facts_stand_in_one_timeline_and_no_text_of_people_in_the_chain(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        stage.Console.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.ChangeAsync(id, new IncidentChange.Note("Called Lena about it."), A.Reviewer());
        stage.Console.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.ChangeAsync(id, new IncidentChange.Describe(State: IncidentState.Investigating));

        var timeline = (await stage.SheetAsync(id)).Timeline;

        Assert.Equal(["incident_opened", null, "incident_changed"], timeline.Select(moment => moment.Entry?.Kind));
        Assert.Equal("Called Lena about it.", timeline[1].Note);
        Assert.All(await stage.Console.WholeLedgerAsync(), entry => Assert.DoesNotContain("Lena", entry.Payload, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Follow_ups_have_an_owner_and_a_day_and_are_finished_once(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        var today = DateOnly.FromDateTime(stage.Console.Clock.GetUtcNow().UtcDateTime);

        Assert.IsType<IncidentOutcome.Malformed>(await stage.ChangeAsync(id, new IncidentChange.AddFollowUp("Shrink the manifest", " ", today)));
        Assert.IsType<IncidentOutcome.Malformed>(await stage.ChangeAsync(id, new IncidentChange.AddFollowUp("Shrink the manifest", "ada", today.AddDays(-1))));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.AddFollowUp("Shrink the manifest", "ada@example.com", today.AddDays(7))));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.FinishFollowUp(1)));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.FinishFollowUp(1)));
        Assert.Equal(new IncidentOutcome.NotFound("follow-up"), await stage.ChangeAsync(id, new IncidentChange.FinishFollowUp(2)));

        var one = Assert.Single((await stage.SheetAsync(id)).FollowUps);
        Assert.Equal((today.AddDays(7), true), (one.DueOn, one.DoneAt is not null));
        Assert.Single(await stage.Console.WholeLedgerAsync(), entry => entry.Kind == "follow_up_finished");
    }

    [Theory, EveryDatabase]
    public async Task Whoever_read_another_version_is_told_so(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        var read = (await stage.SheetAsync(id)).Incident.Version;
        await stage.ChangeAsync(id, new IncidentChange.Describe(Severity: IncidentSeverity.Critical), seen: read);

        Assert.Equal(new IncidentOutcome.Changed(read + 1), await stage.ChangeAsync(id, new IncidentChange.Describe(Title: "Another title"), seen: read));
    }

    [Theory, EveryDatabase]
    public async Task A_dri_handles_the_incidents_of_own_agents_and_a_reviewer_none(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();
        var severe = new IncidentChange.Describe(Severity: IncidentSeverity.Critical);

        Assert.Equal(new IncidentOutcome.NotYourAgent(), await stage.ChangeAsync(id, severe, A.Person("Another", Role.Dri)));
        Assert.Equal(new IncidentOutcome.RoleMissing(Permission.HandleIncidents), await stage.ChangeAsync(id, severe, A.Reviewer()));
        Assert.Equal(new IncidentOutcome.RoleMissing(Permission.HandleIncidents), await stage.ChangeAsync(id, severe, IncidentsStage.Agent));
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, severe, A.Person("Sec", Role.Security)));
        Assert.Equal(new IncidentOutcome.NotFound(), await stage.ChangeAsync(IncidentId.New(A.Moment), severe));
    }

    [Theory, EveryDatabase]
    public async Task A_postmortem_begins_with_what_is_known_and_stays_as_it_was_written(DatabaseProvider provider)
    {
        await using var stage = await IncidentsStage.StartAsync(provider);
        await stage.TellRunAsync();
        var id = await stage.ReportedAsync();

        Assert.Contains("## Access review", (await stage.SheetAsync(id)).PostmortemText, StringComparison.Ordinal);
        await stage.ChangeAsync(id, new IncidentChange.WritePostmortem("# Ours\n\nIt was a time-out."));

        Assert.Equal("# Ours\n\nIt was a time-out.", (await stage.SheetAsync(id)).PostmortemText);
        Assert.IsType<IncidentOutcome.Malformed>(await stage.ChangeAsync(id, new IncidentChange.WritePostmortem("a\0b")));

        // Two write at once: the second is told so, and nothing is lost.
        Assert.IsType<IncidentOutcome.PostmortemChanged>(await stage.ChangeAsync(id, new IncidentChange.WritePostmortem("# Theirs", Seen: "")));
        Assert.Equal("# Ours\n\nIt was a time-out.", (await stage.SheetAsync(id)).PostmortemText);
        Assert.IsType<IncidentOutcome.Done>(await stage.ChangeAsync(id, new IncidentChange.WritePostmortem("# Both", Seen: "# Ours\n\nIt was a time-out.")));
    }

    private static PolicySet Set => new()
    {
        Name = "refunds",
        Engine = PolicyEngine.Cedar,
        CreatedAt = A.Moment,
        ChangedAt = A.Moment,
    };

    private static PolicyVersion Version(int number, DateTimeOffset? publishedAt) => new()
    {
        SetName = "refunds",
        Number = number,
        Text = "permit (principal, action, resource);",
        Digest = "sha-256:x",
        Status = PolicyVersionStatus.Retired,
        Authors = "",
        SavedBy = "server",
        SavedAt = A.Moment,
        PublishedBy = publishedAt is null ? null : "server",
        PublishedAt = publishedAt,
    };
}
