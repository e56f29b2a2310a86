using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Reviews;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

/// <summary>Every way in which something is let go, tried in any order while stops come and go.</summary>
public sealed class NothingPassesAStopTests
{
    private const int StepsMax = 200;
    private const string RunByConsole = "ledger.credit";

    private static readonly Dictionary<string, PermitWish> Alike = new() { ["order_id"] = new(PermitRuleKind.Same), ["amount"] = new(PermitRuleKind.Same) };

    private static readonly StopTarget[] Targets = [StopTarget.Everything, StopTarget.Agent("support-triage-v3"), StopTarget.Tool("billing.refund"), StopTarget.Tool(RunByConsole)];

    [Theory, EveryDatabase]
    public async Task Nothing_is_released_run_or_paid_for_under_a_stop(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider, new ReviewsOptions { UndoSecondsMedium = 10, UndoSecondsHigh = 10, RefusedAgainSeconds = 0 });
        await console.AcceptAsync(A.Tool(RunByConsole).With("executes", "console")
            .With("execution", new JsonObject { ["url"] = "https://ledger.example/credits", ["secret"] = "BILLING_API" }).Document());
        await console.ChangeAsync(HallwayConsole.Agent.Name, A.Agent().MayUse("billing.refund").MayUse(RunByConsole).Document());
        var ana = await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer);
        var random = new Random(20_261_126);
        var (tried, letGo, let, refused) = (new HashSet<string>(), new HashSet<string>(), 0, 0);
        for (var step = 0; step < StepsMax; step++)
        {
            if (random.Next(6) == 0) await ThrowOrLiftAsync();
            var before = await LetGoAsync(console);
            var reach = await console.ReadAsync(db => db.StopOrders.Where(order => order.LiftedAt == null).ToListAsync());
            var way = await TryOneAsync(console, ana, random, step);
            tried.Add(way);
            var after = await LetGoAsync(console);

            // A model call uses no tool: a stop of one leaves the agent thinking.
            var past = after.Except(before).Where(one => reach.Exists(order => order.Scope != StopScope.Tool || order.Name == one.Tool)).ToList();
            Assert.True(past.Count == 0, $"step {step}: {string.Join(", ", past)} went past a stop");
            if (!before.IsSupersetOf(after)) (let, _) = (let + 1, letGo.Add(way));
            else if (reach.Count > 0) refused++;
            console.Clock.Advance(TimeSpan.FromSeconds(random.Next(8)));
        }

        Assert.Equal(7, tried.Count);
        Assert.Superset(new HashSet<string> { "permit", "execute" }, letGo);
        Assert.True(let > 10 && refused > 10, $"{let} were let go and {refused} met a stop: that shows little");
        await console.WholeLedgerAsync();

        async Task ThrowOrLiftAsync()
        {
            var target = Targets[random.Next(Targets.Length)];
            _ = random.Next(2) == 0
                ? await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), target, "drill"), default)
                : await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), target, "over"), default);
        }
    }

    private static async Task<string> TryOneAsync(TestConsole console, Caller.Person ana, Random random, int step)
    {
        switch (random.Next(7))
        {
            case 0:
                await console.ProposeAsync($"key-{step}", tool: random.Next(2) == 0 ? "billing.refund" : RunByConsole);
                return "propose";
            case 1:
                if (await AnyAsync(console, ProposalStatus.Pending) is { } pending) await console.DecideAsync(A.Reviewer(), pending, DecisionKind.Approve);
                return "decide";
            case 2:
                await console.Get<SettleHandler>().HandleAsync(default);
                return "settle";
            case 3:
                // Also grants that a stop has made void: they are what a stop is about.
                var grants = await console.ReadAsync(db => db.Grants.AsNoTracking().ToListAsync());
                if (grants.Count > 0 && await console.Get<GrantTokens>().TextOfAsync(grants[random.Next(grants.Count)], default) is { } token) await console.RedeemAsync(token);
                return "redeem";
            case 4:
                if (await AnyAsync(console, ProposalStatus.Pending) is { } read)
                {
                    await console.Get<GrantPermitHandler>().HandleAsync(new(ana, read.Id, read.Digest, Alike, 3600, 1, "drill"), default);
                    await console.ProposeAsync($"alike-{step}", tool: read.Tool);
                }

                return "permit";
            case 5:
                await console.Get<ExecutionClaims>().TakeAsync(default);
                return "execute";
            default:
                await console.Get<ReserveSpendHandler>().HandleAsync(new(HallwayConsole.Agent, $"run-{step}", 1_000, 60, $"digest-{step}"), default);
                return "reserve";
        }
    }

    private static async Task<Proposal?> AnyAsync(TestConsole console, ProposalStatus status) =>
        await console.ReadAsync(db => db.Proposals.AsNoTracking().Where(row => row.Status == status).OrderBy(row => row.SubmittedAt).FirstOrDefaultAsync());

    /// <summary>All that may act or has acted: usable grants, running proposals, money that was taken aside for calls.</summary>
    private static Task<HashSet<(string What, string Tool)>> LetGoAsync(TestConsole console) => console.ReadAsync(async db =>
    {
        var grants = await db.Grants.AsNoTracking().Where(row => row.RevokedAt == null && row.RedeemedAt == null).ToListAsync();
        var running = await db.Proposals.AsNoTracking().Where(row => row.Status == ProposalStatus.Running).ToListAsync();
        var held = await db.SpendReservations.AsNoTracking().Where(row => row.ProposalId == null).ToListAsync();
        return grants.Select(row => ($"grant {row.Id}", row.Tool)).Concat(running.Select(row => ($"running {row.Id}", row.Tool)))
            .Concat(held.Select(row => ($"reservation {row.Id}", ""))).ToHashSet();
    });
}
