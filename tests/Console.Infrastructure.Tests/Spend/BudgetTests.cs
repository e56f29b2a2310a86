using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Access;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Spend;

public sealed class BudgetTests
{
    private const long Cent = SpendConsole.Dollar / 100;

    private static readonly Caller.Person Security = A.Person("Sam Security", Role.Security);

    [Theory, EveryDatabase]
    public async Task Each_step_is_told_once_in_the_ledger_and_to_whoever_subscribed(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");
        await SubscribeAsync(console, "budget.warning");
        await SubscribeAsync(console);

        foreach (var cents in new[] { 49, 1, 10, 25, 10, 5, 1 }) await console.ReserveAsync(cents * Cent, $"run-{cents}");

        var entries = (await console.WholeLedgerAsync()).Where(entry => entry.Kind is "budget_warned" or "budget_exhausted").ToList();
        Assert.Equal(["50", "80", "95", null], entries.Select(entry => JsonElement.Parse(entry.Payload).TryGetProperty("percent", out var percent) ? percent.GetString() : null));
        Assert.Equal("budget_exhausted", entries[^1].Kind);
        var told = await console.ReadAsync(db => db.Outbox.AsNoTracking().Where(item => item.EventType == "budget.warning").OrderBy(item => item.CreatedAt).ThenBy(item => item.Id).ToListAsync());
        Assert.Equal([50, 80, 95, 100], told.Select(item => JsonElement.Parse(item.Notice!).GetProperty("percent").GetInt32()).Order());
        var message = JsonElement.Parse(Domain.Deliveries.DecisionDocument.NoticeMessage(told[0].EventType, told[0].Notice!, told[0].CreatedAt));
        Assert.Equal(("budget.warning", "agent:support-triage-v3", "day", "1.00"), (message.GetProperty("type").GetString(), message.GetProperty("data").GetProperty("budget").GetString(),
            message.GetProperty("data").GetProperty("per").GetString(), message.GetProperty("data").GetProperty("cap").GetProperty("amount").GetString()));
    }

    [Theory, EveryDatabase]
    public async Task The_cap_that_is_shown_of_a_run_is_the_one_that_holds(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "2.00", perDay: "1.00");
        var (schedule, scheduled) = (ScheduledRunId.New(console.Clock.GetUtcNow()), "schedule:nightly:1");
        await console.AddAsync(new ScheduledRun
        {
            Id = schedule,
            Schedule = ScheduleId.New(console.Clock.GetUtcNow()),
            Agent = HallwayConsole.Agent.Name,
            Environment = HallwayConsole.Agent.Environment,
            FiredAt = console.Clock.GetUtcNow(),
            RunName = scheduled,
            IsOrdered = false,
            CapUsdNanos = 50 * Cent,
            Status = ScheduledRunStatus.Started,
        });
        Assert.Equal((200 * Cent, 50 * Cent, 100 * Cent), await CapsAsync());

        await RaiseAsync(console, Security, 30 * Cent, period: CapPeriod.Run);
        await RaiseAsync(console, Security, 10 * Cent);
        Assert.Equal((230 * Cent, 80 * Cent, 110 * Cent), await CapsAsync());

        console.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((200 * Cent, 50 * Cent, 100 * Cent), await CapsAsync());
        await console.CapAsync(null, null);
        Assert.Null(await console.Get<CapQuery>().OfRunAsync(HallwayConsole.Agent.Name, HallwayConsole.Agent.Environment, SpendConsole.Run, default));

        async Task<(long?, long?, long?)> CapsAsync()
        {
            var caps = console.Get<CapQuery>();
            return (await caps.OfRunAsync(HallwayConsole.Agent.Name, HallwayConsole.Agent.Environment, SpendConsole.Run, default),
                await caps.OfRunAsync(HallwayConsole.Agent.Name, HallwayConsole.Agent.Environment, scheduled, default), await caps.OfDayAsync(HallwayConsole.Agent.Name, default));
        }
    }

    [Theory, EveryDatabase]
    public async Task A_raise_makes_room_until_its_time_is_over(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");
        await console.ReservedAsync(100 * Cent);
        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1));

        Assert.IsType<BudgetOutcome.Raised>(await RaiseAsync(console, Security, 50 * Cent));
        var reserved = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(20 * Cent, seconds: 7200));
        Assert.Equal(30 * Cent, reserved.Left.DayNanos);
        console.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ReserveSpendOutcomeOf(await console.ReserveAsync(81 * Cent)), (100 * Cent, 20 * Cent));
        var entry = Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "budget_raised");
        Assert.Equal((Security.Actor, "budget:agent:support-triage-v3"), (entry.Actor, entry.Subject));

        static (long, long) ReserveSpendOutcomeOf(ReserveSpendOutcome outcome) =>
            (Assert.IsType<ReserveSpendOutcome.Exhausted>(outcome).Cap.CapNanos, ((ReserveSpendOutcome.Exhausted)outcome).Cap.UsedNanos);
    }

    [Theory, EveryDatabase]
    public async Task The_dri_raises_what_they_answer_for_and_nothing_else(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var dri = await console.AddPersonAsync("dri@example.com", Role.Dri);
        var other = await console.AddPersonAsync("otto@example.com", Role.Dri);
        await console.ApplyAsync("""{"kind":"Budget","environment":"production","per_day_usd":"5.00"}""");
        var environment = new BudgetId(BudgetKind.Environment, "production");

        Assert.IsType<BudgetOutcome.Raised>(await RaiseAsync(console, dri, Cent));
        Assert.IsType<BudgetOutcome.NotYourAgent>(await RaiseAsync(console, other, Cent));
        Assert.IsType<BudgetOutcome.NotYourAgent>(await RaiseAsync(console, dri, Cent, environment));
        Assert.IsType<BudgetOutcome.Raised>(await RaiseAsync(console, Security, Cent, environment));
        Assert.IsType<BudgetOutcome.RoleMissing>(await RaiseAsync(console, A.Person("Fin", Role.Finance), Cent));
        Assert.IsType<BudgetOutcome.NoCap>(await RaiseAsync(console, dri, Cent, period: CapPeriod.Run));
        Assert.IsType<BudgetOutcome.NotFound>(await RaiseAsync(console, Security, Cent, BudgetId.OfAgent("nobody")));
        Assert.Equal(["/amount", "/expires_in_s", "/reason"], Assert.IsType<BudgetOutcome.Malformed>(
            await console.Get<RaiseBudgetHandler>().HandleAsync(new(dri, SpendConsole.Budget, CapPeriod.Day, 0, " ", 1), default)).Faults.Select(fault => fault.Pointer));
    }

    [Theory, EveryDatabase]
    public async Task A_raise_that_is_taken_back_counts_no_more(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");
        var raise = Assert.IsType<BudgetOutcome.Raised>(await RaiseAsync(console, Security, 50 * Cent)).Raise;
        Assert.Equal(150 * Cent, (await console.Get<BudgetQuery>().FindAsync(SpendConsole.Budget, default))!.PerDay.WholeNanos);

        Assert.IsType<BudgetOutcome.NotFound>(await console.Get<EndRaiseHandler>().HandleAsync(Security, BudgetId.OfAgent("other"), raise.Id, default));
        Assert.IsType<BudgetOutcome.RaiseEnded>(await console.Get<EndRaiseHandler>().HandleAsync(Security, SpendConsole.Budget, raise.Id, default));

        Assert.Equal(100 * Cent, (await console.Get<BudgetQuery>().FindAsync(SpendConsole.Budget, default))!.PerDay.WholeNanos);
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "budget_raise_ended");
    }

    [Theory, EveryDatabase]
    public async Task An_environment_and_a_workflow_have_days_of_their_own(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: null);
        await console.ApplyAsync("""[{"kind":"Budget","environment":"production","per_day_usd":"1.00"},{"kind":"Budget","workflow":"triage","per_day_usd":"0.30"}]""");
        await console.Get<StartRunHandler>().HandleAsync(new(HallwayConsole.Agent, SpendConsole.Run, []) { Workflow = "triage" }, default);

        await console.ReservedAsync(30 * Cent);
        var ofWorkflow = Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1));
        await console.ReservedAsync(70 * Cent, "run-8");
        var ofEnvironment = Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1, "run-8"));
        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(1, "run-8", caller: A.AgentCaller(environment: "staging")));

        Assert.Equal(("workflow:triage", "environment:production"), (ofWorkflow.Cap.Budget.ToString(), ofEnvironment.Cap.Budget.ToString()));
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task Budgets_are_set_changed_and_removed_with_an_entry_each(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var finance = A.Person("Fin", Role.Finance);
        var id = new BudgetId(BudgetKind.Workflow, "triage");

        Assert.IsType<BudgetOutcome.RoleMissing>(await SaveAsync(console, Security, null, "5.00"));
        Assert.Equal(1, Assert.IsType<BudgetOutcome.Saved>(await SaveAsync(console, finance, null, "5.00")).Budget.Version);
        Assert.IsType<BudgetOutcome.Taken>(await SaveAsync(console, finance, null, "5.00"));
        Assert.IsType<BudgetOutcome.Unchanged>(await SaveAsync(console, finance, id, "5.00"));
        Assert.Equal(2, Assert.IsType<BudgetOutcome.Saved>(await SaveAsync(console, finance, id, "6.00", 1)).Budget.Version);
        Assert.IsType<BudgetOutcome.Stale>(await SaveAsync(console, finance, id, "7.00", 1));
        Assert.IsType<BudgetOutcome.InAgentDocument>(await SaveAsync(console, finance, SpendConsole.Budget, "7.00"));
        Assert.IsType<BudgetOutcome.NotFound>(await SaveAsync(console, finance, new(BudgetKind.Workflow, "other"), "7.00", name: "other"));
        Assert.IsType<BudgetOutcome.Removed>(await console.Get<RemoveBudgetHandler>().HandleAsync(finance, id, default));
        Assert.IsType<BudgetOutcome.NotFound>(await console.Get<RemoveBudgetHandler>().HandleAsync(finance, id, default));

        Assert.Equal(["budget_set", "budget_changed", "budget_removed"], (await console.WholeLedgerAsync()).Where(entry => entry.Subject == "budget:workflow:triage").Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task The_list_shows_every_agent_and_budget_by_its_name_and_goes_on_behind_a_cursor(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "0.60", perDay: "1.00");
        await console.ApplyAsync("""[{"kind":"Budget","environment":"production","per_day_usd":"1.00"},{"kind":"Budget","workflow":"triage","per_day_usd":"0.30"}]""");
        await console.SettleAsync(await console.ReservedAsync(30 * Cent), 20 * Cent);
        await console.ReservedAsync(60 * Cent, "run-8");
        var query = console.Get<BudgetQuery>();

        var all = await query.AfterAsync("", 10, default);
        Assert.Equal(["agent:support-triage-v3", "environment:production", "workflow:triage"], all.Select(row => row.Id.ToString()));
        Assert.Equal(["environment:production"], (await query.AfterAsync("agent:support-triage-v3", 1, default)).Select(row => row.Id.ToString()));
        var day = all[0].PerDay;
        Assert.Equal((60 * Cent, 20 * Cent, 20 * Cent, BudgetState.High), (day.ReservedNanos, day.SettledNanos, day.LeftNanos!.Value, day.State));
        Assert.Equal(60 * Cent, all[0].PerRun!.CapNanos);
        var one = (await query.FindAsync(SpendConsole.Budget, default))!;
        Assert.Equal([("run-7", BudgetState.Ok), ("run-8", BudgetState.Exhausted)], one.Runs.Select(run => (run.Run, run.Use.State)).Order());
    }

    private static Task<BudgetOutcome> RaiseAsync(TestConsole console, Caller caller, long nanos, BudgetId? budget = null, CapPeriod period = CapPeriod.Day) =>
        console.Get<RaiseBudgetHandler>().HandleAsync(new(caller, budget ?? SpendConsole.Budget, period, nanos, "end of month", 3600), default);

    private static Task<BudgetOutcome> SaveAsync(TestConsole console, Caller caller, BudgetId? id, string perDay, int? seen = null, string name = "triage") =>
        console.Get<SaveBudgetHandler>().HandleAsync(new(caller, id, seen, JsonElement.Parse($$"""{"workflow":"{{name}}","per_day_usd":"{{perDay}}"}""")), default);

    private static async Task SubscribeAsync(TestConsole console, params string[] types) => Assert.IsType<WebhookOutcome.SecretShown>(
        await console.Get<RegisterWebhookHandler>().HandleAsync(new(new Caller.Server(), new("https://hooks.example.com/in", "a receiver", types)), default));
}
