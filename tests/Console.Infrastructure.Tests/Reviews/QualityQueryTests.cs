using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class QualityQueryTests
{
    [Theory, EveryDatabase]
    public async Task Security_sees_everybody_who_decides_by_name_and_a_reviewer_only_oneself(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var zoe = await NudgeHandlerTests.PersonAsync(console, "zoe@example.com", Role.Reviewer);
        var ana = await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer);
        var sam = await NudgeHandlerTests.PersonAsync(console, "sam@example.com", Role.Security);
        await NudgeHandlerTests.PersonAsync(console, "aud@example.com", Role.Auditor);
        await DecidedAsync(console, zoe, DecisionKind.Reject, 50, 7);

        var all = await console.Get<QualityQuery>().OfAsync(sam, default);
        var own = await console.Get<QualityQuery>().OfAsync(ana, default);

        Assert.Equal(["ana@example.com", "sam@example.com", "zoe@example.com"], all.Select(row => row.Name));
        Assert.Equal([0, 0, 1], all.Select(row => row.Rejected));
        Assert.Equal(ana.Id, Assert.Single(own).PersonId);
        Assert.Empty(await console.Get<QualityQuery>().OfAsync(A.Person("Aud", Role.Auditor), default));
    }

    [Theory, EveryDatabase]
    public async Task The_median_of_the_seconds_is_told_for_each_band_of_risk_of_what_was_opened(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var ana = A.Reviewer("Ana");
        foreach (var (risk, seconds) in ((int, int?)[])[(5, 3), (10, 9), (15, 4), (85, 60), (85, null)]) await DecidedAsync(console, ana, DecisionKind.Approve, risk, seconds);

        var quality = Assert.Single(await console.Get<QualityQuery>().OfAsync(ana, default));

        Assert.Equal([new(RiskBand.Low, 3, 4), new(RiskBand.Severe, 1, 60)], quality.Paces);
        Assert.Equal(1, quality.Unseen);
    }

    [Theory, EveryDatabase]
    public async Task What_one_said_yes_to_and_went_wrong_later_is_counted_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (ana, ben) = (A.Reviewer("Ana"), A.Reviewer("Ben"));
        await DecidedAsync(console, ana, DecisionKind.Approve, 50, 7, ProposalStatus.Failed);
        await DecidedAsync(console, ana, DecisionKind.Edit, 50, 7, ProposalStatus.Succeeded, incidents: 2);
        await DecidedAsync(console, ana, DecisionKind.Approve, 50, 7, ProposalStatus.Succeeded);
        await DecidedAsync(console, ana, DecisionKind.Reject, 50, 7, ProposalStatus.Rejected, incidents: 1);
        await DecidedAsync(console, ben, DecisionKind.Approve, 50, 7, ProposalStatus.Failed);

        Assert.Equal(2, Assert.Single(await console.Get<QualityQuery>().OfAsync(ana, default)).LaterIncidents);
    }

    private static async Task DecidedAsync(TestConsole console, Caller.Person person, DecisionKind kind, int risk, int? seconds,
        ProposalStatus status = ProposalStatus.Released, int incidents = 0)
    {
        var now = console.Clock.GetUtcNow();
        var proposal = A.Proposal().Risky(risk).In(status).Build();
        await console.AddAsync(proposal);
        await console.AddAsync(new Decision
        {
            Id = DecisionId.New(now),
            ProposalId = proposal.Id,
            PersonId = person.Id,
            PersonName = person.DisplayName,
            Kind = kind,
            Digest = proposal.Digest,
            At = now,
            SecondsOpen = seconds,
            RiskScore = risk,
        });
        for (var number = 0; number < incidents; number++)
            await console.AddAsync(new Incident { Id = IncidentId.New(now), Agent = proposal.Agent, ProposalId = proposal.Id, OpenedBy = "server", OpenedAt = now }
                .Named("It went wrong", IncidentSeverity.High));
    }
}
