using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Tools.Executions;

public sealed class ExecuteJobTests
{
    private const string Arguments = """{"order_id":"W-1","amount":120.50,"email":"ann@customers.test"}""";

    [Theory, EveryDatabase]
    public async Task What_was_released_is_run_once_exactly_as_it_was_approved(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1", Arguments);
        Assert.Equal((ProposalStatus.Released, ExecutionStatus.Waiting, null), await stage.StandingAsync(released.Id));

        var report = await stage.RunAsync();
        await stage.RunAsync();

        Assert.Equal("1 run: 1 succeeded, 0 did not; 0 were never told of.", report.Summary);
        var call = Assert.Single(stage.Target.Received);
        Assert.Equal(("POST", "/orders/W-1/refunds", """{"amount":120.5,"by":"console","to":"ann@customers.test"}"""), (call.Method, call.Path, call.Text));
        Assert.Equal((released.Id.ToString(), "Bearer " + HallwayConsole.SecretText), (call.Headers["Idempotency-Key"], call.Headers["Authorization"]));
        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, null), await stage.StandingAsync(released.Id));
        var result = JsonElement.Parse((await stage.Console.RowAsync(released.Id)).Result!);
        Assert.Equal(("succeeded", "refunded"), (result.GetProperty("status").GetString(), result.GetProperty("output").GetProperty("status").GetString()));
        Assert.Equal(["execution_ordered", "execution_begun", "execution_ended"],
            (await stage.Console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("execution", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task The_agent_gets_no_grant_and_its_word_counts_for_nothing(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");

        var state = (await stage.Console.OwnAsync(released.Id))!;
        var report = await stage.Console.Get<ReportResultHandler>().HandleAsync(
            new(HallwayConsole.Agent, released.Id, ProposalVerb.Succeed, """{"status":"succeeded"}"""), default);

        Assert.Null(state.Grant!.SealedText);
        Assert.Null(await stage.Console.Get<GrantTokens>().TextOfAsync(state.Grant, default));
        Assert.IsType<OwnProposalOutcome.NotYours>(report);
        Assert.Equal(ProposalStatus.Released, (await stage.Console.RowAsync(released.Id)).Status);
    }

    [Theory]
    [InlineData(409, ProposalStatus.Failed, "http_409")]
    [InlineData(500, ProposalStatus.Failed, "http_500")]
    [InlineData(302, ProposalStatus.Unknown, "redirect_refused")]
    [InlineData(307, ProposalStatus.Failed, "redirect_refused")]
    [InlineData(504, ProposalStatus.Unknown, "http_504")]
    public async Task What_the_target_answers_says_how_it_ended(int status, ProposalStatus expected, string code)
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite);
        stage.Target.Answer = LoopbackReceiver.AnswerWith(status, "no", ("Location", stage.Target.Url + "elsewhere"));
        var released = await stage.ReleasedAsync("key-1");

        await stage.RunAsync();

        Assert.Single(stage.Target.Received);
        Assert.Equal((expected, code), ((await stage.Console.RowAsync(released.Id)).Status, (await stage.ExecutionAsync(released.Id)).FaultCode));
    }

    [Theory, EveryDatabase]
    public async Task An_answer_that_does_not_come_in_time_is_unknown_and_never_asked_for_again(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");
        using var hanging = new CancellationTokenSource();
        stage.Target.Answer = async context => await Task.Delay(Timeout.Infinite, hanging.Token);

        var run = stage.RunAsync();
        await stage.Target.NextAsync();
        stage.Console.Clock.Advance(TimeSpan.FromSeconds(30));
        await run;
        await hanging.CancelAsync();
        stage.Console.Clock.Advance(TimeSpan.FromHours(1));
        await stage.RunAsync();

        Assert.Single(stage.Target.Received);
        Assert.Equal((ProposalStatus.Unknown, ExecutionStatus.Unknown, "timed_out"), await stage.StandingAsync(released.Id));
    }

    [Fact]
    public async Task A_line_that_breaks_after_it_was_sent_is_unknown()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite);
        stage.Target.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var released = await stage.ReleasedAsync("key-1");

        await stage.RunAsync();

        Assert.Single(stage.Target.Received);
        Assert.Equal((ProposalStatus.Unknown, ExecutionStatus.Unknown, "broken_off"), await stage.StandingAsync(released.Id));
    }

    [Fact]
    public async Task A_contract_that_calls_itself_idempotent_is_sent_again_under_the_same_key()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        var calls = 0;
        stage.Target.Answer = async context =>
        {
            if (Interlocked.Increment(ref calls) == 1) context.Abort();
            else await context.Response.WriteAsync("{}");
        };
        var released = await stage.ReleasedAsync("key-1");

        var run = stage.RunAsync();
        await Eventually.IsTrueAsync(stage.Console.Clock, () => run.IsCompleted, "it was sent again");
        await run;

        Assert.Equal([released.Id.ToString(), released.Id.ToString()], stage.Target.Received.Select(call => call.Headers["Idempotency-Key"]));
        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, null), await stage.StandingAsync(released.Id));
    }

    [Theory]
    [InlineData(409, ProposalStatus.Unknown, "http_409")]
    [InlineData(200, ProposalStatus.Succeeded, null)]
    public async Task A_no_to_a_later_sending_says_nothing_of_the_one_before_it(int status, ProposalStatus expected, string? code)
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        var calls = 0;
        stage.Target.Answer = async context =>
        {
            if (Interlocked.Increment(ref calls) == 1) context.Abort();
            else await LoopbackReceiver.AnswerWith(status, "{}")(context);
        };
        var released = await stage.ReleasedAsync("key-1");

        var run = stage.RunAsync();
        await Eventually.IsTrueAsync(stage.Console.Clock, () => run.IsCompleted, "it was sent again");
        await run;

        Assert.Equal(2, stage.Target.Received.Count);
        Assert.Equal((expected, code), ((await stage.Console.RowAsync(released.Id)).Status, (await stage.ExecutionAsync(released.Id)).FaultCode));
    }

    [Theory]
    [InlineData(409, ProposalStatus.Unknown, "http_409")]
    [InlineData(200, ProposalStatus.Succeeded, null)]
    public async Task A_no_to_a_later_attempt_says_nothing_of_the_one_that_was_lost(int status, ProposalStatus expected, string? code)
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        stage.Target.Answer = LoopbackReceiver.AnswerWith(status, "{}");
        var released = await stage.ReleasedAsync("key-1");
        await LoseAsync(stage);

        await stage.RunAsync();

        Assert.Single(stage.Target.Received);
        Assert.Equal((expected, code), ((await stage.Console.RowAsync(released.Id)).Status, (await stage.ExecutionAsync(released.Id)).FaultCode));
    }

    [Fact]
    public async Task A_stop_between_two_sendings_keeps_the_second_back()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        stage.Target.Answer = async context =>
        {
            await stage.Console.AddAsync(StopOf(stage.Console));
            context.Abort();
        };
        var released = await stage.ReleasedAsync("key-1");

        var run = stage.RunAsync();
        await Eventually.IsTrueAsync(stage.Console.Clock, () => run.IsCompleted, "it was given up");
        await run;

        Assert.Single(stage.Target.Received);
        Assert.Equal((ProposalStatus.Unknown, ExecutionStatus.Unknown, "stopped"), await stage.StandingAsync(released.Id));
    }

    [Theory]
    [InlineData(false, ProposalStatus.Failed)]
    [InlineData(true, ProposalStatus.Unknown)]
    public async Task Arguments_that_are_not_those_that_were_approved_are_not_sent(bool isAgain, ProposalStatus expected)
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        var released = await stage.ReleasedAsync("key-1");
        if (isAgain) await LoseAsync(stage);
        await RewriteAsync(stage, released.Id, """{"order_id":"W-1","amount":9000}""");

        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((expected, "arguments_changed"), ((await stage.Console.RowAsync(released.Id)).Status, (await stage.ExecutionAsync(released.Id)).FaultCode));
    }

    [Theory]
    [InlineData(false, ProposalStatus.Failed)]
    [InlineData(true, ProposalStatus.Unknown)]
    public async Task One_that_cannot_even_be_begun_does_not_hold_up_those_behind_it(bool isAgain, ProposalStatus expected)
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        var broken = await stage.ReleasedAsync("key-1");
        if (isAgain) await LoseAsync(stage);
        var behind = await stage.ReleasedAsync("key-2", """{"order_id":"W-2","amount":1}""");
        await RewriteAsync(stage, broken.Id, "no JSON");

        await stage.RunAsync();

        Assert.Equal((expected, "could_not_begin"), ((await stage.Console.RowAsync(broken.Id)).Status, (await stage.ExecutionAsync(broken.Id)).FaultCode));
        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, null), await stage.StandingAsync(behind.Id));
        Assert.Single(stage.Target.Received);
    }

    [Fact]
    public async Task What_was_lost_long_ago_is_not_sent_again()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["idempotent"] = true);
        var released = await stage.ReleasedAsync("key-1");
        Assert.NotNull(await stage.Console.Get<ExecutionClaims>().TakeAsync(default));
        stage.Console.Clock.Advance(TimeSpan.FromHours(1));

        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((ProposalStatus.Unknown, ExecutionStatus.Unknown, "too_late_to_send_again"), await stage.StandingAsync(released.Id));
    }

    [Fact]
    public async Task A_header_leaves_as_the_contract_says_it_whatever_kind_of_value_is_expected_there()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite,
            execution => execution["headers"] = new System.Text.Json.Nodes.JsonObject { ["If-Modified-Since"] = "{order_id}", ["Range"] = "all" });
        var released = await stage.ReleasedAsync("key-1");

        await stage.RunAsync();

        var call = Assert.Single(stage.Target.Received);
        Assert.Equal(("W-1", "all"), (call.Headers["If-Modified-Since"], call.Headers["Range"]));
        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, null), await stage.StandingAsync(released.Id));
    }

    [Theory, EveryDatabase]
    public async Task A_node_that_dies_between_leaves_it_unknown_and_a_person_says_how_it_ended(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");
        Assert.NotNull(await stage.Console.Get<ExecutionClaims>().TakeAsync(default));

        await stage.RunAsync();
        Assert.Equal((ProposalStatus.Running, ExecutionStatus.Running, null), await stage.StandingAsync(released.Id));
        stage.Console.Clock.Advance(TimeSpan.FromHours(1));
        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((ProposalStatus.Unknown, ExecutionStatus.Unknown, "lease_lost"), await stage.StandingAsync(released.Id));
        Assert.Equal(released.Id, Assert.Single(await stage.Console.Get<ExecutionQuery>().UnknownAsync(default)).Proposal.Id);

        var oncall = A.Person("Olga Oncall", Role.Oncall);
        var resolve = stage.Console.Get<ResolveProposalHandler>();
        Assert.IsType<ResolveProposalOutcome.RoleMissing>(await resolve.HandleAsync(new(A.Reviewer(), released.Id, ProposalVerb.Succeed, "seen"), default));
        Assert.IsType<ResolveProposalOutcome.Malformed>(await resolve.HandleAsync(new(oncall, released.Id, ProposalVerb.Succeed, " "), default));
        Assert.IsType<ResolveProposalOutcome.Resolved>(await resolve.HandleAsync(new(oncall, released.Id, ProposalVerb.Succeed, "The refund is in the ledger of the bank."), default));
        Assert.IsType<ResolveProposalOutcome.NotUnknown>(await resolve.HandleAsync(new(oncall, released.Id, ProposalVerb.Fail, "no"), default));

        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, "resolved"), await stage.StandingAsync(released.Id));
        Assert.Single(await stage.Console.WholeLedgerAsync(), entry => entry.Kind == "outcome_resolved" && entry.Actor == oncall.Actor);
        Assert.DoesNotContain(await stage.Console.WholeLedgerAsync(), entry => entry.Payload.Contains("bank", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task An_answer_after_the_lease_is_still_an_answer(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");
        var claimed = (await stage.Console.Get<ExecutionClaims>().TakeAsync(default))!;
        stage.Console.Clock.Advance(TimeSpan.FromHours(1));
        await stage.RunAsync();

        await stage.Console.Get<ExecutionRecorder>().RecordAsync(claimed, new(ProposalVerb.Succeed, 200, null, 5, "done", false));

        Assert.Equal((ProposalStatus.Succeeded, ExecutionStatus.Succeeded, null), await stage.StandingAsync(released.Id));
    }

    [Theory, EveryDatabase]
    public async Task A_stop_between_release_and_execution_means_that_nothing_is_sent(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var target = await LoopbackReceiver.StartAsync();
        await using var one = await HallwayConsole.ExecutingNodeAsync(database, new(), target.HostAndPort);
        await one.FurnishAsync();
        await one.AcceptAsync(ConsoleRun(target));
        await using var other = await HallwayConsole.ExecutingNodeAsync(database, one.Clock, target.HostAndPort);
        var proposal = await one.ProposedAsync("key-1");
        await one.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);

        await one.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Tool("billing.refund"), "drill"), default);
        await other.Get<ExecuteJob>().RunOnceAsync(default);

        Assert.Empty(target.Received);
        Assert.Equal(ProposalStatus.Revoked, (await one.RowAsync(proposal.Id)).Status);
        Assert.Equal(ExecutionStatus.Cancelled, await one.ReadAsync(db => db.Executions.Select(row => row.Status).SingleAsync()));
    }

    /// <summary>A stop reaches a bounded number at once; what it did not reach is stopped by the order itself.</summary>
    [Theory, EveryDatabase]
    public async Task A_stop_that_had_not_reached_the_proposal_itself_stops_it_at_the_last_moment(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");
        await stage.Console.AddAsync(StopOf(stage.Console));

        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((ProposalStatus.Revoked, ExecutionStatus.Cancelled, "stopped"), await stage.StandingAsync(released.Id));
        Assert.Single(await stage.Console.WholeLedgerAsync(), entry => entry.Kind == "proposal_revoked");
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_run_each_proposal_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var target = await LoopbackReceiver.StartAsync();
        await using var one = await HallwayConsole.ExecutingNodeAsync(database, new(), target.HostAndPort);
        await one.FurnishAsync();
        await one.AcceptAsync(ConsoleRun(target));
        await using var other = await HallwayConsole.ExecutingNodeAsync(database, one.Clock, target.HostAndPort);
        var reviewer = A.Reviewer();
        for (var number = 0; number < 12; number++)
            await one.DecideAsync(reviewer, await one.ProposedAsync($"key-{number}", $$"""{"order_id":"W-{{number}}","amount":1}"""), DecisionKind.Approve);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => (number % 2 == 0 ? one : other).Get<ExecuteJob>().RunOnceAsync(default))));

        Assert.Equal(12, target.Received.Count);
        Assert.Equal(12, target.Received.Select(call => call.Headers["Idempotency-Key"]).Distinct().Count());
        Assert.Equal(12, await one.ReadAsync(db => db.Proposals.CountAsync(row => row.Status == ProposalStatus.Succeeded)));
        Assert.Equal(12, (await one.WholeLedgerAsync()).Count(entry => entry.Kind == "execution_begun"));
    }

    [Theory, EveryDatabase]
    public async Task What_could_not_begin_while_the_leave_was_good_is_not_run_late(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var released = await stage.ReleasedAsync("key-1");

        stage.Console.Clock.Advance(TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds));
        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((ProposalStatus.Revoked, ExecutionStatus.Cancelled, "expired_before_it_ran"), await stage.StandingAsync(released.Id));
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_that_is_not_let_through_nor_without_the_secret()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite, execution => execution["url"] = "http://169.254.169.254/latest/{order_id}");
        var guarded = await stage.ReleasedAsync("key-1");
        await stage.AcceptAsync(execution => execution["secret"] = "NOT_CONFIGURED");
        var secretless = await stage.ReleasedAsync("key-2", """{"order_id":"W-2","amount":1}""");
        await stage.AcceptAsync();
        var hostile = await stage.ReleasedAsync("key-3", """{"order_id":"../../admin","amount":1}""");

        await stage.RunAsync();

        Assert.Empty(stage.Target.Received);
        Assert.Equal((ProposalStatus.Failed, ExecutionStatus.Failed, "url_scheme"), await stage.StandingAsync(guarded.Id));
        Assert.Equal((ProposalStatus.Failed, ExecutionStatus.Failed, "secret_missing"), await stage.StandingAsync(secretless.Id));
        Assert.Equal((ProposalStatus.Failed, ExecutionStatus.Failed, "argument_refused"), await stage.StandingAsync(hostile.Id));
    }

    [Fact]
    public async Task The_secret_is_in_no_file_of_the_database_even_where_the_target_repeats_it()
    {
        await using var stage = await ExecutionStage.StartAsync(DatabaseProvider.Sqlite);
        stage.Target.Answer = context => context.Response.WriteAsJsonAsync(new
        {
            you_sent = context.Request.Headers.Authorization.ToString(),
            again = Uri.EscapeDataString(HallwayConsole.SecretText),
            coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(HallwayConsole.SecretText)),
            to = "ann@customers.test",
        });
        var released = await stage.ReleasedAsync("key-1", Arguments);

        await stage.RunAsync();

        var row = await stage.Console.RowAsync(released.Id);
        Assert.Equal(ProposalStatus.Succeeded, row.Status);
        Assert.Contains("[redacted]", row.Result, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@customers.test", row.Result, StringComparison.Ordinal);
        string[] spellings = [HallwayConsole.SecretText, JsonEncodedText.Encode(HallwayConsole.SecretText).ToString(),
            Uri.EscapeDataString(HallwayConsole.SecretText), Convert.ToBase64String(Encoding.UTF8.GetBytes(HallwayConsole.SecretText))];
        var folder = stage.Console.Database.Options.DataFolder;
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            foreach (var spelling in spellings) Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(spelling)));
        }
    }

    [Theory, EveryDatabase]
    public async Task Whoever_is_to_be_told_hears_of_the_release_and_of_the_end(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider);
        var proposed = (ProposeOutcome.Recorded)await stage.Console.ProposeAsync("key-1", callbackUrl: stage.Target.Url + "hook");
        await stage.Console.DecideAsync(A.Reviewer(), proposed.Proposal, DecisionKind.Approve);
        await stage.Console.Get<DeliverJob>().RunOnceAsync(default);
        await stage.RunAsync();
        await stage.Console.Get<DeliverJob>().RunOnceAsync(default);

        var told = stage.Target.Received.Where(call => call.Path == "/hook").Select(call => JsonElement.Parse(call.Text)).ToList();
        Assert.Equal(["proposal.decided", "proposal.executed"], told.Select(message => message.GetProperty("type").GetString()));
        Assert.False(told[0].GetProperty("data").TryGetProperty("grant", out _));
        Assert.Equal("succeeded", told[1].GetProperty("data").GetProperty("state").GetString());
    }

    /// <summary>A node begins it and dies; its lease has run out.</summary>
    private static async Task LoseAsync(ExecutionStage stage)
    {
        var claimed = await stage.Console.Get<ExecutionClaims>().TakeAsync(default);
        stage.Console.Clock.Advance(ClaimedExecution.LeaseOf(claimed!.Contract));
    }

    private static Task<int> RewriteAsync(ExecutionStage stage, ProposalId id, string arguments) => stage.Console.ReadAsync(
        db => db.Proposals.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(proposal => proposal.Arguments, arguments)));

    private static StopOrder StopOf(TestConsole console) => new()
    {
        Id = Guid.CreateVersion7(console.Clock.GetUtcNow()),
        Scope = StopScope.Agent,
        Name = HallwayConsole.Agent.Name,
        Reason = "drill",
        OrderedBy = "server",
        OrderedAt = console.Clock.GetUtcNow(),
    };

    private static string ConsoleRun(LoopbackReceiver target) => A.Tool().Version(2).With("executes", "console")
        .With("execution", new System.Text.Json.Nodes.JsonObject { ["url"] = $"{target.Url}refunds", ["secret"] = "BILLING_API" }).Document();
}
